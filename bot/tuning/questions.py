"""Trains the encoder's last layers further to read questions: data/vectors/questions.npz.

Two questions with one answer are drawn together, and apart from those of other answers in the same
step (supervised contrastive learning, Khosla et al. 2020). Topics that nothing answers are answers
here too. It runs beside Rasa, which brings TensorFlow, for half an hour on two cores; chance and
the number of cores make it differ a little from run to run.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
import tensorflow as tf
from safetensors.numpy import load_file
from tokenizers import Tokenizer

from bot.law.load import load_law
from bot.nlu.asking import ways_of_asking
from bot.nlu.sight import the_eyes
from bot.tuning.layers import embedded, layer, padded, vectors
from bot.vectors.package import WEIGHTS, WORD_PIECES, checked, folder
from bot.vectors.tuned import FILE, FIRST_MOVED, LAYERS, is_moved, narrow

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from numpy.typing import NDArray

SEED = 20261129
STEPS, WARMING = 1_100, 30
ANSWERS, EACH = 64, 2
"""In a step: so many answers, and of each so many questions."""

RATE, LEFT_OUT = 2e-4, 0.1
TEMPERATURE = 0.07
"""How sharply nearer is told from near."""

SHARE = 0.8
"""How much of the way that training went is gone: a little less finds more of what is asked in
words that no question of ours has (Wortsman et al. 2022)."""

LONGEST = 48
"""Word pieces: training costs by them, and few questions are longer."""

AT_ONCE, TOLD = 128, 50


class Questions(NamedTuple):
    """What is learnt from.

    Attributes:
        rows: of each question what the layers before those that are moved make of it.
        owners: of each the number of what answers it.
    """

    rows: list[NDArray[np.float16]]
    owners: NDArray[np.int64]


def weights() -> dict[str, NDArray[np.float32]]:
    """Those of the package, checked.

    Raises:
        NoVectors: it is not installed, or holds other bytes.
    """
    found: dict[str, NDArray[np.float32]] = load_file(checked(WEIGHTS, folder()))
    return found


def rows(texts: Sequence[str], known: Mapping[str, NDArray[np.float32]]) -> list[NDArray[Any]]:
    """Of each text what comes out of the layers that stay as they are."""
    tokenizer = Tokenizer.from_file(f"{checked(WORD_PIECES, folder())}")
    tokenizer.no_padding()
    tokenizer.enable_truncation(LONGEST)
    pieces = [np.array(each.ids, np.int32) for each in tokenizer.encode_batch(list(texts))]
    found: list[NDArray[Any]] = [np.zeros(0)] * len(pieces)
    by_length = np.argsort([len(each) for each in pieces])
    for start in range(0, len(pieces), AT_ONCE):
        places = by_length[start : start + AT_ONCE]
        beside, present = padded([pieces[at] for at in places])
        x = embedded(known, beside)
        for number in range(FIRST_MOVED):
            x = layer(known, number, x, present)
        for at, row in zip(places, x.numpy(), strict=True):
            found[at] = row[: len(pieces[at])].astype(np.float16)
    return found


def learn(
    known: Mapping[str, NDArray[np.float32]], seen: Questions, steps: int = STEPS
) -> Iterator[tuple[float, dict[str, Any]]]:
    """Train; after each step its loss, and the weights so far.

    Args:
        known: the weights to begin with.
        seen: what is learnt from; of each answer there are at least ``EACH`` questions.
        steps: how many; the rate falls to nothing until the last.
    """
    moving = {name: tf.Variable(each) for name, each in known.items() if is_moved(name)}
    optimizer = tf.keras.optimizers.Adam(RATE)
    chance = np.random.default_rng(SEED)
    tf.random.set_seed(SEED)

    @tf.function(autograph=False, reduce_retracing=True)  # type: ignore[untyped-decorator] # TensorFlow has no types
    def step(x: Any, present: Any, owners: Any) -> Any:
        with tf.GradientTape() as tape:
            for number in range(FIRST_MOVED, LAYERS):
                x = layer(moving, number, x, present, LEFT_OUT)
            missed = loss(vectors(x, present), owners)
        slopes = tape.gradient(missed, list(moving.values()))
        optimizer.apply_gradients(zip(slopes, moving.values(), strict=True))
        return missed

    for number in range(steps):
        optimizer.learning_rate.assign(RATE * min(1, (number + 1) / WARMING) * (1 - number / steps))
        places = drawn(seen.owners, chance)
        beside, present = padded([seen.rows[at] for at in places])
        missed = step(
            tf.constant(beside, tf.float32), tf.constant(present), tf.constant(seen.owners[places])
        )
        yield float(missed), moving


def loss(read: Any, owners: Any) -> Any:
    """How far, in a step, questions with one answer are from being nearest to each other."""
    itself = tf.eye(tf.shape(read)[0])
    alike = tf.matmul(read, read, transpose_b=True) / TEMPERATURE - itself * 1e9
    same = tf.cast(owners[:, None] == owners[None, :], tf.float32) - itself
    likely = alike - tf.reduce_logsumexp(alike, 1, keepdims=True)
    return -tf.reduce_mean(tf.reduce_sum(same * likely, 1) / tf.reduce_sum(same, 1))


def drawn(owners: NDArray[np.int64], chance: np.random.Generator) -> NDArray[np.int64]:
    """Places of a step's questions: every answer is as likely, however many questions it has."""
    numbers = np.unique(owners)
    chosen = chance.choice(numbers, min(ANSWERS, len(numbers)), replace=False)
    each = [chance.choice(np.flatnonzero(owners == one), EACH, replace=False) for one in chosen]
    return np.concatenate(each)


def main(steps: int = STEPS) -> None:
    """Learn from every way of asking that is on file, and write what was moved."""
    asked, eyes, known = ways_of_asking(load_law()), the_eyes(), weights()
    names = sorted({(one.kind, one.name) for one in asked})
    owners = np.array([names.index((one.kind, one.name)) for one in asked])
    seen = Questions(rows([eyes.words(one.text) for one in asked], known), owners)
    moving: dict[str, Any] = {}
    for number, (missed, weights_now) in enumerate(learn(known, seen, steps)):
        moving = weights_now
        if number % TOLD == 0:
            print(f"step {number} of {steps}: {missed:.2f}", flush=True)
    moves = {name: SHARE * (now.numpy() - known[name]) for name, now in moving.items()}
    FILE.parent.mkdir(exist_ok=True)
    kept: dict[str, Any] = narrow(moves)
    np.savez(FILE, **kept)
    print(f"{len(asked)} questions of {len(names)} answers; {FILE.stat().st_size} bytes")
