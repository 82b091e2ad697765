"""A stretch that was found, with what belongs to it: the flat before a street, the path after a link.

A form finds the middle of a thing for sure; people write its ends in every way. So the ends are
looked for from the middle, one step at a time, and only close by.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.privacy.ends import AFTER, BEFORE, BETWEEN, FILES, LABEL, LETTERS, VERSION
from bot.privacy.kinds import PersonalKind, Stretch
from bot.privacy.lexicon import lexicon
from bot.privacy.tokens import fold

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_FOLD = re.IGNORECASE
_NEAR = 48
"""Characters before a stretch in which its beginning is looked for."""

_SIDE = re.compile(r"[ ](?:east|west|north|south|central|beach|bay|park)\b", _FOLD)
_BETWEEN = {PersonalKind.ADDRESS: BETWEEN, PersonalKind.NUMBER: VERSION}
_OF_DIGITS = frozenset({PersonalKind.PHONE, PersonalKind.NUMBER, PersonalKind.DATE})
_CODES = frozenset({PersonalKind.PHONE, PersonalKind.NUMBER})
_LETTER_BEFORE = re.compile(r"[a-z][ \-./]{1,2}\Z", _FOLD)
_DIGITS_AFTER = re.compile(r"(?:[ .\-\u2013]?\d)+(?!\w)")
_DIGITS_BEFORE = re.compile(r"(?<!\w)\d(?:[ .\-\u2013]?\d)*[ .\-\u2013]?\Z")
_LONG = re.compile(r"\d{3}")
_NEXT_WORD = re.compile(r",?[ ]+(?:(?:in|near|by|outside)[ ]+)?([^\W\d_]+)\b(?!['\u2019])")


def grown(text: str, taken: Sequence[Stretch]) -> list[Stretch]:
    """The stretches in order, each with its ends; none takes what is another's."""
    spans = sorted(taken, key=lambda span: span.start)
    for i, span in enumerate(spans):
        left = spans[i - 1].end if i else 0
        right = spans[i + 1].start if i + 1 < len(spans) else len(text)
        spans[i] = _with_its_ends(text, span, left, right)
    return _joined(text, spans)


def _joined(text: str, spans: Sequence[Stretch]) -> list[Stretch]:
    """The stretches, two halves of an address as one, and a licence with its version."""
    joined: list[Stretch] = []
    for span in spans:
        last = joined[-1] if joined else span
        between = _BETWEEN.get(span.kind) if joined and last.kind is span.kind else None
        if between and between.match(text[last.end : span.start]):
            joined[-1] = Stretch(span.kind, last.start, span.end)
        else:
            joined.append(span)
    return joined


def _with_its_ends(text: str, span: Stretch, left: int, right: int) -> Stretch:
    start, end = span.start, span.end
    for further in _ends_after(text, span, right):
        end = further
    for earlier in _starts_before(text, span, left):
        start = earlier
    if span.kind in _CODES and _LETTER_BEFORE.search(text[max(left, start - 3) : start]):
        from_here = max(left, start - _NEAR)
        letters = LETTERS.search(text[from_here:start])
        start = from_here + letters.start("it") if letters else start
    return _with_its_digits(text, Stretch(span.kind, start, end), left, right)


def _starts_before(text: str, span: Stretch, left: int) -> Iterator[int]:
    """From where it may begin, each further to the left."""
    pattern, start = BEFORE.get(span.kind), span.start
    while pattern is not None:
        from_here = max(left, start - _NEAR)
        found = pattern.search(text[from_here:start])
        if found is None or not found.group():
            return
        if _is_only_before_a_name(span.kind, found.group()) and not text[start].isupper():
            return
        if span.kind is PersonalKind.NUMBER and _is_what_it_is(found.group()):
            return
        start = from_here + found.start()
        yield start


def _is_what_it_is(piece: str) -> bool:
    """Whether it is a word, "NHI" or "CASE", and no letters of the number itself."""
    label = piece.rstrip(" ./-")
    if piece[-1:] in "-/.":
        return False
    if len(label) == 1 or label in FILES or not label.isalpha():
        return False
    return lexicon().is_ordinary(label.lower())


def _is_only_before_a_name(kind: PersonalKind, piece: str) -> bool:
    """Whether it is a number in words, or one more word of a street's name."""
    return (
        kind is PersonalKind.ADDRESS
        and not LABEL.match(piece)
        and piece[-1:] == " "
        and piece.replace(" ", "").replace("-", "").isalpha()
    )


def _ends_after(text: str, span: Stretch, right: int) -> Iterator[int]:
    """To where it may reach, each further to the right."""
    pattern, end = AFTER.get(span.kind), span.end
    while pattern is not None:
        found = pattern.match(text, end, right) or _town(text, span.kind, end, right)
        if found is None:
            return
        end = found.end()
        yield end


def _town(text: str, kind: PersonalKind, end: int, right: int) -> re.Match[str] | None:
    """The suburb or town after an address in small letters: "22 rata grove otara"."""
    found = _NEXT_WORD.match(text, end, right) if kind is PersonalKind.ADDRESS else None
    if not found or fold(found.group(1)) not in lexicon().towns:
        return None
    return _SIDE.match(text, found.end(), right) or found


def _with_its_digits(text: str, span: Stretch, left: int, right: int) -> Stretch:
    """The stretch, with the digits right beside it where there are three or more together."""
    if span.kind not in _OF_DIGITS:
        return span
    after = _DIGITS_AFTER.match(text, span.end, right)
    from_here = max(left, span.start - _NEAR)
    before = _DIGITS_BEFORE.search(text[from_here : span.start])
    start = from_here + before.start() if before and _LONG.search(before.group()) else span.start
    end = after.end() if after and _LONG.search(after.group()) else span.end
    return Stretch(span.kind, start, end)
