"""Repair of mistyped words before a message is compared with others: vectors forgive none.

Unlike ``Speller``, which only ever gives words of the closed sets, this one may give any word that
training messages or English have. What it gives is compared and thrown away, never shown.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from bot.nlu.spelling import LONGEST, english, within
from bot.nlu.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

WORD = re.compile(r"[a-z]+")
SHORTEST = 3
TWO_SLIPS_FROM = 6
COMMON = 2_000
"""How often the word list counts a word that is never repaired, be it near a known one or not."""


class Repairer:
    """Puts right what is one slip away from a known word, else from an English one.

    Letters swapped count as one slip; words of six letters or more may be two slips from a known
    one. Of several the likelier is taken: the one that training messages use most.

    Args:
        known: words to prefer and never to change, with how often each is used: those of the
            training messages, of the law files, of te reo.
    """

    def __init__(self, known: Mapping[str, int]) -> None:
        self._known = dict(known)
        self._by_length: dict[int, list[str]] = {}
        for word in sorted(self._known):
            if len(word) >= SHORTEST:
                self._by_length.setdefault(len(word), []).append(word)
        self._repaired = lru_cache(maxsize=8192)(self._nearest)

    def repair(self, text: str) -> str:
        """The text in lower case, without macrons and apostrophes, its slips put right."""
        return WORD.sub(lambda found: self._word(found.group()), fold(text))

    def _word(self, typed: str) -> str:
        if not SHORTEST <= len(typed) <= LONGEST or typed in self._known:
            return typed
        return self._repaired(typed)

    def _nearest(self, typed: str) -> str:
        how_often = english().word_frequency
        if how_often[typed] >= COMMON:
            return typed
        meant = self._known_within(typed, 1)
        if meant is None and how_often[typed]:
            return typed
        meant = meant or _english_within_one(typed)
        if meant is None and len(typed) >= TWO_SLIPS_FROM:
            meant = self._known_within(typed, 2)
        return meant or typed

    def _known_within(self, typed: str, slips: int) -> str | None:
        near = [
            (edits, -self._known[word], word)
            for length in range(len(typed) - slips, len(typed) + slips + 1)
            for word, edits in within(slips, typed, self._by_length.get(length, ()))
        ]
        return min(near)[2] if near else None


def _english_within_one(typed: str) -> str | None:
    how_often = english().word_frequency
    near = [word for word in english().edit_distance_1(typed) if how_often[word]]
    return max(near, key=lambda word: (how_often[word], word), default=None)


def counted(texts: Iterable[str]) -> dict[str, int]:
    """How often each word stands in texts, as ``Repairer`` compares words."""
    counts: dict[str, int] = {}
    for text in texts:
        for word in WORD.findall(fold(text)):
            counts[word] = counts.get(word, 0) + 1
    return counts
