"""Find the explainer that answers a question: by how people ask, not by words in common."""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.law.stemming import stems

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from bot.law.model import Law
    from bot.law.texts import Explainer

ALIKE_FROM = 0.6
"""A cosine from which two questions count as the same; below it nothing is claimed."""

Vector = dict[str, float]


@dataclass(frozen=True)
class Asked:
    """The questions that explainers answer, as vectors of weighed stems."""

    explainers: tuple[Explainer, ...]
    vectors: tuple[tuple[int, Vector], ...]
    weights: Mapping[str, float]
    unseen: float


def index_questions(law: Law) -> Asked:
    """Weigh every question of every explainer; made once for a law, asked often."""
    explainers = tuple(law.explainers.values())
    questions = [
        (number, stems(question))
        for number, explainer in enumerate(explainers)
        for question in (explainer.title, *explainer.questions)
    ]
    having = Counter(stem for _, found in questions for stem in set(found))
    weights = {stem: math.log((1 + len(questions)) / count) for stem, count in having.items()}
    vectors = tuple((number, _vector(found, weights, 0.0)) for number, found in questions)
    return Asked(explainers, vectors, weights, math.log(1 + len(questions)))


def answering(asked: Asked, query: str, *, most: int = 1) -> list[Explainer]:
    """The explainers whose questions are like this one, best first; empty where none is.

    A word that no explainer knows weighs most, so that a question about something else is not
    taken for one that shares its small change.
    """
    vector = _vector(stems(query), asked.weights, asked.unseen)
    best: dict[int, float] = {}
    for number, known in asked.vectors:
        best[number] = max(best.get(number, 0.0), _cosine(vector, known))
    ranked = sorted(best, key=lambda number: -best[number])
    return [asked.explainers[number] for number in ranked[:most] if best[number] >= ALIKE_FROM]


def _vector(found: Iterable[str], weights: Mapping[str, float], unseen: float) -> Vector:
    weighed = {stem: weights.get(stem, unseen) for stem in found}
    length = math.sqrt(sum(weight * weight for weight in weighed.values())) or 1.0
    return {stem: weight / length for stem, weight in weighed.items()}


def _cosine(one: Vector, other: Vector) -> float:
    return sum(weight * other.get(stem, 0.0) for stem, weight in one.items())
