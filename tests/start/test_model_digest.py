"""Only the model that was trained here is loaded."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.model_digest import ForeignModel, check_digest, digest_file, write_digest

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def model(tmp_path: Path) -> Path:
    """A model with its digest beside it, as training leaves it."""
    path = tmp_path / "abc.tar.gz"
    path.write_bytes(b"trained")
    write_digest(path)
    return path


def test_the_trained_one_is_loaded(model: Path) -> None:
    """Nothing is said."""
    check_digest(model)


def test_another_in_its_place_is_not(model: Path) -> None:
    """It may be a good model of somebody else's; loading it would run what they like."""
    model.write_bytes(b"swapped")
    with pytest.raises(ForeignModel, match=r"not the model that abc\.tar\.gz\.sha256 names.*train"):
        check_digest(model)


@pytest.mark.parametrize("written", [None, "", "\n", "ē"])
def test_one_of_which_nothing_is_written_down_is_not(model: Path, written: str | None) -> None:
    """The digest is missing, empty, or no digest."""
    digest_file(model).unlink()
    if written is not None:
        digest_file(model).write_text(written, encoding="utf-8")
    with pytest.raises(ForeignModel, match=r"has no abc\.tar\.gz\.sha256 beside it"):
        check_digest(model)


def test_a_digest_from_outside_counts_as_well(model: Path) -> None:
    """Whoever swaps the model may swap what lies beside it, and not what the deployment says."""
    trained_here = digest_file(model).read_text(encoding="ascii").split()[0]
    check_digest(model, f" {trained_here.upper()}\n")

    model.write_bytes(b"swapped")
    write_digest(model)
    with pytest.raises(ForeignModel, match="not the model that SAFE_TO_SHARE_MODEL_SHA256 names"):
        check_digest(model, trained_here)
