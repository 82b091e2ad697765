"""Telling words of a text, so that questions and passages can be compared."""

from __future__ import annotations

import re
import unicodedata

_WORD = re.compile(r"[a-z0-9]+")
_STOP = frozenset(
    (
        "a about allow allowed an and any aotearoa are as at be been but by can could did do "
        "does for from get gett give going guidance had happen has have how i if in is it its "
        "just know let lets me my need nz of on or our page please say says should so some that "
        "the their them then there these they this those to up us was we were what when where "
        "which who why will with would you your zealand "
    ).split()
)
_ENDINGS = ("ations", "ation", "ingly", "ments", "ment", "ings", "ing", "ies", "ed", "es", "s")
_SHORTEST_STEM = 4


def stems(text: str) -> list[str]:
    """Telling words of a text: lower case, macrons folded, common endings and small words gone."""
    folded = unicodedata.normalize("NFD", text.lower())
    plain = "".join(char for char in folded if not unicodedata.combining(char))
    found = (_stem(word) for word in _WORD.findall(plain) if word not in _STOP)
    return [stem for stem in found if stem not in _STOP]


def _stem(word: str) -> str:
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST_STEM:
            return word[: -len(ending)]
    return word.removesuffix("e") if len(word) > _SHORTEST_STEM else word
