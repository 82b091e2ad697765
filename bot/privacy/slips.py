"""Whether a word that is in no list is an ordinary word mistyped.

Nearly every short name is one letter from some word, so only what fingers really do is forgiven,
only towards common words, and never for a name that is known as one.
"""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_OPEN_SYLLABLES = re.compile(
    r"(?:[bdfghjklmnprstvwz]?h?y?[aeiou]+)+\Z|(?:(?:ng|wh)?[hkmnprtwgaeiou])+[aeiou]\Z"
)
"""How names of the Pacific and of Japan are spelled; few slips of English come out so."""

_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_NEAR = {
    a: row[max(0, i - 1) : i] + row[i + 1 : i + 2]
    for row in ("qwertyuiop", "asdfghjkl", "zxcvbnm")
    for i, a in enumerate(row)
}
_SHORTEST, _MIDDLING, _LONG, _LONGEST = 3, 5, 7, 24


def is_of_open_syllables(word: str) -> bool:
    """Whether it is spelled as "sione", "mahinarangi" and "akiko" are."""
    return bool(_OPEN_SYLLABLES.match(word))


@dataclass(frozen=True)
class Mistyped:
    """What a slip may have meant.

    Attributes:
        ordinary: what a long word may have been.
        common: what a short one may have been.
        near: names that lie one letter from such a word.
        people: who somebody is to somebody, "nephew" and "teacher".
    """

    ordinary: frozenset[str]
    common: frozenset[str]
    near: frozenset[str]
    people: frozenset[str]

    def is_of_people(self, word: str) -> bool:
        """Whether it is a slip of who somebody is, however it came about: "siter", "daugter"."""
        if not _MIDDLING <= len(word) <= _LONGEST or not word.isascii() or word in self.near:
            return False
        if word[0] not in self._first_letters or self._clipped.isdisjoint(_clipped(word)):
            return False
        slips = _anyhow(word) if len(word) > _MIDDLING else _likely(word)
        return any(each in self.people for each in slips)

    @functools.cached_property
    def _first_letters(self) -> frozenset[str]:
        return frozenset(word[0] for word in self.people)

    @functools.cached_property
    def _clipped(self) -> frozenset[str]:
        return frozenset(clipped for word in self.people for clipped in _clipped(word))

    def is_one(self, word: str) -> bool:
        """Whether a folded word in lower case is a slip of a common word."""
        known = not _SHORTEST <= len(word) <= _LONGEST or word in self.near
        known = known or (word[-1] == "s" and word[:-1] in self.near)
        if known or not word.isascii():
            return False
        if len(word) >= _LONG:
            return any(each in self.ordinary for each in _anyhow(word))
        if is_of_open_syllables(word):
            return False
        likely = _likely(word) if len(word) >= _MIDDLING else _swapped(word)
        return any(each in self.common for each in likely)


def _clipped(word: str) -> Iterator[str]:
    """It, and it without each of its letters: two words one slip apart have one of these alike."""
    yield word
    for i in range(len(word)):
        yield word[:i] + word[i + 1 :]


def _swapped(word: str) -> Iterator[str]:
    for i in range(len(word) - 1):
        yield word[:i] + word[i + 1] + word[i] + word[i + 2 :]


def _likely(word: str) -> Iterator[str]:
    """Two letters swapped, one twice, one left out, or the key beside it."""
    yield from _swapped(word)
    for i, letter in enumerate(word):
        rest = word[:i] + word[i + 1 :]
        if len(word) > _MIDDLING or letter in word[max(0, i - 1) : i] + word[i + 1 : i + 2]:
            yield rest
        for key in _NEAR.get(letter, ""):
            yield word[:i] + key + word[i + 1 :]
            if i and (key == word[i - 1] or key == word[i + 1 : i + 2]):
                yield rest
    yield from _put_in(word)


def _put_in(word: str) -> Iterator[str]:
    """A letter left out of it."""
    for i in range(1, len(word) + 1):
        for letter in _LETTERS:
            yield word[:i] + letter + word[i:]


def _anyhow(word: str) -> Iterator[str]:
    """Everything one change away."""
    yield from _swapped(word)
    for i in range(len(word) + 1):
        head, tail = word[:i], word[i:]
        if tail:
            yield head + tail[1:]
        for letter in _LETTERS:
            yield head + letter + tail
            if tail:
                yield head + letter + tail[1:]
