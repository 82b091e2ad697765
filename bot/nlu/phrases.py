"""A book of phrases: each means one value, and the longest phrase at a place wins."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.nlu.text import ARTICLES, Token, words_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


@dataclass(frozen=True)
class Span:
    """A phrase found: tokens ``first`` to ``last`` (both included) mean ``value`` of ``entity``."""

    first: int
    last: int
    entity: str
    value: str

    def inside(self, other: Span) -> bool:
        """Whether ``other`` covers this span and more."""
        longer = other.last - other.first > self.last - self.first
        return longer and other.first <= self.first and self.last <= other.last


class PhraseBook:
    """Phrases by their words. With ``loose``, articles and *my*, *his* ... count for nothing."""

    def __init__(self, *, loose: bool) -> None:
        self._loose = loose
        self._lengths: dict[str, set[int]] = {}
        self._meanings: dict[tuple[str, ...], tuple[str, str]] = {}
        self.words: set[str] = set()

    def add(self, phrases: Iterable[str], entity: str, value: str) -> None:
        """Let each phrase mean ``value`` of ``entity``. The first meaning given stays."""
        for phrase in phrases:
            words = tuple(word for word in words_of(phrase) if not self._skips(word))
            if words:
                self._meanings.setdefault(words, (entity, value))
                self._lengths.setdefault(words[0], set()).add(len(words))
                self.words.update(words)

    def find(self, tokens: Sequence[Token]) -> list[Span]:
        """Find phrases from left to right, the longest at each place, none overlapping."""
        kept = [place for place, token in enumerate(tokens) if not self._skips(token.norm)]
        found: list[Span] = []
        at = 0
        while at < len(kept):
            span = self._longest_at(tokens, kept, at)
            if span is None:
                at += 1
            else:
                found.append(span)
                at = kept.index(span.last, at) + 1
        return found

    def _longest_at(self, tokens: Sequence[Token], kept: list[int], at: int) -> Span | None:
        first = tokens[kept[at]]
        forms = [*singulars(first.norm), first.norm[: len(first.norm) - first.possessive]]
        known = [self._lengths[form] for form in forms if form in self._lengths]
        for length in sorted(set().union(*known), reverse=True) if known else ():
            places = kept[at : at + length]
            if len(places) < length:
                continue
            meaning = self._meaning([tokens[place] for place in places])
            if meaning is not None:
                return Span(places[0], places[-1], *meaning)
        return None

    def _meaning(self, tokens: Sequence[Token]) -> tuple[str, str] | None:
        """Look the words up as they stand, then the last in the singular and *GP's* as *GP*."""
        before = tuple(token.norm for token in tokens[:-1])
        owners = tuple(t.norm[:-1] if t.possessive else t.norm for t in tokens[:-1])
        for start in dict.fromkeys((before, owners)):
            for last in singulars(tokens[-1].norm):
                meaning = self._meanings.get((*start, last))
                if meaning is not None:
                    return meaning
        return None

    def meaning_of(self, word: str) -> tuple[str, str] | None:
        """Give what the single ``word`` means, None where it is only part of phrases."""
        return self._meanings.get((word,))

    def _skips(self, word: str) -> bool:
        return self._loose and word in ARTICLES


PLURAL_S, PLURAL_ES = 4, 6
"""From how many letters on a word that ends so is taken for a plural: not *gas*, not *yes*."""


def singulars(word: str) -> list[str]:
    """Give ``word`` and what it may be the plural of, as *nurse* for *nurses*."""
    forms = [word]
    if word.endswith("s") and (len(word) >= PLURAL_S or word[:-1].isdigit()):
        forms.append(word[:-1])
    if len(word) >= PLURAL_ES and word.endswith("es"):
        forms.append(word[:-2])
    if len(word) >= PLURAL_ES and word.endswith("ies"):
        forms.append(word[:-3] + "y")
    return forms


def without_inner(spans: Iterable[Span]) -> list[Span]:
    """Drop each span that lies inside a longer one: *family* in *family violence service*."""
    by_place: dict[int, list[Span]] = defaultdict(list)
    every = sorted(spans, key=lambda span: (span.first, -span.last))
    for span in every:
        for place in range(span.first, span.last + 1):
            by_place[place].append(span)
    return [span for span in every if not any(span.inside(other) for other in by_place[span.first])]
