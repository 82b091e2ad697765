"""A stretch that was found, with what belongs to it: the flat before a street, the path after a link.

A form finds the middle of a thing for sure; people write its ends in every way. So the ends are
looked for from the middle, one step at a time, and only close by.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.privacy.kinds import PersonalKind, Stretch
from bot.privacy.lexicon import lexicon
from bot.privacy.tokens import fold

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_FOLD = re.IGNORECASE
_NEAR = 48
"""Characters before a stretch in which its beginning is looked for."""

_COUNTED = (
    "(?:(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen"
    "|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred|oh)(?:[ \\-]|,[ ]|\\Z))"
)
_PART = r"(?:flat|unit|apt|apartment|level|lvl|room|block|lot|site|suite|cabin|bach|villa|studio|house|shop|number|no|rapid)\b"
_ONE = r"(?:[ .#]{0,2}(?:\d{1,5}[a-z]?|[a-z])\b)"
_BEFORE: dict[PersonalKind, re.Pattern[str]] = {
    PersonalKind.ADDRESS: re.compile(
        rf"\b{_PART}{_ONE}(?:,?[ ]+(?:at|on|in|of)[ ]|[ ,/\-]+)\Z|(?<![\w.])\d{{1,5}}[a-z]?[ ]?[/\-][ ]?\Z|\b{_COUNTED}+\Z"
        r"|\b(?-i:(?!(?:At|In|On|The|From|To|Near|Mum|Dad|He|She|They|We|My|Of|And|Is|By|Down|Up|His|Her|Our)\b)[A-Z\u0100\u0112\u012a\u014c\u016a][^\W\d_]+[ ])\Z", _FOLD),
    PersonalKind.NUMBER: re.compile(
        r"\b(?:FAM|CRI|CIV|MSC|PRN|CRN|ROC|FV|BB|QID|ICP|TEN|CYF|FGC)[ ]\Z|(?<![\w\-])[\w\-]{1,20}\Z"),
    PersonalKind.LINK: re.compile(r"[\w.@\-]{1,40}\Z"),
    PersonalKind.EMAIL: re.compile(r"[\w.+\-]{1,40}\Z"),
}  # fmt: skip
_AFTER: dict[PersonalKind, re.Pattern[str]] = {
    PersonalKind.ADDRESS: re.compile(
        rf",?[ ]+(?:at[ ])?{_PART}{_ONE}|,?[ ]+(?:rd|r\.d\.)[ ]?\d{{1,2}}\b|,?[ ]+\d{{4}}\b(?![/\-])"
        r"|[ ]\d{1,4}[a-z]?(?=[.,;)?!\n]|\Z|[ ](?:behind|near|next|by|opposite|beside)\b)", _FOLD),
    PersonalKind.NUMBER: re.compile(r"[\w\-]{1,20}|,?[ ]+v\.?[ ]?\d{3}\b", _FOLD),
    PersonalKind.LINK: re.compile(r"[\w@/?&=%#~+\-]{1,60}|\.(?=\w)|[ ]slash[ ][\w.\-]+"),
    PersonalKind.EMAIL: re.compile(r"[\w@/?&=%#~+\-]{1,60}|\.(?=\w)"),
}  # fmt: skip
_OF_DIGITS = frozenset({PersonalKind.PHONE, PersonalKind.NUMBER, PersonalKind.DATE})
_DIGITS_AFTER = re.compile(r"(?:[ .\-\u2013]?\d)+(?!\w)")
_DIGITS_BEFORE = re.compile(r"(?<!\w)\d(?:[ .\-\u2013]?\d)*[ .\-\u2013]?\Z")
_LONG = re.compile(r"\d{3}")
_NEXT_WORD = re.compile(r",?[ ]+([^\W\d_]+)\b(?!['\u2019])")


def grown(text: str, taken: Sequence[Stretch]) -> list[Stretch]:
    """The stretches in order, each with its ends; none takes what is another's."""
    spans = sorted(taken, key=lambda span: span.start)
    for i, span in enumerate(spans):
        left = spans[i - 1].end if i else 0
        right = spans[i + 1].start if i + 1 < len(spans) else len(text)
        spans[i] = _with_its_ends(text, span, left, right)
    return spans


def _with_its_ends(text: str, span: Stretch, left: int, right: int) -> Stretch:
    start, end = span.start, span.end
    for further in _ends_after(text, span, right):
        end = further
    for earlier in _starts_before(text, span, left):
        start = earlier
    return _with_its_digits(text, Stretch(span.kind, start, end), left, right)


def _starts_before(text: str, span: Stretch, left: int) -> Iterator[int]:
    """From where it may begin, each further to the left."""
    pattern, start = _BEFORE.get(span.kind), span.start
    while pattern is not None:
        from_here = max(left, start - _NEAR)
        found = pattern.search(text[from_here:start])
        if found is None or not found.group():
            return
        if _is_only_before_a_name(span.kind, found.group()) and not text[start].isupper():
            return
        start = from_here + found.start()
        yield start


def _is_only_before_a_name(kind: PersonalKind, piece: str) -> bool:
    """Whether it is a number in words, or one more word of a street's name."""
    return (
        kind is PersonalKind.ADDRESS
        and piece[-1:] == " "
        and piece.replace(" ", "").replace("-", "").isalpha()
    )


def _ends_after(text: str, span: Stretch, right: int) -> Iterator[int]:
    """To where it may reach, each further to the right."""
    pattern, end = _AFTER.get(span.kind), span.end
    while pattern is not None:
        found = pattern.match(text, end, right) or _town(text, span.kind, end, right)
        if found is None:
            return
        end = found.end()
        yield end


def _town(text: str, kind: PersonalKind, end: int, right: int) -> re.Match[str] | None:
    """The suburb or town after an address in small letters: "22 rata grove otara"."""
    found = _NEXT_WORD.match(text, end, right) if kind is PersonalKind.ADDRESS else None
    return found if found and fold(found.group(1)) in lexicon().towns else None


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
