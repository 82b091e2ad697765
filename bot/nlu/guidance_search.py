"""Which passage or explainer answers a question, if any: learnt from how people ask.

Every explainer, passage and topic that is *not* covered brings ways of asking. A question is
compared with all of them (kernel ridge regression over sentence vectors, letters and words), and
the best answer has to beat the best topic that nothing here answers. By how much decides whether it
is given, offered, or left. Source: docs/decisions/0011-answers-or-silence.md.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import scipy.linalg
import scipy.sparse
from sklearn.feature_extraction.text import TfidfVectorizer

from bot.nlu import keeping
from bot.nlu.asking import TOPIC, ways_of_asking
from bot.nlu.rows import Weigher

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from numpy.typing import NDArray

    from bot.dialogue.bands import Band
    from bot.law.model import Law
    from bot.nlu.asking import Asking
    from bot.nlu.sight import Eyes, Sight

VIEWS = ("letters", "words")
LETTERS, WORDS, RIDGE = 0.45, 0.45, 0.1
"""Weights of letters and words beside the vector, and of the ridge."""

SAME = 1 + LETTERS + WORDS
"""How alike a text is to itself. Of how much less another is, the exponential counts: what is
nearly the same question says more than ten that share some of its words."""

LISTED = 0.5
"""How much is said by the questions of the law files alone; the rest is said by all together. What
``data/questions`` tells is mostly situations, and draws short questions to others of their kind."""

OFFERED = 3
ALSO = 0.05
"""A second answer this near to the first is given with it."""


@dataclass(frozen=True)
class Found:
    """What a question comes to.

    Attributes:
        answers: kind and id of what answers it, best first; at most two.
        nearest: where nothing surely does, kind and id of what comes nearest.
        topic: where nothing does, the topic that it is about and that nothing here covers, or "".
        lead: by how much the best answer beats the best such topic.
    """

    answers: tuple[tuple[str, str], ...]
    nearest: tuple[tuple[str, str], ...]
    topic: str
    lead: float


class GuidanceSearch:
    """A trained search."""

    def __init__(self, parts: dict[str, Any]) -> None:
        self._parts = parts
        names = parts["names"]
        self._names: list[tuple[str, str]] = [(kind, name) for kind, name in names]
        self._weigh = {name: Weigher(parts[name]) for name in VIEWS}
        self._is_topic = np.array([kind == TOPIC for kind, _ in self._names])

    def scores(self, sight: Sight) -> NDArray[np.float64]:
        """How well each passage, explainer and topic fits, in the order of ``names``.

        Args:
            sight: read as a question (``Eyes.as_question``).
        """
        parts = self._parts
        kernel = np.zeros(parts["ridge"].shape[0], dtype=np.float32)
        if sight.vector is not None and parts["vectors"] is not None:
            kernel = parts["vectors"] @ sight.vector
        for name, weigh in self._weigh.items():
            places, weights = weigh(sight.words)
            kernel += weights @ parts[f"{name}_turned"][places]
        scores: NDArray[np.float64] = np.exp(kernel - np.float32(SAME)) @ parts["ridge"]
        return scores

    def ranked(self, sight: Sight) -> list[tuple[str, str]]:
        """Every passage and explainer, kind and id, best first."""
        order = np.argsort(-self.scores(sight))
        return [self._names[at] for at in order if not self._is_topic[at]]

    def find(self, sight: Sight, band: Band) -> Found:
        """What a question comes to, by the bands of ``data/bands.yml``."""
        scores = self.scores(sight)
        order = np.argsort(-scores)
        answers = [at for at in order if not self._is_topic[at]]
        topic = next(at for at in order if self._is_topic[at])
        lead = float(scores[answers[0]] - scores[topic])
        named = tuple(self._names[at] for at in answers[:OFFERED])
        if lead >= band.act:
            close = scores[answers[1]] >= scores[answers[0]] - ALSO
            return Found(named[: 1 + int(close)], (), "", lead)
        return Found((), named if lead >= band.confirm else (), self._names[topic][1], lead)

    def save(self, file: Path) -> None:
        """Write numbers and words; nothing in the file can run when it is read."""
        keeping.save(file, self._parts)


def load(file: Path) -> GuidanceSearch:
    """Read a trained search. It cannot be saved again: its vectorizers are let go, 10 MB."""
    parts = keeping.load(file)
    search = GuidanceSearch(parts)
    for name in VIEWS:  # the weighers have of them what they need
        del parts[name]
    return search


def train(law: Law, eyes: Eyes) -> GuidanceSearch:
    """Learn from every way of asking that is on file."""
    asked = ways_of_asking(law)
    sights = [eyes.question(one.text) for one in asked]
    names = list(dict.fromkeys((one.kind, one.name) for one in asked))
    numbers = {name: number for number, name in enumerate(names)}
    owners = np.array([numbers[one.kind, one.name] for one in asked])
    words = [sight.words for sight in sights]
    letters = TfidfVectorizer(
        analyzer="char_wb", ngram_range=(2, 5), sublinear_tf=True, dtype=np.float32
    )
    pairs = TfidfVectorizer(
        ngram_range=(1, 2),
        token_pattern=r"\b\w+\b",  # noqa: S106 - a token is a word here
        sublinear_tf=True,
        dtype=np.float32,
    )
    letters_rows = letters.fit_transform(words)
    words_rows = pairs.fit_transform(words)
    vectors = (
        None
        if eyes.encoder is None
        else np.stack([s.vector for s in sights if s.vector is not None])
    )
    kernel = _kernel(vectors, letters_rows * LETTERS, letters_rows, words_rows * WORDS, words_rows)
    parts = {
        "names": names,
        "ridge": _learn(kernel, owners, asked),
        "vectors": vectors,
        "letters": letters,
        "letters_turned": (letters_rows * LETTERS).T.tocsr(),
        "words": pairs,
        "words_turned": (words_rows * WORDS).T.tocsr(),
    }
    return GuidanceSearch(parts)


def _kernel(vectors: Any, *pairs: scipy.sparse.csr_matrix) -> NDArray[np.float32]:
    """How alike any two texts are: vectors, then pairs of matrices that are multiplied."""
    size = pairs[0].shape[0]
    kernel = np.zeros((size, size), dtype=np.float32)
    if vectors is not None:
        kernel += vectors @ vectors.T
    for one, other in zip(pairs[::2], pairs[1::2], strict=True):
        kernel += (one @ other.T).toarray()
    found: NDArray[np.float32] = np.exp(kernel - np.float32(SAME), out=kernel)
    return found


def _learn(
    kernel: NDArray[np.float32], owners: NDArray[np.int64], asked: Sequence[Asking]
) -> NDArray[np.float32]:
    """What each text adds to the score of each answer and topic."""
    wanted = np.zeros((len(owners), owners.max() + 1), dtype=np.float32)
    wanted[np.arange(len(owners)), owners] = 1
    weights = np.array([one.weight for one in asked], dtype=np.float32)
    listed = np.flatnonzero([one.is_listed for one in asked])
    alone = _ridge(kernel[np.ix_(listed, listed)], wanted[listed], weights[listed])
    found = (1 - LISTED) * _ridge(kernel, wanted, weights)
    found[listed] += LISTED * alone
    return found


def _ridge(
    kernel: NDArray[np.float32], wanted: NDArray[np.float32], weights: NDArray[np.float32]
) -> NDArray[np.float32]:
    """The same of some texts. The kernel is written over: it is large."""
    kernel[np.diag_indices(len(kernel))] += RIDGE / weights
    factor = scipy.linalg.cho_factor(kernel, overwrite_a=True, check_finite=False)
    found: NDArray[np.float32] = scipy.linalg.cho_solve(factor, wanted, check_finite=False)
    return np.ascontiguousarray(found)
