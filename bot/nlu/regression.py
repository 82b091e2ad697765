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

if TYPE_CHECKING:
    from collections.abc import Sequence

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
        rows = matrix.sparse
        if rows.shape[0] == 1:  # a product would go through all weights, not these few
            scores = (rows.data @ self.parts["sparse"][rows.indices])[np.newaxis]
        else:
            scores = rows @ self.parts["sparse"]
        scores = scores + self.parts["bias"] + matrix.weighed @ self.parts["meaning"]
        odds = np.exp(scores - scores.max(axis=1, keepdims=True))
        found: NDArray[np.float64] = odds / odds.sum(axis=1, keepdims=True)
        return found

    def best(self, matrix: Matrix) -> tuple[str, float]:
        """The likeliest name for the first row, and its probability."""
        found = self.probabilities(matrix)[0]
        at = int(found.argmax())
        return self.names[at], float(found[at])


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
