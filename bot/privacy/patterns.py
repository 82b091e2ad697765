"""What has a form of its own: numbers, addresses, dates, links. Names are ``names.py``'s.

A number is left out by its form, whether its check digit is right or not: a mistyped NHI is still
somebody's. Sources: docs/decisions/0016-redaction.md.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.privacy.kinds import PersonalKind, Stretch
from bot.privacy.tokens import PLACEHOLDER

if TYPE_CHECKING:
    from collections.abc import Sequence

_MONTH = (
    "(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    "|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
_DAY = r"(?:[0-3]?\d(?:st|nd|rd|th)?)"
_YEAR = r"(?:(?:19|20)\d\d|'?\d\d)"
_SEP = r"[ ]*[/.\-\u2013][ ]*"
_GAP = r"[ ,]+"
_STREET = (
    "(?:street|str|st|road|rd|avenue|ave|av|place|pl|drive|dr|drv|crescent|cres|cr|terrace|tce|lane|ln|grove|gr"
    "|parade|pde|court|ct|close|cl|way|highway|hwy|quay|rise|heights|hts|esplanade|boulevard|blvd|square|sq"
    "|track|mews|loop|view|views|circle|gardens|green|point|walk|row|ridge|glade|landing)"
)
_NO_STREET = (
    "(?!(?:times?|days?|weeks?|months?|years?|yrs?|hours?|hrs?|minutes?|mins?|nights?|of|out|in|on|at|to|from|by|for|and|or|but"
    "|kids?|child|children|people|girls?|boys?|students?|more|per|old|the|a|an|is|was|were|are|am|i|he|she|they|we|you|it|has|had"
    "|have|pm|percent|steps?|metres?|km|kms|doors?|yo|my|his|her|their|our|your|its|this|that|who|when|if|so|not|no|can|do|does"
    "|did|said|goes|went|gets|lives|family|district|youth|high|supreme|social|all|any|some|other|same|across|down|up|off|main"
    "|next|own|busy|cross|back|into|over|along|right|left|every|each|one|two|which|what|where|sometimes|usually|always|often|with)\\b)"
)
_WORD = r"[^\W\d_][^\W\d_'\u2019\-]*(?:['\u2019\-][^\W\d_]+)*"
_FOLD = re.IGNORECASE
_SUBURB = (
    r"(?:,?[ ]+(?!(?:He|She|They|We|It|I|Mum|Dad|Can|The|And|But|My|His|Her)\b)(?-i:[A-Z\u0100\u0112\u012a\u014c\u016a])"
    r"\w+(?:[ ](?-i:[A-Z])\w+)?){0,2}(?:,?[ ]+\d{4}\b)?"
)

_READABLE = re.compile(
    r"(?<![\w.@/\-])(?:sections?|secs?|ss?|subsections?|rules?|principles?|ipps?|clauses?|cl|parts?|schedules?|sched|regs?"
    r"|articles?|art|form|years?|yrs?|room|ward|level|page|pages|step)\.?[ ]?\d{1,3}[A-Za-z]{0,2}\b(?![ \-]?\d|[\w.\-]*@)(?:\(\w{1,3}\))*"
    r"|\b(?:acts?|code|bill|regulations?|rules)[ ](?:of[ ])?(?:19|20)\d\d\b"
    rf"|{PLACEHOLDER.pattern}",
    _FOLD,
)
"""Parts of Acts, school years: never part of somebody's number. Placeholders stay as they are."""

