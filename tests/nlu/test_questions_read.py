"""The encoder as it reads questions: beside what sentences mean, and made from a file of ours."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from bot.nlu.sight import Eyes, Sight
from bot.vectors.encoder import WIDTH, the_encoder
from bot.vectors.package import NoVectors
from bot.vectors.tuned import FILE, digest, is_moved, moved, narrow

SOME = {
    "encoder.layer.0.output.dense.weight": (8, 6),
    "encoder.layer.5.output.dense.weight": (8, 6),
    "encoder.layer.5.output.dense.bias": (8,),
    "embeddings.word_embeddings.weight": (9, 8),
}


def some_weights(seed: int) -> dict[str, np.ndarray]:
    """As an encoder has them, but few."""
    chance = np.random.default_rng(seed)
    return {name: chance.normal(size=shape).astype("f4") for name, shape in SOME.items()}


def test_questions_with_one_answer_are_nearer_than_by_their_meaning() -> None:
    """What the last layers were trained further for: neither shares a word with the other."""
    texts = ["will the family know it was me", "does my name get passed on if i ring them"]
    other = ["what if the mum says no"]
    asked = the_encoder().encode_questions(texts + other)
    meant = the_encoder().encode(texts + other)

    assert asked[0] @ asked[1] - asked[0] @ asked[2] > meant[0] @ meant[1] - meant[0] @ meant[2]


def test_what_a_sentence_means_is_as_it_was() -> None:
    """Intents and facts are read with the layers of the package; questions have length one too."""
    asked = the_encoder().encode_questions(["can i tell the school"])

    assert asked.shape == (1, WIDTH)
    assert np.allclose(np.linalg.norm(asked), 1, atol=1e-5)
    assert not np.allclose(asked, the_encoder().encode(["can i tell the school"]), atol=0.01)


def test_a_message_gets_the_vector_of_what_it_asks_where_that_is_looked_for(eyes: Eyes) -> None:
    """As our own questions have it; its words stay as they were read."""
    seen = eyes.look("can i tel the school")
    asked = eyes.as_question(seen)

    assert asked.words == seen.words
    assert asked.vector is not None
    assert list(asked.vector) == list(the_encoder().encode_questions([seen.words])[0])
    assert seen.vector is not None
    assert list(asked.vector) != list(seen.vector)


def test_without_an_encoder_a_question_is_letters_and_words(eyes: Eyes) -> None:
    """The rest of the search goes on."""
    seen = Sight("can i tell the school")

    assert Eyes(eyes._repairer).as_question(seen) == seen


def test_only_the_last_layers_are_moved() -> None:
    """What comes before them is run once, whatever is wanted."""
    assert [name for name in SOME if is_moved(name)] == [
        "encoder.layer.5.output.dense.weight",
        "encoder.layer.5.output.dense.bias",
    ]


def test_a_move_of_few_directions_is_kept_whole(tmp_path: Path) -> None:
    """Two narrow matrices say as much; of those that would need more, the greatest part."""
    weights, moves = some_weights(1), some_weights(2)
    moves = {name: move for name, move in moves.items() if is_moved(name)}
    kept: dict[str, Any] = narrow(moves, rank=6)
    np.savez(tmp_path / "moves.npz", **kept)
    found = moved(weights, tmp_path / "moves.npz")

    assert found.keys() == moves.keys()
    for name, move in moves.items():
        assert np.allclose(found[name] - weights[name], move, atol=0.01)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        pytest.param(None, "No such file", id="not there"),
        pytest.param(b"", "pickle", id="empty"),
        pytest.param(b"PK\x03\x04 cut off", "not a zip file", id="cut off"),
        pytest.param(b"weights = 1", "pickle", id="something else"),
    ],
)
def test_a_file_that_cannot_be_used_is_named(
    tmp_path: Path, content: bytes | None, said: str
) -> None:
    """With what to do; nothing is made with half of it."""
    file = tmp_path / "questions.npz"
    if content is not None:
        file.write_bytes(content)

    with pytest.raises(NoVectors, match=r"data/vectors/questions\.npz cannot be used") as raised:
        moved(some_weights(1), file)
    assert said in f"{raised.value}"
    assert "bot.tuning" in f"{raised.value}"


def test_a_file_of_another_encoder_is_named(tmp_path: Path) -> None:
    """It lacks what these layers are moved by."""
    kept: dict[str, Any] = {"encoder.layer.5.output.dense.bias": np.zeros(8)}
    np.savez(tmp_path / "questions.npz", **kept)

    with pytest.raises(NoVectors, match=r"output\.dense\.weight"):
        moved(some_weights(1), tmp_path / "questions.npz")


def test_another_file_makes_another_graph(tmp_path: Path) -> None:
    """Its digest is in the graph's name; without the file it says so."""
    (tmp_path / "questions.npz").write_bytes(FILE.read_bytes() + b" ")

    assert digest(tmp_path / "questions.npz") != digest()
    with pytest.raises(NoVectors, match="No such file"):
        digest(tmp_path / "none.npz")
