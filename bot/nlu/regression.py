"""Which label a row has: a linear model, learnt with scikit-learn, applied in one product.

Of few examples logistic regression makes more (banking77, ten an intent: 87.2 against 85.7 in 100);
of many a support vector machine makes as much, in a tenth of the time (docs/measurements.md).
"""

from __future__ import annotations

import warnings
from typing import TYPE_CHECKING, Any

import numpy as np
import scipy.sparse
from sklearn.exceptions import ConvergenceWarning
from sklearn.linear_model import LogisticRegression
from sklearn.svm import LinearSVC

from bot.nlu.rows import OneRow

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from numpy.typing import NDArray

    from bot.nlu.rows import Matrix

MANY = 1_500
"""Examples from which the support vector machine learns."""

FREEDOM, FREEDOM_OF_MANY = 20.0, 0.3
"""C: how freely the one, and the other, may follow the examples."""

STEPS = 60
"""Of logistic regression's optimiser. More of them find nothing more."""

SHARPNESS = 3.0
"""What makes probabilities of the machine's margins, which lie around -1 and 1."""


WEIGHTS = ("meaning", "sparse", "bias")


class Regression:
    """Weights and names. scikit-learn's own method copies all weights for every message."""

    def __init__(self, parts: dict[str, Any]) -> None:
        self.parts = parts
        self.names: list[str] = parts["names"]

    @property
    def widths(self) -> tuple[int, int]:
        """Numbers in the rows that it takes: of sentence vectors, and of all else."""
        return len(self.parts["meaning"]), len(self.parts["sparse"])

    def probabilities(self, matrix: Matrix) -> NDArray[np.float64]:
        """For each row the probability of each name; those of a row add up to one."""
        return _probabilities(_scores(matrix, self.parts))


class Regressions:
    """Several over the same rows: what a row has is looked up once for all of them."""

    def __init__(self, parts: Mapping[str, dict[str, Any]]) -> None:
        """Lay the weights beside each other; those of each are then a part of these."""
        self._names = {name: each["names"] for name, each in parts.items()}
        self._ends = np.cumsum([len(names) for names in self._names.values()])[:-1]
        self._beside = {kind: self._laid(kind, parts.values()) for kind in WEIGHTS}

    def _laid(self, kind: str, parts: Collection[dict[str, Any]]) -> NDArray[Any]:
        found = np.concatenate([each[kind] for each in parts], axis=-1)
        for each, own in zip(parts, np.split(found, self._ends, axis=-1), strict=True):
            each[kind] = own  # nothing is held twice
        return found

    def best(self, matrix: Matrix) -> dict[str, tuple[str, float]]:
        """Of each the likeliest name for the first row, and its probability."""
        scores = np.split(_scores(matrix, self._beside)[0], self._ends)
        found = {}
        for (name, names), own in zip(self._names.items(), scores, strict=True):
            likely = _probabilities(own)
            at = int(likely.argmax())
            found[name] = names[at], float(likely[at])
        return found


def _scores(matrix: Matrix, weights: Mapping[str, Any]) -> NDArray[np.float64]:
    rows = matrix.sparse
    if isinstance(rows, OneRow):  # a product would go through all weights, not these few
        scores = (rows.data @ weights["sparse"][rows.indices])[np.newaxis]
    else:
        scores = rows @ weights["sparse"]
    found: NDArray[np.float64] = scores + weights["bias"] + matrix.weighed @ weights["meaning"]
    return found


def _probabilities(scores: NDArray[np.float64]) -> NDArray[np.float64]:
    odds = np.exp(scores - scores.max(axis=-1, keepdims=True))
    found: NDArray[np.float64] = odds / odds.sum(axis=-1, keepdims=True)
    return found


def regress(matrix: Matrix, labels: Sequence[str]) -> Regression:
    """Learn which rows have which label; rare labels count as much as common ones."""
    rows = scipy.sparse.hstack([scipy.sparse.csr_matrix(matrix.weighed), matrix.sparse]).tocsr()
    if len(labels) < MANY:
        learnt = LogisticRegression(C=FREEDOM, max_iter=STEPS, class_weight="balanced")
    else:
        learnt = LinearSVC(C=FREEDOM_OF_MANY, class_weight="balanced", random_state=20)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ConvergenceWarning)
        learnt.fit(rows, labels)
    sharpness = 1.0 if len(labels) < MANY else SHARPNESS
    weights, bias = sharpness * learnt.coef_.T, sharpness * learnt.intercept_
    if len(learnt.classes_) == 2:  # noqa: PLR2004 - then scikit-learn keeps one column for both
        weights = np.hstack([-weights / 2, weights / 2])
        bias = np.concatenate([-bias / 2, bias / 2])
    vectors = matrix.weighed.shape[1]
    return Regression(
        {
            "names": [str(name) for name in learnt.classes_],
            "meaning": np.ascontiguousarray(weights[:vectors], dtype=np.float32),
            "sparse": np.ascontiguousarray(weights[vectors:], dtype=np.float32),
            "bias": bias,
        }
    )
