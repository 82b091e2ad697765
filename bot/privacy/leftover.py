"""Digits that no form has found and that nothing explains: they go.

A form knows a number by its shape. What is left is turned round: long digits are somebody's unless
they are read as a year, money, a count or a time.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.privacy.kinds import PersonalKind, Stretch

if TYPE_CHECKING:
    from collections.abc import Iterator

_FOLD = re.IGNORECASE
_PIECE = re.compile(r"(?<![\w.,$\u00a3\u20ac/+])(?<!\d:)[^\W_]*\d[^\W_]*(?![\w%]|[.,:]\d|/\d)")
_WOVEN = re.compile(
    r"(?=\w{5,12}\Z)(?:[a-z]+\d+){2,}[a-z]*\Z|(?=\w{5,12}\Z)(?:\d+[a-z]+){2,}\d*\Z", _FOLD
)
"""Letters and digits by turns: "qx7t2l"."""

_LONG, _MANY = 4, 3
"""Digits of a number, and of one among letters."""

_EVERYBODYS = frozenset("0800 0508 0900 1737".split())
"""Beginnings of free numbers, and the line to ring that is known by its number."""

_YEAR = re.compile(r"(?:1[89]|20)\d\ds?\Z")
_SECTION = re.compile(r"\d{1,3}[a-z]{1,2}\Z", _FOLD)
_CLOCK = re.compile(r"(?:[01]\d|2[0-3])[0-5]\d(?:h|hrs?|hours)?\Z", _FOLD)
_MEASURED = re.compile(
    r"\d{1,5}(?:gm?s?|mgs?|mls?|mcg|kgs?|kms?|kmh|m|cm|mm|kb|mb|gb|k|s|x|th|st|nd|rd|w|v|hz"
    r"|ppm|yrs?|mins?|hrs?|days?|wks?|deg|pm|am|ish|plus)\Z",
    _FOLD,
)
_KNOWN = re.compile(r"(?:covid|acc|ir|bd|ms|hp|pol|year|yr|form|iso|mp)\d{2,4}\Z", _FOLD)
_AT_A_TIME = re.compile(
    r"\b(?:at|from|til|till|until|by|before|after|around|about|since|to|between|approx)[ ]\Z", _FOLD
)
_COUNTED = re.compile(
    r"[ ]?(?:%|hrs?\b|hours\b|dollars|bucks|people|kids|children|families|words|steps|students"
    r"|pupils|staff|homes|houses|calories|cals|kms?\b|metres|meters|m\b|mg\b|mls?\b|g\b|grams"
    r"|a[ ](?:week|month|year|fortnight)|per[ ]|times|of[ ](?:us|them|these)|(?:other|more)[ ]"
    r"|pounds|nzd)",
    _FOLD,
)
_IN_WORDS = re.compile(r"(?:\bPOL|\bISO|\bNZS|\$|\bover|\bowes?|\bpa(?:y|id))[ ]\Z")


def leftovers_in(shadow: str) -> Iterator[Stretch]:
    """Long digits that stand for somebody, as far as anybody could tell: "pager 5512", "K2231"."""
    for found in _PIECE.finditer(shadow):
        piece, before = found.group(), shadow[max(0, found.start() - 12) : found.start()]
        if _WOVEN.match(piece):
            yield Stretch(PersonalKind.NUMBER, *found.span())
            continue
        digits = sum(char.isdigit() for char in piece)
        if digits < (_LONG if digits == len(piece) else _MANY) or _is_explained(piece):
            continue
        if _CLOCK.match(piece) and _AT_A_TIME.search(before):
            continue
        if _IN_WORDS.search(before) or _COUNTED.match(shadow, found.end()):
            continue
        yield Stretch(PersonalKind.NUMBER, *found.span())


def _is_explained(piece: str) -> bool:
    """Whether it says by itself what it is: "2024", "1200hrs", "covid19", "500mg"."""
    if piece in _EVERYBODYS or any(each.match(piece) for each in (_YEAR, _KNOWN, _SECTION)):
        return True
    return bool(_MEASURED.match(piece)) or (not piece.isdigit() and bool(_CLOCK.match(piece)))
