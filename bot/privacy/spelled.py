"""Numbers whose digits are words or letters: "o21 five five five, double oh one two"."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from bot.privacy.kinds import PersonalKind, Stretch
from bot.privacy.lexicon import lexicon

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_NOUGHTS = frozenset("oh o zero nought naught".split())
_ONES = _NOUGHTS | set("null nil one two three four five six seven eight nine".split())
_TENS = frozenset("twenty thirty forty fifty sixty seventy eighty ninety".split())
_TEENS = frozenset(
    "ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen "
    "hundred".split()
)
_TIMES = {"double": 2, "dbl": 2, "triple": 3, "treble": 3}
_WORD = rf"(?:{'|'.join(sorted(_ONES | _TENS | _TEENS, key=lambda w: (-len(w), w)))})(?![^\W\d_])"
_FIGURES = rf"(?:o(?=\d))?\d(?:\d|o(?!ne|h))*(?!(?!{_WORD})[^\W\d_])"
_PIECE = re.compile(
    rf"(?:(?P<times>{'|'.join(_TIMES)})[ \-]+)?"
    rf"(?P<it>(?<![^\W_]){_FIGURES}|(?<![^\W\d_]){_WORD}|(?<=[a-z])\d+(?![^\W\d_]))",
    re.IGNORECASE,
)
_SAID = r"(?:and[ ]then|then|followed[ ]by|and|space|dash|hyphen|plus)"
_GAP = re.compile(rf"[ ,.\-\u2013/_()]{{0,4}}(?P<said>(?:{_SAID}[ ,]+){{0,2}})", re.IGNORECASE)
_LETTERS = re.compile(
    r"(?<![\w'\u2019])(?:[a-z]{3}|[a-z](?:[ ,.\-]{1,2}[a-z]){1,3})[ ,.\-]{1,2}\Z", re.IGNORECASE
)
_NEAR, _WIDE = 16, 2
_A_PHONE, _FROM_NOUGHT, _A_CODE = 7, 6, 3
"""How many digits are one: of a phone, of one that begins with a nought, after letters."""


def spelled_in(text: str) -> Iterator[Stretch]:
    """Phones and codes of which at least one digit is no figure."""
    for run in _runs(text):
        start, end = run[0].start(), run[-1].end()
        if _is_phone(text, run):
            yield Stretch(PersonalKind.PHONE, start, end)
        elif len(run) >= _A_CODE and _is_spelled(run):
            letters = _LETTERS.search(text, max(0, start - _NEAR), start)
            if letters and not lexicon().is_ordinary(letters.group().strip(" ,.-").lower()):
                yield Stretch(PersonalKind.NUMBER, letters.start(), end)


def _runs(text: str) -> Iterator[list[re.Match[str]]]:
    """Digits that only blanks, marks, "and" or "then" part."""
    run: list[re.Match[str]] = []
    for piece in _PIECE.finditer(text):
        if run and not _GAP.fullmatch(text, run[-1].end(), piece.start()):
            yield run
            run = []
        run.append(piece)
    if run:
        yield run


def _is_phone(text: str, run: Sequence[re.Match[str]]) -> bool:
    """Whether it has the length of one, and is no list of ages: "two, four, six and ten"."""
    gaps = [text[one.end() : other.start()] for one, other in pairwise(run)]
    from_nought = run[0]["it"][0] == "0" or run[0]["it"].lower().rstrip("0123456789") in _NOUGHTS
    if not _is_spelled(run):
        return from_nought and _length(run) > _A_PHONE and _is_parted(gaps)
    again = any(piece["times"] for piece in run)
    if not (from_nought or again) and all("," in gap or "and" in gap.lower() for gap in gaps):
        return False
    return _length(run) >= (_FROM_NOUGHT if from_nought else _A_PHONE)


def _is_spelled(run: Sequence[re.Match[str]]) -> bool:
    return any(piece["times"] or not piece["it"].isdigit() for piece in run)


def _is_parted(gaps: Sequence[str]) -> bool:
    """Whether figures are parted as nobody parts them but in a phone: "021 555 then 0134"."""
    listed = any(gap.strip() == "," for gap in gaps)
    return not listed and any(len(gap) > _WIDE or gap == "_" for gap in gaps)


def _length(run: Sequence[re.Match[str]]) -> int:
    """How many digits it stands for; "seventy two" is two."""
    count, after_tens = 0, False
    for piece in run:
        word = piece["it"].lower()
        digits = 1 if word in _ONES else 2 if word in _TENS | _TEENS else len(word)
        if not (after_tens and word in _ONES - _NOUGHTS):
            count += digits * _TIMES.get((piece["times"] or "").lower(), 1)
        after_tens = word in _TENS
    return count
