"""Training the encoder's last layers further: the same layers, and nearer after it than before."""

from __future__ import annotations

import warnings

import numpy as np
import pytest

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # TensorFlow's about itself
    from bot.tuning import questions
    from bot.tuning.layers import layer, padded, vectors

from bot.vectors.encoder import the_encoder
from bot.vectors.tuned import FIRST_MOVED, LAYERS

ASKED = [
    "will they know it was me",
    "does my name get passed on",
    "what if mum says no",
    "dad will not agree to it",
    "how much should i write down",
    "do i have to keep a note of it",
]
OWNERS = np.array([0, 0, 1, 1, 2, 2])


@pytest.fixture(scope="module")
def known() -> dict[str, np.ndarray]:
    """The weights of the package."""
    return questions.weights()


def read(
    known: dict[str, np.ndarray], moving: dict[str, np.ndarray], texts: list[str]
) -> np.ndarray:
    """Vectors of texts by layers of which the last are other ones."""
    x, present = padded(questions.rows(texts, known))
    x = x.astype("f4")
    for number in range(FIRST_MOVED, LAYERS):
        x = layer(moving, number, x, present)
    found: np.ndarray = vectors(x, present).numpy()
    return found


def test_the_layers_are_those_of_the_graph(known: dict[str, np.ndarray]) -> None:
    """Two ways to the same vectors, but for the 8 bits of the graph."""
    ours, graphs = read(known, known, ASKED), the_encoder().encode(ASKED)

    assert (ours * graphs).sum(axis=1).min() > 0.98


def test_training_draws_questions_of_one_answer_together(known: dict[str, np.ndarray]) -> None:
    """After a few steps, questions with one answer lead the others by more."""
    seen = questions.Questions(questions.rows(ASKED, known), OWNERS)
    *_, (_, moving) = questions.learn(known, seen, steps=8)

    assert lead(read(known, moving, ASKED)) > lead(read(known, known, ASKED)) + 0.05


def lead(rows: np.ndarray) -> float:
    """By how much questions with one answer are more alike than others."""
    alike, same = rows @ rows.T, OWNERS[:, None] == OWNERS[None, :]
    return float(alike[same & ~np.eye(len(rows), dtype=bool)].mean() - alike[~same].mean())


def test_every_answer_is_drawn_as_often_however_much_it_is_asked() -> None:
    """Each once a step, with two questions of its own."""
    owners = np.array([0] * 50 + [1] * 2)
    places = questions.drawn(owners, np.random.default_rng(1))

    assert owners[places].tolist().count(0) == owners[places].tolist().count(1) == 2
    assert len(set(places.tolist())) == 4


def test_nothing_is_lost_where_each_is_nearest_to_its_own() -> None:
    """And much where others are."""
    apart = np.eye(2, dtype="f4")[[0, 0, 1, 1]]

    assert float(questions.loss(apart, np.array([0, 0, 1, 1]))) < 0.01
    assert float(questions.loss(apart, np.array([0, 1, 0, 1]))) > 5
