"""A number and the street behind it where nobody says what kind of street: "240 Tinakori"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.privacy.addresses import NO_STREET, SUBURB
from bot.privacy.kinds import PersonalKind, Stretch
from bot.privacy.lexicon import MONTHS, lexicon
from bot.privacy.tokens import bare

if TYPE_CHECKING:
    from collections.abc import Iterator

_FOLD = re.IGNORECASE
_WORD = r"[^\W\d_]{3,}(?:['\u2019\-][^\W\d_]+)*"
_SIDE = "(?:upper|lower|old|great|mt|mount|te|st|rue|nga|ng\u0101)"
_HOUSE = re.compile(
    r"(?<![\w.,$\u00a3/\-])(?<!\d:)(?P<number>(?P<digits>\d{1,4})"
    r"(?P<more>[a-h]\b|[ ]?/[ ]?\d{1,4}[a-h]?\b)?)[ ]"
    rf"{NO_STREET}(?P<side>{_SIDE}[ ])?(?P<street>{_WORD})(?![\w/@])", _FOLD
)  # fmt: skip
_LIVED_AT = re.compile(
    r"\b(?:addy|address(?:[ ]is|[ ]was)?"
    r"|(?:live[sd]?|living|stay(?:s|ing|ed)?|sleep(?:s|ing)|home|house|flat|place|placed|dropped"
    r"|shes|hes|theyre|is|are|was|off)[ ]at|(?:moved|shifted|moving)[ ](?:in[ ])?to"
    r"|across[ ]from|opposite|outside|next[ ]to|near|number|no\.?)[ :]+\Z"
    r"|[(\"*:\n][ ]?\Z|\A(?:(?:yes|ok|its|it's|at|from|re|its at)[, ]+)?\Z",
    _FOLD,
)
"""What stands before where somebody lives: the beginning of a message too, as an answer."""

_CLAUSE_ENDS = re.compile(
    r"[ ]?(?:\Z|[.,;!?)\"*\n])"
    r"|[ ](?:ta|thanks|thx|pls|on|with|where|now|and|but|off|in|near|by|is|was)\b",
    _FOLD,
)
_SUBURB = re.compile(SUBURB)
_SHORT, _A_STREETS, _YEAR = 2, 20, re.compile(r"(?:19|20)\d\d\Z")
"""Blanks of a message of which capitals say nothing; from where on a number is hardly an age."""


def houses_in(shadow: str) -> Iterator[Stretch]:
    """Numbers before a word that counts nothing."""
    for found in _HOUSE.finditer(shadow):
        if _is_house(shadow, found):
            end = found.end()
            suburb = _SUBURB.match(shadow, end) if found["street"][0].isupper() else None
            yield Stretch(PersonalKind.ADDRESS, found.start(), suburb.end() if suburb else end)


def _is_house(shadow: str, found: re.Match[str]) -> bool:
    word = bare(found["street"])
    if _YEAR.match(found["number"]) or _counts(word):
        return False
    before = shadow[max(0, found.start() - 24) : found.start()]
    ends = bool(_CLAUSE_ENDS.match(shadow, found.end()))
    told = bool(_LIVED_AT.search(before)) or (ends and before.endswith("at "))
    sure = bool(found["more"]) or int(found["digits"]) >= _A_STREETS
    words = lexicon()
    named = bool(found["side"]) or _is_named_so(found["street"], shadow)
    if word in words.english:
        return named and ends and (told or sure)
    if words.is_ordinary(word) or words.slips.is_one(word):
        return (told or bool(found["more"])) and (named or word in words.names.either)
    return told or sure


def _is_named_so(street: str, shadow: str) -> bool:
    """Whether its capital says something: not where all begins with one."""
    return (
        street[0].isupper()
        and not street.isupper()
        and not (shadow.istitle() and shadow.count(" ") > _SHORT)
    )


def _counts(word: str) -> bool:
    """Whether it is who or what is counted, or a month: "12 tamariki", "25 Police"."""
    words = lexicon()
    names = words.names
    if word in MONTHS or word in words.kept or words.is_plural(word):
        return True
    return word in names.people | names.roles | words.capitals | words.places - words.place_names
