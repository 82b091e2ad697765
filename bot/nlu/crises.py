"""Messages of people who need help at once, learnt from such messages and from ordinary ones.

A net beside the words of ``data/danger.yml``: those are exact and never forget, this one knows
sentences like the ones it has seen. Either is enough for the emergency line to come first.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.nlu import keeping
from bot.nlu.regression import Regression, regress
from bot.nlu.rows import Views

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

    def likeliest(self, sight: Sight) -> tuple[str, float]:
        """The likeliest kind of crisis, and how likely it is that there is one at all."""
        found = self._regression.probabilities(self._views.one(sight))[0]
        by_kind = dict(zip(self._regression.names, map(float, found), strict=True))
        kind = max(KINDS, key=lambda one: by_kind.get(one, 0.0))
        return kind, 1 - by_kind[ORDINARY]

    def save(self, file: Path) -> None:
        """Write numbers and words; nothing in the file can run when it is read."""
        keeping.save(file, self._parts)


def train(messages: Sequence[tuple[Sight, str]]) -> CrisisModel:
    """Learn from messages, each with its kind or ``ordinary``."""
    sights = [sight for sight, _ in messages]
    views = Views.learnt_from(sights)
    regression = regress(views.of(sights), [kind for _, kind in messages])
    return CrisisModel({"views": views.parts, "regression": regression.parts})


def load(file: Path) -> CrisisModel:
    """Read a trained model."""
    return CrisisModel(keeping.load(file))
