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

    def rank(self, sight: Sight) -> list[Ranked]:
        """Every intent, the likeliest first."""
        matrix = self._views.one(sight)
        probabilities = self._regression.probabilities(matrix)[0]
        examples = Matrix(self._examples["sparse"], self._examples["vectors"])
        best = np.zeros(len(self.names))
        np.maximum.at(best, self._examples["intents"], matrix.alike(examples))
        return [
            Ranked(self.names[at], float(probabilities[at]), float(best[at]))
            for at in np.argsort(-probabilities)
        ]

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
    examples = {
        "vectors": matrix.vectors,
        "sparse": None if matrix.vectors is not None else matrix.sparse,
        "intents": np.searchsorted(names, intents),
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
