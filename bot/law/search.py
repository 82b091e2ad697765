"""Find the passages of the guidance that answer a question, or none."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from rank_bm25 import BM25Plus

from bot.law.explainers import Asked, index_questions
from bot.law.stemming import stems

if TYPE_CHECKING:
    from bot.law.model import Law
    from bot.law.texts import Passage

COVERED_MORE_THAN = 0.5
"""Share of a question's telling words that a passage must exceed, to count as an answer."""

COMMON_FROM = 0.3
"""A word that this share of the passages has (sharing, information) tells none of them apart."""


@dataclass(frozen=True)
class Index:
    """Passages as bags of stems, and the questions that explainers answer; made once for a law."""

    passages: tuple[Passage, ...]
    words: tuple[frozenset[str], ...]
    bm25: BM25Plus
    meaning: dict[str, frozenset[str]]
    asked: Asked


def build_index(law: Law) -> Index:
    """Index every passage that says something by itself, and every explainer."""
    passages = tuple(passage for passage in law.passages.values() if passage.topics)
    bags = [stems(" ".join((passage.text, *passage.topics))) for passage in passages]
    meaning: dict[str, frozenset[str]] = {}
    for word, others in law.synonyms.items():
        for other in (word, *others):
            for stem in stems(other):
                meaning[stem] = meaning.get(stem, frozenset()) | frozenset(stems(word))
    words = tuple(frozenset(bag) for bag in bags)
    return Index(passages, words, BM25Plus(bags), meaning, index_questions(law))


def search(law: Law, query: str) -> list[tuple[Passage, float]]:
    """As ``find``, for one who asks once."""
    return find(build_index(law), query)


def find(index: Index, query: str) -> list[tuple[Passage, float]]:
    """The passages that answer a question, best first, with their scores; empty where none does.

    A passage answers only when it has more than half of the question's telling words, or words
    of the same meaning: a word in common is no answer.
    """
    asked = list(dict.fromkeys(stems(query)))
    telling = [word for word in asked if not _is_common(index, word)] or asked
    if not telling:
        return []
    scores = index.bm25.get_scores(_widened(index, asked))
    found = [
        (passage, float(score))
        for passage, words, score in zip(index.passages, index.words, scores, strict=True)
        if _covered(index, telling, words) > COVERED_MORE_THAN
    ]
    return sorted(found, key=lambda one: -one[1])


def _is_common(index: Index, word: str) -> bool:
    same = {word, *index.meaning.get(word, ())}
    having = sum(1 for words in index.words if not words.isdisjoint(same))
    return having >= COMMON_FROM * len(index.passages)


def _widened(index: Index, asked: list[str]) -> list[str]:
    return [stem for word in asked for stem in {word, *index.meaning.get(word, ())}]


def _covered(index: Index, asked: list[str], words: frozenset[str]) -> float:
    hits = sum(1 for word in asked if not words.isdisjoint({word, *index.meaning.get(word, ())}))
    return hits / len(asked)