_YEARS = re.compile(r"(?:19|20)\d\d(?:[ /\-\u2013]{1,3}(?:19|20)\d\d){1,2}\Z")
_CUED_DATE = re.compile(
    rf"\b(?:dob|d\.o\.b\.?|born(?: on)?(?: the)?|birth ?day(?: is)?(?: on)?(?: the)?|birth ?date|date of birth)"
    rf"[ :=\-]*(?:is |was )?(?:the |on )?(?P<it>{_DAY}(?:{_GAP}(?:of )?){_MONTH}\b|{_MONTH}{_GAP}{_DAY}\b"
    rf"|\d{{1,2}}[/.\-]\d{{1,2}}(?!\d)|\d{{6,8}}\b)",
    _FOLD,
)
_CUED_NUMBER = re.compile(
    r"\b(?:nhi|nsn|ird|passport|licen[cs]e|client|case|file|claim|acc|swn|msd|student|member|reference|ref|account|acct"
    r"|plate|rego|registration|card|community services card|csc|id)"
    r"(?:[ ](?:number|no|num|id|card|plate|ref|reference)\b\.?)?[ ]?(?:is|was|it's|its|:|=|#|-)?[ ]?#?"
    r"(?P<it>(?=[a-z0-9\-]*\d)[a-z0-9][a-z0-9\-]{3,14}\b)(?!\()",
    _FOLD,
)
_CUED_HANDLE = re.compile(
    r"\b(?:insta(?:gram)?|ig|snap(?:chat)?|tik ?tok|facebook|fb|discord|twitter|xbox|roblox|gamer ?tag|psn|user ?name|handle"
    r"|messenger|tele?gram)(?:[ ](?:name|account|handle|username|tag|profile|id))?[ ]?(?:is|was|:|=|-|as)[ ]?"
    r"(?P<it>@?(?=\w*[\d_.])[\w.]{3,30}\w)",
    _FOLD,
)
_WHATEVER_STANDS_IN_THEM: tuple[tuple[PersonalKind, re.Pattern[str]], ...] = (
    (PersonalKind.EMAIL, re.compile(r"[^\s@<>()\[\],;:\"]{1,64}(?:@| @ )[^\W_][\w\-]*(?:\.[\w\-]+)+")),
    (PersonalKind.EMAIL, re.compile(r"\b[\w.+\-]{1,64}[ ]?(?:\(at\)|\[at\]| at )[ ]?[\w\-]+(?:(?:\.|[ ]?\(dot\)[ ]?|[ ]?\[dot\][ ]?| dot )(?:co|com|org|net|nz|govt|school|ac|geek|iwi|maori)\b)+", _FOLD)),
    (PersonalKind.LINK, re.compile(r"\b(?:https?://|ftp://|www\.)[^\s\[\]<>]*[^\s\[\]<>.,;:!?)'\"]", _FOLD)),
    (PersonalKind.LINK, re.compile(r"\b(?:[a-z0-9\-]{1,63}\.){1,6}(?:co\.nz|org\.nz|govt\.nz|school\.nz|ac\.nz|net\.nz|nz|com|org|net|io|me|tv|gg|app|ly)\b(?:/[^\s\[\]<>]*[^\s\[\]<>.,;:!?)])?", _FOLD)),
    (PersonalKind.LINK, re.compile(r"(?<![\w@])@[\w][\w.\-]{1,29}\w")),
    (PersonalKind.LINK, re.compile(r"\b(?=\w{1,30}_\w)(?=\w{0,30}[^\W\d_])[^\W_]\w{2,60}\b")),
)  # fmt: skip
_PATTERNS: tuple[tuple[PersonalKind, re.Pattern[str]], ...] = (
    (PersonalKind.DATE, re.compile(rf"\b[0-3]?\d{_SEP}(?:[01]?\d|{_MONTH}){_SEP}{_YEAR}\b(?![ \-]?\d)", _FOLD)),
    (PersonalKind.DATE, re.compile(rf"\b(?:19|20)\d\d{_SEP}[01]?\d{_SEP}[0-3]?\d\b(?![ \-]?\d)")),
    (PersonalKind.DATE, re.compile(rf"\b{_DAY}(?:[ ]+|{_SEP})(?:of[ ]+)?{_MONTH}\.?(?:{_GAP}|{_SEP}){_YEAR}\b", _FOLD)),
    (PersonalKind.DATE, re.compile(rf"\b{_MONTH}\.?[ ]+(?:the[ ]+)?{_DAY}{_GAP}(?:19|20)\d\d\b", _FOLD)),
    (PersonalKind.DATE, re.compile(r"\b[0-3]?\d[ ][01]?\d[ ](?:19|20)\d\d\b(?![ \-]?\d)")),
    (PersonalKind.PHONE, re.compile(r"(?<![\w.])(?<!\d[ \-])(?:\+|00)[ ]?\(?\d{1,3}\)?(?:[ .\-()/]{0,2}\d{1,5}){2,6}(?!\w)")),
    (PersonalKind.PHONE, re.compile(r"(?<![\w.])(?<!\d[ \-])\(?0(?:2\d{1,2}|[34679]|508|800|900)\)?(?:[ .\-()/]{0,2}\d){6,8}(?!\w)")),
    (PersonalKind.ADDRESS, re.compile(
        rf"\b(?:(?:flat|unit|apt|apartment|level|lvl)[ ]?\w{{1,4}}[ ,/]+)?\d{{1,5}}[a-z]?(?:[ ]?[/\-][ ]?\d{{1,5}}[a-z]?)?[ ,]+"
        rf"(?:{_NO_STREET}{_WORD}[ ]+){{1,3}}?{_STREET}\b\.?(?:[ ]+(?:north|south|east|west|nth|sth)\b)?{_SUBURB}", _FOLD)),
    (PersonalKind.ADDRESS, re.compile(
        rf"(?<!['\u2019])\b{_NO_STREET}(?!\w+['\u2019]s\b|dads\b|mums\b|nans\b){_WORD}[ ]+(?:street|avenue|crescent|terrace|road)\b(?:[ ]+(?:north|south|east|west)\b)?{_SUBURB}", _FOLD)),
    (PersonalKind.ADDRESS, re.compile(r"\b(?:p\.?[ ]?o\.?[ ]?box|private[ ]bag|rural[ ]delivery|rd)[ ]?\d{1,6}\b", _FOLD)),
    (PersonalKind.NUMBER, re.compile(r"(?<![\w.])\d(?:[ .\-\u2013]?\d){6,}(?![\w])")),
    (PersonalKind.NUMBER, re.compile(r"\b[a-hj-np-z]{3}-?(?:\d{4}|\d{2}[a-hj-np-z]{2})\b", _FOLD)),
    (PersonalKind.NUMBER, re.compile(r"\b[A-HJ-NP-Z]{3} (?:(?!19|20)\d{4}|\d{2}[ ]?[A-HJ-NP-Z]{2})\b")),
    (PersonalKind.NUMBER, re.compile(r"\b[a-z]{2}-?\d{6}\b|\b[a-z]{3}\d{3}\b", _FOLD)),
    (PersonalKind.NUMBER, re.compile(r"\b[A-Z]{2} \d{6}\b")),
    (PersonalKind.NUMBER, re.compile(r"\b(?!(?:ACT|TEL|AGE)\b)[A-Z]{3}[ \-]\d{3}\b(?![ \-]?\d)|\b[A-Z]{2}-?\d{4}\b|\b[A-Z]{2} (?!19|20)\d{4}\b")),
    (PersonalKind.NUMBER, re.compile(r"\b(?=[a-z0-9]*\d[a-z0-9]*\d[a-z0-9]*\d[a-z0-9]*\d)(?=\d*[a-z])[a-z0-9]{7,16}\b", _FOLD)),
)  # fmt: skip
_OF_DIGITS = frozenset({PersonalKind.PHONE, PersonalKind.NUMBER, PersonalKind.DATE})
_DIGITS_AFTER = re.compile(r"(?:[ .\-\u2013]?\d)+(?!\w)")
_DIGITS_BEFORE = re.compile(r"(?<!\w)\d(?:[ .\-\u2013]?\d)*[ .\-\u2013]?\Z")
_LONG = re.compile(r"\d{3}")
_CUED = (
    (PersonalKind.DATE, _CUED_DATE),
    (PersonalKind.NUMBER, _CUED_NUMBER),
    (PersonalKind.LINK, _CUED_HANDLE),
)


def spans_in(text: str) -> list[Stretch]:
    """What has a form of its own, in order; no two overlap, and the earlier pattern wins."""
    taken: list[Stretch] = []
    shadow = text
    for kind, pattern in _WHATEVER_STANDS_IN_THEM:
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
    return sorted((_with_its_digits(text, span, taken) for span in taken), key=lambda it: it.start)


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
    groups = re.split(r"[ .\-\u2013]", number)
    return len(groups) > 2 and number[0] != "0" and all(len(group) < 3 for group in groups)  # noqa: PLR2004
