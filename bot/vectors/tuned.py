"""How the encoder's last layers are moved to read questions, beside the weights of the package.

Sentence vectors put what sounds alike together. What one explainer answers may be asked in words
that sound nothing alike, so the last layers are trained further on our ways of asking, by
``bot.tuning``. What that moved is kept, as a product of two narrow matrices each.
Source: docs/decisions/0035-an-encoder-that-reads-questions.md.
"""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zipfile import BadZipFile

import numpy as np

from bot.vectors.package import NoVectors

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

FILE = Path(__file__).resolve().parents[2] / "data" / "vectors" / "questions.npz"
MEANING, QUESTION = "vector", "question"
"""What the encoder may be asked for: what a sentence means, and what it asks."""

LAYERS = 6
FIRST_MOVED = 4
"""Layers before this one are those of the package."""

RANK = 32
"""Columns of a narrow matrix. What is left away of a move is a third of it, and changes nothing
that could be measured."""

AGAIN = "Put it back as it came with this version, or make it: python -m bot.tuning"


def is_moved(name: str) -> bool:
    """Whether a weight of the package is one that is trained further."""
    parts = name.split(".")
    return parts[:2] == ["encoder", "layer"] and int(parts[2]) >= FIRST_MOVED


def narrow(moves: Mapping[str, NDArray[np.float32]], rank: int = RANK) -> dict[str, NDArray[Any]]:
    """What is kept of how far each weight was moved: two matrices of a large one, else all of it.

    Args:
        moves: by the weight's name, how far it was moved.
        rank: columns that are kept.
    """
    kept: dict[str, NDArray[Any]] = {}
    for name, move in moves.items():
        if move.ndim == 1:
            kept[name] = move.astype(np.float16)
            continue
        left, sizes, right = np.linalg.svd(move, full_matrices=False)
        shared = np.sqrt(sizes[:rank])
        kept[f"{name}.left"] = (left[:, :rank] * shared).astype(np.float16)
        kept[f"{name}.right"] = (shared[:, np.newaxis] * right[:rank]).astype(np.float16)
    return kept


def moved(
    weights: Mapping[str, NDArray[np.float32]], file: Path = FILE
) -> dict[str, NDArray[np.float32]]:
    """The weights of the layers that are moved, as they are then.

    Args:
        weights: those of the package, by name.
        file: what ``narrow`` keeps, as NumPy writes it.

    Raises:
        NoVectors: the file is not there, no such file, or of another encoder.
    """
    try:
        with file.open("rb") as opened, np.load(opened, allow_pickle=False) as kept:
            return {
                name: weight + _move(kept, name)
                for name, weight in weights.items()
                if is_moved(name)
            }
    except (OSError, EOFError, ValueError, KeyError, BadZipFile) as error:
        raise _unusable(file, error) from error


def _move(kept: Mapping[str, NDArray[Any]], name: str) -> NDArray[np.float32]:
    if name in kept:
        return kept[name].astype(np.float32)
    left, right = kept[f"{name}.left"], kept[f"{name}.right"]
    found: NDArray[np.float32] = left.astype(np.float32) @ right.astype(np.float32)
    return found


def digest(file: Path = FILE) -> str:
    """Of the file, so that a graph that was made with another is made anew.

    Raises:
        NoVectors: the file is not there.
    """
    try:
        return hashlib.sha256(file.read_bytes()).hexdigest()
    except OSError as error:
        raise _unusable(file, error) from error


def _unusable(file: Path, error: Exception) -> NoVectors:
    said = error.strerror if isinstance(error, OSError) and error.strerror else f"{error}"
    return NoVectors(f"data/vectors/{file.name} cannot be used: {said}. {AGAIN}")
