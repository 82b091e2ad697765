"""Sentences to vectors, on one core, without a network.

Figures: docs/measurements.md. The graph is made once from the checked weights and kept in
``models``; a new start only reads it.
"""

from __future__ import annotations

import functools
import logging
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import onnxruntime
from tokenizers import Tokenizer

from bot.vectors.package import HASHES, WEIGHTS, WORD_PIECES, NoVectors, checked, folder
from bot.vectors.tuned import MEANING, QUESTION, digest

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

log = logging.getLogger(__name__)

MODELS = Path(__file__).resolve().parents[2] / "models"
GRAPH = f"all-minilm-l6-v2-int8-{HASHES[WEIGHTS][:12]}-{{tuned}}.onnx"
LONGEST = 128
"""Word pieces. What a person writes after these hardly moves the mean, and costs."""

WIDTH = 384


class Encoder:
    """Gives each sentence a vector of ``WIDTH`` numbers and length one; alike means near."""

    width = WIDTH

    def __init__(self, graph: Path, word_pieces: Path) -> None:
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        options.log_severity_level = 3
        self._session = onnxruntime.InferenceSession(
            f"{graph}", options, providers=["CPUExecutionProvider"]
        )
        self._tokenizer = Tokenizer.from_file(f"{word_pieces}")
        self._tokenizer.no_padding()
        self._tokenizer.enable_truncation(LONGEST)

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """The vectors of texts, a row each, in their order: near where they mean the same."""
        return self._rows(MEANING, texts)

    def encode_questions(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """The same of questions: near where the same answers them."""
        return self._rows(QUESTION, texts)

    def _rows(self, which: str, texts: Sequence[str]) -> NDArray[np.float32]:
        """One at a time: in 8 bits, a sentence's vector would depend on others of its batch."""
        rows = [self._run(which, self._tokenizer.encode(text).ids) for text in texts]
        return np.concatenate(rows) if rows else np.zeros((0, WIDTH), dtype=np.float32)

    def _run(self, which: str, pieces: Sequence[int]) -> NDArray[np.float32]:
        given = {"ids": np.array([pieces]), "places": np.arange(len(pieces))}
        vectors: NDArray[np.float32] = self._session.run([which], given)[0]
        return vectors


@functools.lru_cache(maxsize=1)
def the_encoder(models: Path = MODELS) -> Encoder:
    """The encoder, made ready once in a process; its graph is written if it is not there.

    Raises:
        NoVectors: the package is missing, or holds other bytes than those reviewed; or what its
            last layers are moved by cannot be read.
    """
    place = folder()
    word_pieces = checked(WORD_PIECES, place)
    graph = models / GRAPH.format(tuned=digest()[:12])
    if not graph.exists():
        from bot.vectors.graph import write  # noqa: PLC0415  (onnx is needed only to build)

        write(checked(WEIGHTS, place), graph)
        for other in models.glob(GRAPH.format(tuned="*")):
            if other != graph:
                other.unlink(missing_ok=True)
    return Encoder(graph, word_pieces)


def encoder_or_none() -> Encoder | None:
    """The encoder; None, and a line that says what that costs, where it cannot be had."""
    try:
        return the_encoder()
    except NoVectors as error:
        log.warning(
            "%s Going on without sentence vectors: fewer messages will be understood "
            "(docs/measurements.md, 'without vectors').",
            error,
        )
        return None
