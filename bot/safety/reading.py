"""A typed message as plain words, the way data/danger.yml says that they are compared."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

COMMA = ","
DOUBLES_FROM = 5
"""Letters. Shorter words keep their double letters: "off" is not "of"."""

LONG_WORD = 8
"""Letters. From here on, one slip of a letter is forgiven; shorter words have too many twins."""

_SENTENCE = re.compile(r"[.!?;:\n\r…]+|\bbut\b|\bhowever\b")
_WORD = re.compile(r"[a-z0-9]+|,")
_DOUBLED = re.compile(r"([a-z])\1+")
_STRETCHED = re.compile(r"([a-z])\1{2,}")
_AGE = re.compile(r"\b\d+[ -]?(?:y|yo|yr|yrs|year|years)[ -]?olds?\b|\b\d+[ -]?yo\b")
_APOSTROPHES = dict.fromkeys(map(ord, "'’‘`´ʼ"))


def plain(text: str) -> str:
    """Lower case, without macrons and apostrophes."""
    decomposed = unicodedata.normalize("NFKD", text.lower())
    return "".join(c for c in decomposed if not unicodedata.combining(c)).translate(_APOSTROPHES)


def single(word: str) -> str:
    """A word of five letters or more with its double letters made single."""
    return _DOUBLED.sub(r"\1", word) if len(word) >= DOUBLES_FROM else word


def sentences(text: str, spelled_out: Mapping[str, str]) -> Iterator[list[str]]:
    """The message's sentences as words; a comma counts as a word, an age as a child.

    Args:
        text: as typed.
        spelled_out: short forms, plain, and what they stand for: {"hes": "he is"}.
    """
    for sentence in _SENTENCE.split(_AGE.sub(" child ", plain(text))):
        found: list[str] = []
        for word in _WORD.findall(_STRETCHED.sub(r"\1", sentence)):
            found += [single(part) for part in spelled_out.get(word, word).split()]
        if found:
            yield found


@lru_cache(maxsize=4096)
def forgiven(word: str, known: frozenset[str]) -> str:
    """The known long word that this one is a slip of; the word itself when there is none."""
    if len(word) < LONG_WORD or word in known:
        return word
    near = [other for other in known if one_slip(word, other)]
    return near[0] if len(near) == 1 else word


def one_slip(word: str, other: str) -> bool:
    """Whether one letter was missed, added, changed or swapped with its neighbour.

    The first letter has to be right: few slips touch it, and "heating" is not "beating".
    """
    if word[0] != other[0] or abs(len(word) - len(other)) > 1:
        return False
    at = next(
        (i for i, (a, b) in enumerate(zip(word, other, strict=False)) if a != b),
        min(len(word), len(other)),
    )
    rest, expected = word[at:], other[at:]
    return (
        rest[1:] == expected
        or rest == expected[1:]
        or rest[1:] == expected[1:]
        or (rest[:2] == expected[1::-1] and rest[2:] == expected[2:])
    )
