"""What has a form of its own: numbers, addresses, dates, links. Names are ``names.py``'s.

Sources: docs/decisions/0016-redaction.md.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.privacy import addresses, dates, links, numbers
from bot.privacy.kinds import PersonalKind, Stretch
from bot.privacy.lexicon import lexicon
from bot.privacy.tokens import PLACEHOLDER, fold

if TYPE_CHECKING:
    from collections.abc import Sequence

_FOLD = re.IGNORECASE
_READABLE = re.compile(
    r"(?<![\w.@/\-])(?:sections?|secs?|ss?|subsections?|rules?|principles?|ipps?|clauses?|cl|parts?|schedules?|sched|regs?"
    r"|articles?|art|form|years?|yrs?|room|ward|level|page|pages|step)\.?[ ]?\d{1,3}[A-Za-z]{0,2}\b(?![ \-]?\d|[\w.\-]*@)(?:\(\w{1,3}\))*"
    r"|\b(?:acts?|code|bill|regulations?|rules)[ ](?:of[ ])?(?:19|20)\d\d\b"
    rf"|{PLACEHOLDER.pattern}",
    _FOLD,
)
"""Parts of Acts, school years: never part of somebody's number. Placeholders stay as they are."""

_YEARS = re.compile(
    r"(?:19|20)\d\d(?:[ /\-\u2013]{1,3}(?:19|20)\d\d){1,2}\Z|(?:19|20)\d\d[/\-\u2013]\d\d\Z"
)
_PATTERNS = (
    *dates.FULL,
    *addresses.POINTS,
    *numbers.PHONES,
    *addresses.FORMS,
    *numbers.FORMS,
    (PersonalKind.LINK, links.MADE_UP),
)
_CUED = ((PersonalKind.DATE, dates.CUED), *numbers.CUED, *links.CUED)
_OF_DIGITS = frozenset({PersonalKind.PHONE, PersonalKind.NUMBER, PersonalKind.DATE})
_DIGITS_AFTER = re.compile(r"(?:[ .\-\u2013]?\d)+(?!\w)")
_DIGITS_BEFORE = re.compile(r"(?<!\w)\d(?:[ .\-\u2013]?\d)*[ .\-\u2013]?\Z")
_LONG = re.compile(r"\d{3}")
_NEXT_WORD = re.compile(r",?[ ]+([^\W\d_]+)\b(?!['\u2019])")


def spans_in(text: str) -> list[Stretch]:
    """What has a form of its own, in order; no two overlap, and the earlier pattern wins."""
    taken: list[Stretch] = []
    shadow = text
    for kind, pattern in links.FORMS:
        for found in pattern.finditer(shadow):
            shadow = _take(taken, Stretch(kind, found.start(), found.end()), shadow)
    shadow = _READABLE.sub(lambda found: "\x00" * len(found.group()), shadow)
    for kind, pattern in _PATTERNS:
        for found in pattern.finditer(shadow):
            if kind is PersonalKind.NUMBER and _is_plain(found.group()):
                continue
            shadow = _take(taken, Stretch(kind, found.start(), found.end()), shadow)
    for kind, pattern in _CUED:
        for found in pattern.finditer(shadow):
            shadow = _take(taken, Stretch(kind, *found.span("it")), shadow)
    taken = [_with_its_town(shadow, span) for span in taken]
    return sorted((_with_its_digits(text, span, taken) for span in taken), key=lambda it: it.start)


def _with_its_town(shadow: str, span: Stretch) -> Stretch:
    """An address, with the suburb or town after it in small letters: "22 rata grove otara"."""
    end = span.end
    while span.kind is PersonalKind.ADDRESS:
        found = _NEXT_WORD.match(shadow, end)
        if found is None or fold(found.group(1)) not in lexicon().towns:
            break
        end = found.end()
    return Stretch(span.kind, span.start, end)


def _with_its_digits(text: str, span: Stretch, taken: Sequence[Stretch]) -> Stretch:
    """The stretch, with the digits right beside it where there are three or more together."""
    if span.kind not in _OF_DIGITS:
        return span
    after = _DIGITS_AFTER.match(text, span.end)
    before = _DIGITS_BEFORE.search(text[: span.start])
    start = before.start() if before and _LONG.search(before.group()) else span.start
    end = after.end() if after and _LONG.search(after.group()) else span.end
    if any(start < other.end and other.start < end for other in taken if other is not span):
        return span
    return Stretch(span.kind, start, end)


def _take(taken: list[Stretch], span: Stretch, shadow: str) -> str:
    if "\x00" in shadow[span.start : span.end]:
        return shadow
    taken.append(span)
    return shadow[: span.start] + "\x00" * (span.end - span.start) + shadow[span.end :]


def _is_plain(number: str) -> bool:
    """Two years, or a list of small numbers such as ages: nobody's number."""
    if _YEARS.match(number):
        return True
    groups = re.split(r"[ .\-\u2013/]", number)
    return (
        len(groups) > 2  # noqa: PLR2004  (two may be a score)
        and number[0] != "0"
        and all(len(group) < 3 for group in groups)  # noqa: PLR2004  (99)
        and number[0].isdigit()
    )
