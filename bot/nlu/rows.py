"""Messages as rows of numbers: what each means, its letters, and the plan of its sentence.

Three views that fail apart: a sentence vector knows other words for the same thing, letters forgive
slips and know te reo words that the encoder never saw, and the outline tells who does what to whom
in whichever roles. Source: docs/decisions/0010-sentence-vectors.md.
"""

from __future__ import annotations

import functools
import itertools
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import scipy.sparse
from sklearn.feature_extraction.text import TfidfVectorizer

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from numpy.typing import NDArray
    from sklearn.feature_extraction import DictVectorizer

    from bot.nlu.sight import Sight

MEANING, PLAN = 2.0, 2.5
"""Lengths of these views; that of the letters is one. Chosen on banking77 and choosing.yml."""

TakesApart = tuple[str, tuple[int, int], str]
"""How texts are taken apart: into letters or words, how many of them, what a word is."""

UNKNOWN = -1
"""Where a part of a text stands that no text had when the views were learnt."""


@dataclass(frozen=True)
class OneRow:
    """One row, of which most is nothing: as SciPy has it, without the checks that cost a message.

    Attributes:
        data: what is not nothing.
        indices: where each of these stands.
        shape: one row of so many numbers.
    """

    data: NDArray[np.float32]
    indices: NDArray[np.int32]
    shape: tuple[int, int]

    def tocsr(self) -> scipy.sparse.csr_matrix:
        """The same for SciPy."""
        held = (self.data, self.indices, [0, len(self.indices)])
        return scipy.sparse.csr_matrix(held, shape=self.shape)


@dataclass(frozen=True)
class Matrix:
    """Rows of messages.

    Attributes:
        sparse: letters and plan, beside each other; a ``OneRow`` where there is only one.
        vectors: the sentence vectors, each of length one; None without an encoder.
    """

    sparse: scipy.sparse.csr_matrix | OneRow
    vectors: NDArray[np.float32] | None = None

    @property
    def weighed(self) -> NDArray[np.float32]:
        """The sentence vectors as long as they count; nothing without an encoder."""
        if self.vectors is None:
            return np.zeros((self.sparse.shape[0], 0), dtype=np.float32)
        return self.vectors * np.float32(MEANING)

    def alike(self, others: Matrix) -> NDArray[np.float64]:
        """How alike in meaning the first message here is to each of others, 0 to 1.

        Without sentence vectors, how alike in letters and plan.
        """
        if self.vectors is None or others.vectors is None:
            found = (others.sparse @ self.sparse.tocsr()[0].T).toarray().ravel() / (1 + PLAN**2)
        else:
            found = others.vectors @ self.vectors[0]
        return np.clip(found, 0, 1)


class Weigher:
    """One text by a vectorizer that was learnt, without what it checks anew for every text."""

    def __init__(self, vectorizer: TfidfVectorizer) -> None:
        sizes = tuple(vectorizer.ngram_range)
        self._takes_apart = (vectorizer.analyzer, sizes, vectorizer.token_pattern)
        self._numbers = _NUMBERS.setdefault(self._takes_apart, {})
        own = [
            self._numbers.setdefault(part, len(self._numbers)) for part in vectorizer.vocabulary_
        ]
        self._places = np.full(len(self._numbers), UNKNOWN, np.int32)
        self._places[own] = list(vectorizer.vocabulary_.values())
        self._rarity = vectorizer.idf_.astype(np.float32)

    def __call__(self, text: str) -> tuple[NDArray[np.int32], NDArray[np.float32]]:
        """Give the places of what the text has, and how much each weighs; in all, one."""
        numbers, often = _grams(text, self._takes_apart, len(self._numbers))
        is_old = numbers < len(self._places)  # the others are of models that were made later
        at = self._places[numbers[is_old]]
        is_known = at != UNKNOWN
        places = at[is_known]
        weights = often[is_old][is_known] * self._rarity[places]
        length = np.sqrt(weights @ weights)
        return places, weights / length if length else weights


_NUMBERS: dict[TakesApart, dict[str, int]] = {}
"""By how texts are taken apart: a number for each part that any model of this process knows."""


