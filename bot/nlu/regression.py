"""Which label a row has: logistic regression, learnt with scikit-learn, applied in one product."""

from __future__ import annotations

import warnings
from typing import TYPE_CHECKING, Any

import numpy as np
import scipy.sparse
from sklearn.exceptions import ConvergenceWarning
from sklearn.linear_model import LogisticRegression

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from bot.nlu.rows import Matrix

FREEDOM = 20.0
"""C: how freely the regression may follow the examples. Chosen on banking77 and choosing.yml."""

STEPS = 60
"""Of the optimiser. More of them cost minutes and find nothing more (docs/measurements.md)."""


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
        scores = matrix.sparse @ self.parts["sparse"] + self.parts["bias"]
        scores = scores + matrix.weighed @ self.parts["meaning"]
        odds = np.exp(scores - scores.max(axis=1, keepdims=True))
        found: NDArray[np.float64] = odds / odds.sum(axis=1, keepdims=True)
        return found

    def best(self, matrix: Matrix) -> tuple[str, float]:
        """The likeliest name for the first row, and its probability."""
        found = self.probabilities(matrix)[0]
        at = int(found.argmax())
        return self.names[at], float(found[at])


def regress(matrix: Matrix, labels: Sequence[str], *, freedom: float = FREEDOM) -> Regression:
    """Learn which rows have which label; rare labels count as much as common ones."""
    rows = scipy.sparse.hstack([scipy.sparse.csr_matrix(matrix.weighed), matrix.sparse]).tocsr()
    learnt = LogisticRegression(C=freedom, max_iter=STEPS, class_weight="balanced")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ConvergenceWarning)
        learnt.fit(rows, labels)
    weights, bias = learnt.coef_.T, learnt.intercept_
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
