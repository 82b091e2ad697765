"""The encoder's layers in TensorFlow, which can train them; to use them there is the ONNX graph."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import tensorflow as tf

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

HEADS = 12
TINY = 1e-12
NEVER = -1e4
"""What attention adds where a sentence is padded."""


def embedded(weights: Mapping[str, Any], pieces: Any) -> Any:
    """Numbers of word pieces to the rows that the first layer takes.

    Args:
        weights: by name, as the package has them; tensors, variables or arrays.
        pieces: sentences by word pieces.
    """
    place = weights["embeddings.position_embeddings.weight"][: tf.shape(pieces)[1]]
    kind = weights["embeddings.token_type_embeddings.weight"][0]
    found = tf.gather(weights["embeddings.word_embeddings.weight"], pieces) + (place + kind)
    return _normalised(weights, "embeddings.LayerNorm", found)


def layer(
    weights: Mapping[str, Any], number: int, x: Any, present: Any, left_out: float = 0
) -> Any:
    """One layer.

    Args:
        weights: as above.
        number: which, from 0.
        x: sentences by word pieces by width.
        present: 1 where there is a word piece, 0 where a sentence is padded.
        left_out: the share of numbers that training leaves out by chance.
    """
    name = f"encoder.layer.{number}"
    seen = _linear(weights, f"{name}.attention.output.dense", _attention(weights, name, x, present))
    x = x + tf.nn.dropout(seen, left_out)
    x = _normalised(weights, f"{name}.attention.output.LayerNorm", x)
    wide = tf.nn.gelu(_linear(weights, f"{name}.intermediate.dense", x))
    out = tf.nn.dropout(_linear(weights, f"{name}.output.dense", wide), left_out)
    return _normalised(weights, f"{name}.output.LayerNorm", x + out)


def _attention(weights: Mapping[str, Any], name: str, x: Any, present: Any) -> Any:
    shape = tf.shape(x)
    query, key, value = (
        tf.transpose(
            tf.reshape(
                _linear(weights, f"{name}.attention.self.{part}", x),
                (shape[0], shape[1], HEADS, x.shape[2] // HEADS),
            ),
            (0, 2, 1, 3),
        )
        for part in ("query", "key", "value")
    )
    alike = tf.matmul(query, key, transpose_b=True) / np.sqrt(x.shape[2] / HEADS).astype("f4")
    alike = tf.nn.softmax(alike + (1 - present)[:, None, None, :] * NEVER)
    return tf.reshape(tf.transpose(tf.matmul(alike, value), (0, 2, 1, 3)), shape)


def _linear(weights: Mapping[str, Any], name: str, x: Any) -> Any:
    found = tf.matmul(x, weights[f"{name}.weight"], transpose_b=True)
    return found + weights[f"{name}.bias"]


def _normalised(weights: Mapping[str, Any], name: str, x: Any) -> Any:
    mean, spread = tf.nn.moments(x, -1, keepdims=True)
    scaled = (x - mean) * tf.math.rsqrt(spread + TINY)
    return scaled * weights[f"{name}.weight"] + weights[f"{name}.bias"]


def vectors(x: Any, present: Any) -> Any:
    """Of each sentence the mean of its word pieces, of length one."""
    summed = tf.reduce_sum(x * present[..., None], 1)
    return tf.math.l2_normalize(summed / tf.reduce_sum(present, 1, keepdims=True), -1)


def padded(rows: Sequence[NDArray[Any]]) -> tuple[NDArray[Any], NDArray[np.float32]]:
    """Sentences of any length side by side, and where each has a word piece.

    Args:
        rows: of each sentence a row a word piece: numbers of pieces, or what a layer made of them.
    """
    longest = max(map(len, rows))
    longest += -longest % 8  # TensorFlow plans anew for every length that it meets
    beside = np.zeros((len(rows), longest, *rows[0].shape[1:]), rows[0].dtype)
    present = np.zeros((len(rows), longest), np.float32)
    for at, row in enumerate(rows):
        beside[at, : len(row)], present[at, : len(row)] = row, 1
    return beside, present
