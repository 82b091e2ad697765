"""Repair of mistyped words of the closed sets, and of nothing else."""

from __future__ import annotations

import dataclasses
from functools import lru_cache
from typing import TYPE_CHECKING

from rapidfuzz import process
from rapidfuzz.distance import OSA
from spellchecker import SpellChecker

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from bot.nlu.text import Token

SHORTEST = 5
LONG = 9
LONGEST = 30


@lru_cache(maxsize=1)
def english() -> SpellChecker:
    """Load the list of English words (once, 0.2 s). Only membership is used, never correction."""
    return SpellChecker(language="en")


class Speller:
    """Knows the words of the closed sets and which typed word was most likely meant as one.

    A word of five letters or more may be one edit away (letters swapped count as one), of nine
    or more two. An ordinary English word is never repaired: *couch* is not *coach*. Where two
    known words of different ``meaning`` are equally near, none is chosen.
    """

    def __init__(
        self, known: Iterable[str], meaning: Callable[[str], object] = lambda _: None
    ) -> None:
        self._meaning = meaning
        self._known = frozenset(known)
        self._targets: dict[int, list[str]] = {}
        for word in sorted(self._known):
            if len(word) >= SHORTEST and word.isalpha():
                self._targets.setdefault(len(word), []).append(word)
        english()  # loaded now, so that the first message does not wait for it
        self._cached = lru_cache(maxsize=4096)(self._nearest)

    def repair(self, tokens: Sequence[Token]) -> list[Token]:
        """Give the tokens with mistyped words put right; places in the text stay as they were."""
        return [self._right(token) for token in tokens]

    def _right(self, token: Token) -> Token:
        meant = self.word(token.norm)
        return token if meant == token.norm else dataclasses.replace(token, norm=meant)

    def word(self, typed: str) -> str:
        """Give the known word that ``typed`` was meant as, or ``typed`` itself."""
        if len(typed) < SHORTEST or len(typed) > LONGEST or not typed.isalpha():
            return typed
        if typed in self._known or typed in english():
            return typed
        return self._cached(typed)

    def _nearest(self, typed: str) -> str:
        allowed = 2 if len(typed) >= LONG else 1
        near = [
            (word, edits)
            for length in range(len(typed) - allowed, len(typed) + allowed + 1)
            for word, edits in within(allowed, typed, self._targets.get(length, ()))
            if edits <= (2 if len(word) >= LONG else 1)
        ]
        fewest = min((edits for _, edits in near), default=0)
        best = sorted((word for word, edits in near if edits == fewest), key=lambda w: (len(w), w))
        return best[0] if best and self._all_one(best) else typed

    def _all_one(self, words: list[str]) -> bool:
        """Whether the words are one, or spellings of one: *counsellor* and *counselor*."""
        meanings = {self._meaning(word) for word in words}
        return len(words) == 1 or (len(meanings) == 1 and None not in meanings)


def within(edits: int, typed: str, words: Sequence[str]) -> Iterator[tuple[str, int]]:
    """Those of the words that are so few edits away, each with how many; faster than in Python."""
    found = process.extract(typed, words, scorer=OSA.distance, score_cutoff=edits, limit=None)
    return ((word, int(distance)) for word, distance, _ in found)
