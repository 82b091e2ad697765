"""How sure to be: three numbers each in its place, or the product does not start."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.dialogue.bands import BANDS, Band, Bands, BandsError, read_bands

SOUND = "intents: {act: 0.6, confirm: 0.4}\ndanger: 0.5\nguidance: {act: 0.2, confirm: 0}\n"


def written(folder: Path, text: str) -> Path:
    """A file of bands."""
    path = folder / "bands.yml"
    path.write_text(text, encoding="utf-8")
    return path


def test_the_numbers_are_read(tmp_path: Path) -> None:
    """Whole numbers are numbers too."""
    assert read_bands(written(tmp_path, SOUND)) == Bands(Band(0.6, 0.4), 0.5, Band(0.2, 0.0))


def test_our_own_are_in_their_places() -> None:
    """Asking back begins below acting, and nothing is more than certain."""
    found = read_bands(BANDS)

    assert 0 < found.intents.confirm <= found.intents.act < 1
    assert 0 < found.danger < 1
    assert found.guidance.confirm <= found.guidance.act


def test_asking_back_may_begin_where_acting_does(tmp_path: Path) -> None:
    """Then nothing is asked back."""
    text = SOUND.replace("confirm: 0.4", "confirm: 0.6")

    assert read_bands(written(tmp_path, text)).intents == Band(0.6, 0.6)


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        pytest.param("act: 0.6, ", "", "the numbers act and confirm", id="one is missing"),
        pytest.param("act: 0.6", "act: high", "the numbers act and confirm", id="one is none"),
        pytest.param("danger: 0.5\n", "", "the number 'danger'", id="danger is missing"),
        pytest.param("confirm: 0.4", "confirm: 0.7", "above act, 0.6", id="intents the wrong way"),
        pytest.param("confirm: 0}", "confirm: 1}", "guidance.confirm is 1.0", id="guidance, too"),
        pytest.param("intents: {", "intents: {{", "expected 'intents'", id="not YAML"),
        pytest.param(SOUND, "", "expected 'intents'", id="nothing"),
    ],
)
def test_a_number_out_of_place_is_named(tmp_path: Path, old: str, new: str, says: str) -> None:
    """With the file, and what is expected."""
    path = written(tmp_path, SOUND.replace(old, new))

    with pytest.raises(BandsError, match=r"^bands\.yml: ") as refused:
        read_bands(path)

    assert says in str(refused.value)


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    """Nothing is assumed in its place."""
    with pytest.raises(BandsError, match=r"^bands\.yml: .*FileNotFoundError"):
        read_bands(tmp_path / "bands.yml")