@functools.lru_cache(maxsize=16)
def _grams(
    text: str, takes_apart: TakesApart, known: int
) -> tuple[NDArray[np.int32], NDArray[np.float32]]:
    """The numbers of a text's parts, and what each counts: once, though several models weigh it.

    ``known`` is how many parts have a number: with more of them, a text has to be read anew.
    """
    del known
    numbers = _NUMBERS[takes_apart]
    counts = Counter(_taking_apart(*takes_apart)(text))
    found = map(numbers.get, counts, itertools.repeat(UNKNOWN))
    at = np.fromiter(found, np.int32, len(counts))
    often = np.fromiter(counts.values(), np.float32, len(counts))[at != UNKNOWN]
    return at[at != UNKNOWN], 1 + np.log(often)


@functools.lru_cache(maxsize=8)
def _taking_apart(
    analyzer: str, sizes: tuple[int, int], token: str
) -> Callable[[str], Iterable[str]]:
    """What takes a text apart as a vectorizer with these settings does."""
    found: Callable[[str], Iterable[str]] = TfidfVectorizer(
        analyzer=analyzer, ngram_range=sizes, token_pattern=token
    ).build_analyzer()
    return found


def row_of(width: int, *views: tuple[NDArray[np.int32], NDArray[np.float32]]) -> OneRow:
    """One row of ``width`` numbers from places and weights."""
    places = np.concatenate([view[0] for view in views])
    weights = np.concatenate([view[1] for view in views])
    return OneRow(weights, places, (1, width))


def row_of_names(
    names: DictVectorizer, features: Mapping[str, float]
) -> tuple[NDArray[np.int32], NDArray[np.float32]]:
    """Places and weights of the features that were there when the names were learnt."""
    known = [
        (names.vocabulary_[one], value)
        for one, value in features.items()
        if one in names.vocabulary_
    ]
    return (
        np.array([place for place, _ in known], dtype=np.int32),
        np.array([value for _, value in known], dtype=np.float32),
    )


class Views:
    """Turns messages into rows. ``plan`` is how much the outline counts."""

    def __init__(self, parts: dict[str, Any]) -> None:
        self.parts = parts
        self._letters: TfidfVectorizer = parts["letters"]
        self._plan: TfidfVectorizer = parts["plan"]
        self._letters_of, self._plan_of = Weigher(self._letters), Weigher(self._plan)

    @classmethod
    def learnt_from(cls, sights: Sequence[Sight]) -> Views:
        """Learn which letters and plans there are, and how rare each is."""
        letters = TfidfVectorizer(
            analyzer="char_wb", ngram_range=(2, 5), sublinear_tf=True, dtype=np.float32
        )
        letters.fit([sight.words for sight in sights])
        plan = TfidfVectorizer(
            token_pattern=r"\S+",  # noqa: S106 - a token is a word here
            ngram_range=(1, 3),
            sublinear_tf=True,
            dtype=np.float32,
        )
        plan.fit([sight.outline or "." for sight in sights])
        return cls({"letters": letters, "plan": plan})

    @property
    def width(self) -> int:
        """Numbers in a row, sentence vectors apart."""
        return len(self._letters.vocabulary_) + len(self._plan.vocabulary_)

    def one(self, sight: Sight) -> Matrix:
        """The row of one message: as ``of``, at a tenth of its cost."""
        places, weights = self._plan_of(sight.outline)
        after_letters = places + np.int32(len(self._letters.vocabulary_))
        plan = (after_letters, weights * np.float32(PLAN))
        sparse = row_of(self.width, self._letters_of(sight.words), plan)
        return Matrix(sparse, None if sight.vector is None else sight.vector[np.newaxis])

    def of(self, sights: Sequence[Sight]) -> Matrix:
        """A row for each message."""
        letters = self._letters.transform([sight.words for sight in sights])
        plan = self._plan.transform([sight.outline for sight in sights]) * np.float32(PLAN)
        vectors = [sight.vector for sight in sights if sight.vector is not None]
        sparse = scipy.sparse.hstack([letters, plan]).tocsr().astype(np.float32)
        return Matrix(sparse, np.stack(vectors) if vectors else None)
