"""Sentence vectors: from checked weights only, the same in every run, near where meaning is."""

from __future__ import annotations

import logging
from pathlib import Path

import numpy as np
import pytest

from bot.vectors import encoder as encoding
from bot.vectors.encoder import WIDTH, encoder_or_none, the_encoder
from bot.vectors.package import WEIGHTS, NoVectors, checked, folder


def test_a_vector_has_length_one() -> None:
    """So that a product of two is how alike they are."""
    vectors = the_encoder().encode(["he is not being fed", "", "kāore he kai i te kāinga"])

    assert vectors.shape == (3, WIDTH)
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)


def test_the_same_thing_in_other_words_is_nearer_than_another_thing() -> None:
    """What vectors are for."""
    hungry, starving, weather = the_encoder().encode(
        [
            "he comes to school hungry",
            "she had nothing to eat before class",
            "will it rain tomorrow",
        ]
    )

    assert hungry @ starving > hungry @ weather + 0.2


def test_a_sentences_vector_does_not_depend_on_its_company() -> None:
    """Training and the server compare the same numbers."""
    alone = the_encoder().encode(["can I tell the school"])[0]
    among = the_encoder().encode(["a", "can I tell the school", "a much longer sentence than that"])

    assert np.array_equal(alone, among[1])


def test_a_long_text_is_cut_and_not_refused() -> None:
    """Ten thousand words are read as far as the encoder goes."""
    assert the_encoder().encode(["tell the nurse " * 10_000]).shape == (1, WIDTH)


def test_other_bytes_are_refused(tmp_path: Path) -> None:
    """Weights that were not reviewed are named, and nothing is made from them."""
    (tmp_path / WEIGHTS).write_bytes(b"not the weights")

    with pytest.raises(NoVectors, match="not the weights that were reviewed"):
        checked(WEIGHTS, tmp_path)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    """With what to do."""
    with pytest.raises(NoVectors, match=r"model\.safetensors is missing.*make clean install"):
        checked(WEIGHTS, tmp_path)


def test_the_installed_weights_are_the_reviewed_ones() -> None:
    """Their hash is the one that is pinned."""
    assert checked(WEIGHTS, folder()).is_file()


def test_the_graph_is_written_anew_where_it_is_missing(tmp_path: Path) -> None:
    """A fresh clone has none; a second start has it."""
    encoding.the_encoder.cache_clear()
    try:
        first = the_encoder(tmp_path).encode(["kia ora"])
        assert [path.suffix for path in tmp_path.iterdir()] == [".onnx"]
    finally:
        encoding.the_encoder.cache_clear()

    assert np.allclose(first, the_encoder().encode(["kia ora"]), atol=1e-6)


def test_without_the_package_it_is_said_and_goes_on(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """A line in the log says what it costs; letters and the plan of the sentence remain."""
    encoding.the_encoder.cache_clear()
    monkeypatch.setattr("bot.vectors.package.PACKAGE", "no_such_package")
    try:
        with caplog.at_level(logging.WARNING):
            assert encoder_or_none() is None
    finally:
        encoding.the_encoder.cache_clear()

    assert "not installed" in caplog.text
    assert "without sentence vectors" in caplog.text
