"""What has a form of its own: numbers, addresses, dates, links. Names are ``names.py``'s.

Sources: docs/decisions/0016-redaction.md.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.privacy import addresses, dates, links, numbers
from bot.privacy.grow import grown
from bot.privacy.houses import houses_in
from bot.privacy.kinds import PersonalKind, Stretch
from bot.privacy.leftover import leftovers_in
from bot.privacy.spelled import spelled_in
from bot.privacy.tokens import PLACEHOLDER

if TYPE_CHECKING:
    from collections.abc import Iterable

_FOLD = re.IGNORECASE
_READABLE = re.compile(
    r"(?<![\w.@/\-])(?!(?-i:[A-Z]{3}\d{3})\b)(?![a-z]{3}\d\d[a-z]{2}\b)(?:sections?|secs?|ss?|subsections?|rules?|principles?|ipps?|clauses?|cl|parts?|schedules?|sched|regs?"
    r"|articles?|art|form|years?|yrs?|room|ward|level|page|pages|step)\.?[ ]?\d{1,3}[A-Za-z]{0,2}\b(?![ \-]?\d|[\w.\-]*@|[ ]?\u00b0)(?:\(\w{1,3}\))*"
    r"|\b(?:acts?|code|bill|regulations?|rules)[ ](?:of[ ])?(?:19|20)\d\d\b"
    r"|\b(?:acc|covid|ir|bd)[ \-]?\d{2}\b(?![ \-/]?\d)"
    rf"|{PLACEHOLDER.pattern}",
    _FOLD,
)
"""Parts of Acts, school years: never part of somebody's number. Placeholders stay as they are."""

_YEARS = re.compile(
    r"(?:19|20)\d\d(?:[ /\-\u2013]{1,3}(?:19|20)\d\d){1,2}\Z|(?:19|20)\d\d[/\-\u2013]\d\d\Z"
)
_BEFORE_NUMBERS = (*dates.FULL, *addresses.POINTS)
_PATTERNS = (
    *numbers.PHONES,
    *addresses.FORMS,
    *numbers.FORMS,
    (PersonalKind.LINK, links.MADE_UP),
)
_WITHOUT_DIGITS = tuple(addresses.FORMS)
_DIGIT = re.compile(r"\d")
_DAY = re.compile(r"\d|(?:th|first|second|third)\b", _FOLD)
"""What every date has: looked for first, since most messages have none."""

_CUED_DATES = ((PersonalKind.DATE, dates.CUED), (PersonalKind.DATE, dates.TOLD_AFTER))
_CUED = (*numbers.CUED, *numbers.CUED_LETTERS, *links.CUED, *addresses.CUED)
_CUED_WITHOUT_DIGITS = (*numbers.CUED_LETTERS, *links.CUED, *addresses.CUED)


def spans_in(text: str) -> list[Stretch]:
    """What has a form of its own, in order; no two overlap, and the earlier pattern wins."""
    taken: list[Stretch] = []
    shadow = text
    for kind, pattern in links.FORMS:
        for found in pattern.finditer(shadow):
            shadow = _take(taken, Stretch(kind, found.start(), found.end()), shadow)
    shadow = _READABLE.sub(lambda found: "\x00" * len(found.group()), shadow)
    some_day = _DAY.search(shadow)
    if some_day:
        shadow = _take_all(taken, _BEFORE_NUMBERS, shadow)
    for span in list(spelled_in(shadow)):
        shadow = _take(taken, span, shadow)
    some_digit = _DIGIT.search(shadow)
    shadow = _take_all(taken, _PATTERNS if some_digit else _WITHOUT_DIGITS, shadow)
    for kind, pattern in (
        *(_CUED_DATES if some_day else ()),
        *(_CUED if some_digit else _CUED_WITHOUT_DIGITS),
    ):
        for found in pattern.finditer(shadow):
            shadow = _take(taken, Stretch(kind, *found.span("it")), shadow)
    if some_digit and _DIGIT.search(shadow):
        for span in list(houses_in(shadow)):
            shadow = _take(taken, span, shadow)
    return _with_leftovers(grown(text, taken), shadow) if some_digit else grown(text, taken)


def _with_leftovers(spans: list[Stretch], shadow: str) -> list[Stretch]:
    """The stretches, and after all else the digits that nothing explains."""
    for span in spans:
        shadow = _hidden(shadow, span)
    return sorted([*spans, *leftovers_in(shadow)], key=lambda span: span.start)


def _take_all(
    taken: list[Stretch], patterns: Iterable[tuple[PersonalKind, re.Pattern[str]]], shadow: str
) -> str:
    for kind, pattern in patterns:
        for found in pattern.finditer(shadow):
            if kind is PersonalKind.NUMBER and _is_plain(found.group()):
                continue
            shadow = _take(taken, Stretch(kind, found.start(), found.end()), shadow)
    return shadow


def _take(taken: list[Stretch], span: Stretch, shadow: str) -> str:
    if "\x00" in shadow[span.start : span.end]:
        return shadow
    taken.append(span)
    return _hidden(shadow, span)


def _hidden(shadow: str, span: Stretch) -> str:
    return shadow[: span.start] + "\x00" * (span.end - span.start) + shadow[span.end :]


def _is_plain(number: str) -> bool:
    """Two years, or a list of small numbers such as ages: nobody's number."""
    if _YEARS.match(number):
        return True
    groups = re.split(r"[ .\-\u2013/]", number)
    if len(groups) < 3 or not all(group.isdigit() and len(group) < 3 for group in groups):  # noqa: PLR2004  (three ages at least, of two digits)
        return False
    ages = [int(group) for group in groups]
    return number[0] != "0" and ages in (sorted(ages), sorted(ages, reverse=True))
