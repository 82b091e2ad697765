"""A typed message as plain words, the way data/danger.yml says that they are compared."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

COMMA = ","
DOUBLES_FROM = 5
"""Letters. Shorter words keep their double letters: "off" is not "of"."""

LONG_WORD = 6
"""Letters. From here on, one slip of a letter is forgiven; shorter words have too many twins."""

NUMBER = "#"
_NO_NUMBER = re.compile(r"111|(?:19|20)\d\d")

_SENTENCE = re.compile(r"[.!?;:\n\r…]+|\bbut\b|\bhowever\b")
_WORD = re.compile(r"[a-z0-9]+|,")
_DOUBLED = re.compile(r"([a-z])\1+")
_STRETCHED = re.compile(r"([a-z])\1{2,}")
_AGE = re.compile(r"\b\d+[ -]?(?:y|yo|yr|yrs|year|years)[ -]?olds?\b|\b\d+[ -]?yo\b")
_APOSTROPHES = dict.fromkeys(map(ord, "'’‘`´ʼ"))


def plain(text: str) -> str:
    """Lower case, without macrons and apostrophes."""
    lower = text.lower()
    if not lower.isascii():
        decomposed = unicodedata.normalize("NFKD", lower)
        lower = "".join(c for c in decomposed if not unicodedata.combining(c))
    return lower.translate(_APOSTROPHES)


def single(word: str) -> str:
    """A word of five letters or more with its double letters made single."""
    return _DOUBLED.sub(r"\1", word) if len(word) >= DOUBLES_FROM else word


def sentences(text: str, spelled_out: Mapping[str, str]) -> Iterator[list[str]]:
    """The message's sentences as words; a comma counts as a word, an age as a child, a number as #.

    Args:
        text: as typed.
        spelled_out: short forms, plain, and what they stand for: {"hes": "he is"}.
    """
    for sentence in _SENTENCE.split(_AGE.sub(" child ", plain(text))):
        found: list[str] = []
        for word in _WORD.findall(_STRETCHED.sub(r"\1", sentence)):
            if word.isdigit():
                found.append(word if _NO_NUMBER.fullmatch(word) else NUMBER)
            else:
                found += [single(part) for part in spelled_out.get(word, word).split()]
        if found:
            yield found


class Slips:
    """Long words that are forgiven one slip of a letter."""

    def __init__(self, known: Iterable[str], real: Iterable[str]) -> None:
        """Take the words to find, and the real words near them that are no slips."""
        self._known = frozenset(known)
        self._real = frozenset(real)
        self._near: dict[str, set[str]] = defaultdict(set)
        for word in self._known:
            for form in _shorter(word):
                self._near[form].add(word)

    def forgiven(self, word: str) -> str:
        """The known word that this one is a slip of; the word itself when there is none."""
        if len(word) < LONG_WORD or word in self._known or word in self._real:
            return word
        close = {other for form in _shorter(word) for other in self._near.get(form, ())}
        return min((other for other in close if one_slip(word, other)), default=word)


def _shorter(word: str) -> set[str]:
    """The word, and the word with each one letter left out: slips share at least one of these."""
    return {word} | {word[:at] + word[at + 1 :] for at in range(len(word))}


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
