"""What a person wants: a regression over rows (``bot.nlu.rows``), and the nearest example."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from bot.nlu import keeping
from bot.nlu.regression import Regression, regress
from bot.nlu.rows import Matrix, Views

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from bot.nlu.sight import Eyes, Sight


class OtherVectors(ValueError):
    """The model was trained with sentence vectors and there are none now, or the reverse."""


@dataclass(frozen=True)
class Ranked:
    """One intent for a message.

    Attributes:
        name: of the intent.
        probability: by the regression; those of all intents add up to one.
        likeness: of the training message of this intent that is most alike, 0 to 1. A message
            about something else altogether may look most like one intent, and is like none.
    """

    name: str
    probability: float
    likeness: float

    @property
    def confidence(self) -> float:
        """How sure to be of it: both halves have to agree."""
        return (self.probability + self.likeness) / 2


class IntentModel:
    """A trained model."""

    def __init__(self, views: Views, regression: Regression, examples: dict[str, Any]) -> None:
        self._views, self._regression, self._examples = views, regression, examples
        self.names = regression.names

    def rank(self, sight: Sight, most: int | None = None) -> list[Ranked]:
        """The likeliest intents first; ``most`` of them, or every one."""
        matrix = self._views.one(sight)
        probabilities = self._regression.probabilities(matrix)[0]
        likeliest = np.argsort(-probabilities)[:most]
        return [
            Ranked(self.names[at], float(probabilities[at]), self._likeness(matrix, at))
            for at in likeliest
        ]

    def _likeness(self, matrix: Matrix, intent: int) -> float:
        """How alike the most alike example of an intent is; they lie beside each other."""
        start, end = np.searchsorted(self._examples["intents"], (intent, intent + 1))
        of_intent = {
            name: None if rows is None else rows[start:end]
            for name, rows in self._examples.items()
            if name != "intents"
        }
        return float(matrix.alike(Matrix(**of_intent)).max(initial=0))

    def save(self, file: Path) -> None:
        """Write numbers and words; nothing in the file can run when it is read."""
        parts = {"views": self._views.parts, "regression": self._regression.parts}
        keeping.save(file, {**parts, "examples": self._examples})


def train(messages: Sequence[tuple[Sight, str]], eyes: Eyes) -> IntentModel:
    """Learn from messages, each with its intent.

    The intent's own name is one more message: a person chose it to say what the intent means.
    """
    names = sorted({intent for _, intent in messages})
    sights = [sight for sight, _ in messages] + [eyes.compare(n.replace("_", " ")) for n in names]
    intents = [intent for _, intent in messages] + names
    views = Views.learnt_from(sights)
    matrix = views.of(sights)
    regression = regress(matrix, intents)
    numbers = np.searchsorted(names, intents)
    beside = np.argsort(numbers, kind="stable")
    examples = {
        "vectors": None if matrix.vectors is None else matrix.vectors[beside],
        "sparse": matrix.sparse.tocsr()[beside] if matrix.vectors is None else None,
        "intents": numbers[beside],
    }
    return IntentModel(views, regression, examples)


def load(file: Path, eyes: Eyes) -> IntentModel:
    """Read a trained model.

    Raises:
        OtherVectors: it was trained with sentence vectors, and there are none now, or the reverse.
    """
    parts = keeping.load(file)
    views, regression = Views(parts["views"]), Regression(parts["regression"])
    if regression.widths != (eyes.encoder.width if eyes.encoder else 0, views.width):
        raise OtherVectors(
            "The model was trained with other sentence vectors than there are now. "
            "Train it again: make train"
        )
    return IntentModel(views, regression, parts["examples"])
