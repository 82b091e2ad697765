"""Messages of people who need help at once, learnt from such messages and from ordinary ones.

One judgement of two kinds of evidence: sentences like the ones it has seen, and what the words of
``data/danger.yml`` find, with what stands near ("last year", "what if", a denial). Source:
docs/decisions/0025-one-judgement-of-danger.md.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import scipy.sparse
from sklearn.feature_extraction import DictVectorizer

from bot.nlu import keeping
from bot.nlu.regression import Regression, regress
from bot.nlu.rows import Matrix, Views, row_of, row_of_names

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from bot.nlu.sight import Sight

ORDINARY = "ordinary"
KINDS = ("danger_now", "suicide_other", "own_suicide", "child_self", "worker_danger")


class CrisisModel:
    """A trained model."""

    def __init__(self, parts: dict[str, Any]) -> None:
        self._parts = parts
        self._views, self._regression = Views(parts["views"]), Regression(parts["regression"])
        self._signs: DictVectorizer = parts["signs"]

    def likeliest(self, sight: Sight) -> tuple[str, float]:
        """The likeliest kind of crisis, and how likely it is that there is one at all."""
        found = self._regression.probabilities(self._one(sight))[0]
        by_kind = dict(zip(self._regression.names, map(float, found), strict=True))
        kind = max(KINDS, key=lambda one: by_kind.get(one, 0.0))
        return kind, 1 - by_kind[ORDINARY]

    def _one(self, sight: Sight) -> Matrix:
        """Its row, with its signs beside it."""
        row, (places, weights) = self._views.one(sight), row_of_names(self._signs, _counted(sight))
        before = row.sparse.shape[1]
        signs = (places + np.int32(before), weights)
        width = before + len(self._signs.vocabulary_)
        both = row_of(width, (row.sparse.indices, row.sparse.data), signs)
        return Matrix(both, row.vectors)

    def save(self, file: Path) -> None:
        """Write numbers and words; nothing in the file can run when it is read."""
        keeping.save(file, self._parts)


def train(messages: Sequence[tuple[Sight, str]]) -> CrisisModel:
    """Learn from messages, each with its kind or ``ordinary``."""
    sights = [sight for sight, _ in messages]
    views = Views.learnt_from(sights)
    signs = DictVectorizer(dtype=np.float32)
    rows = _beside(views.of(sights), signs.fit_transform([_counted(sight) for sight in sights]))
    regression = regress(rows, [kind for _, kind in messages])
    return CrisisModel({"views": views.parts, "signs": signs, "regression": regression.parts})


def _counted(sight: Sight) -> dict[str, float]:
    return dict.fromkeys(sight.signs, 1.0)


def _beside(rows: Matrix, signs: scipy.sparse.csr_matrix) -> Matrix:
    return Matrix(scipy.sparse.hstack([rows.sparse, signs]).tocsr(), rows.vectors)


def load(file: Path) -> CrisisModel:
    """Read a trained model."""
    return CrisisModel(keeping.load(file))
