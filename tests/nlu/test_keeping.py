"""Trained parts in a file come back as they were, and a strange file is refused."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import scipy.sparse
from sklearn.feature_extraction import DictVectorizer
from sklearn.feature_extraction.text import TfidfVectorizer

from bot.nlu import keeping

TEXTS = ["can i tell the nurse", "the nurse asked me", "whānau said no"]


def test_arrays_matrices_and_plain_values_come_back(tmp_path: Path) -> None:
    """Numbers to three digits: 16 bits are enough for weights."""
    parts = {
        "names": ["a", "b"],
        "weights": np.array([[0.125, -3.0]], dtype=np.float32),
        "owners": np.array([0, 1, 1]),
        "rows": scipy.sparse.csr_matrix(np.array([[0.0, 0.5], [0.0, 0.0]], dtype=np.float32)),
        "deeper": {"nothing": None},
    }
    keeping.save(tmp_path / "parts.npz", parts)

    found = keeping.load(tmp_path / "parts.npz")

    assert found["names"] == ["a", "b"]
    assert found["deeper"] == {"nothing": None}
    assert np.array_equal(found["weights"], parts["weights"])
    assert np.array_equal(found["owners"], parts["owners"])
    assert np.array_equal(found["rows"].toarray(), parts["rows"].toarray())


def test_a_vectorizer_gives_the_same_rows(tmp_path: Path) -> None:
    """Its words, their rarity and its settings are all that it is."""
    words = TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 4), sublinear_tf=True).fit(TEXTS)
    names = DictVectorizer().fit([{"L0=the": 1.0}, {"R0=said": 1.0}])
    keeping.save(tmp_path / "parts.npz", {"words": words, "names": names})

    found = keeping.load(tmp_path / "parts.npz")

    assert np.allclose(
        found["words"].transform(TEXTS).toarray(), words.transform(TEXTS).toarray(), atol=1e-6
    )
    assert found["names"].transform([{"R0=said": 1.0}]).toarray().tolist() == [[0.0, 1.0]]


def test_a_file_of_somebody_else_is_refused(tmp_path: Path) -> None:
    """And nothing in it runs: pickles are not read at all."""
    np.savez(tmp_path / "other.npz", a=np.array([1]))

    with pytest.raises(ValueError, match=r"other\.npz holds no trained parts"):
        keeping.load(tmp_path / "other.npz")
