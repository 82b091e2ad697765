"""What has a form of its own: numbers, addresses, dates, links. Names are ``names.py``'s.

Sources: docs/decisions/0016-redaction.md.
"""

from __future__ import annotations

import re

from bot.privacy import addresses, dates, links, numbers
from bot.privacy.grow import grown
from bot.privacy.kinds import PersonalKind, Stretch
from bot.privacy.tokens import PLACEHOLDER

_FOLD = re.IGNORECASE
_READABLE = re.compile(
    r"(?<![\w.@/\-])(?!(?-i:[A-Z]{3}\d{3})\b)(?:sections?|secs?|ss?|subsections?|rules?|principles?|ipps?|clauses?|cl|parts?|schedules?|sched|regs?"
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
_PATTERNS = (
    *dates.FULL,
    *addresses.POINTS,
    *numbers.PHONES,
    *addresses.FORMS,
    *numbers.FORMS,
    (PersonalKind.LINK, links.MADE_UP),
)
_CUED = ((PersonalKind.DATE, dates.CUED), *numbers.CUED, *links.CUED, *addresses.CUED)


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
    return grown(text, taken)


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
