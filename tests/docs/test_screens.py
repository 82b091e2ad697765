"""The pictures of docs/screens: all of them listed, and small enough to be kept."""

from __future__ import annotations

import re
from pathlib import Path

FOLDER = Path(__file__).resolve().parents[2] / "docs" / "screens"
LARGEST = 2_500_000  # bytes, of all together


def test_every_picture_is_listed_and_no_other() -> None:
    """The page and the folder are made by the same command."""
    listed = re.findall(r"\]\(([\w-]+\.png)\)", (FOLDER / "README.md").read_text("utf-8"))

    assert len(listed) > 50
    assert sorted(listed) == sorted(path.name for path in FOLDER.glob("*.png"))


def test_the_pictures_are_small() -> None:
    """Whoever clones the repository loads them all."""
    assert sum(path.stat().st_size for path in FOLDER.glob("*.png")) < LARGEST


def test_every_state_has_a_caption_and_a_picture() -> None:
    """A state that is listed without a picture was not made."""
    text = (FOLDER / "README.md").read_text("utf-8")
    states = re.findall(r"^- \*\*([\w-]+)\*\*: \S.*\.(?= |$)", text, re.MULTILINE)

    assert len(states) > 25
    assert not [state for state in states if not list(FOLDER.glob(f"{state}-*.png"))]
