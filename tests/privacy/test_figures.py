"""Floors on marked messages, and the figures themselves."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from bot.tools.redaction import Figures, NotMarked, evaluate, measure, read

DEVELOPMENT = Path(__file__).with_name("development.yml")


def test_the_floors_hold() -> None:
    """On the messages that the rules were written with: what else is asked is no excuse here."""
    figures = measure(read(DEVELOPMENT))

    assert (figures.messages, figures.with_any) == (200, 120)
    assert figures.structured == 1.0, figures.missed
    assert figures.names >= 0.97, figures.missed
    assert figures.ordinary_touched <= 0.005, figures.wrongly


@pytest.mark.parametrize(
    ("file", "names", "structured", "touched"),
    [
        ("development_harder.yml", 0.98, 1.0, 0.01),
        ("counted.yml", 0.98, 1.0, 0.01),
        ("notes.yml", 0.95, 0.96, 0.03),
        ("forms.yml", 0.93, 0.99, 0.01),
        ("unseen.yml", 0.97, 0.99, 0.012),
        ("fresh.yml", 0.98, 0.98, 0.01),
        ("last.yml", 0.91, 0.97, 0.01),
        ("later.yml", 0.97, 0.98, 0.01),
        ("latest.yml", 0.95, 0.99, 0.016),
        ("ordinary.yml", 1.0, 1.0, 0.005),
    ],
)
def test_the_floors_hold_where_it_is_harder(
    file: str, names: float, structured: float, touched: float
) -> None:
    """Names that are words, letters for names, numbers in every form, haste; and nobody at all."""
    figures = measure(read(DEVELOPMENT.with_name(file)))

    assert figures.names >= names, figures.missed
    assert figures.structured >= structured, figures.missed
    assert figures.ordinary_touched <= touched, figures.wrongly


def test_the_figures_count_what_is_left_and_what_is_touched() -> None:
    """A name in part left, a word wrongly gone, a message with nothing in it."""
    marked: list[dict[str, Any]] = [
        {
            "says": "jayden and I rang 021 555 0199",
            "personal": [{"text": "jayden and", "kind": "name"}],
        },
        {"says": "nothing here", "personal": []},
    ]

    figures = measure(marked)

    assert (figures.found["name"], figures.whole["name"]) == (1, 0)
    assert (figures.words, figures.touched, figures.clean_touched) == (4, 0, 0)


def test_time_is_said_by_the_share_of_messages_that_are_done() -> None:
    """The slowest of them counts at the end of the list, and none takes none."""
    figures = Figures(milliseconds=[3.0, 1.0, 2.0])

    assert (figures.within(0.5), figures.within(1.0), Figures().within(0.95)) == (2.0, 3.0, 0.0)


@pytest.mark.parametrize(
    "text",
    [
        "no: list",
        "- {says: x}",
        "- {says: x, personal: [{text: y, kind: name}]}",
        "- {says: x, personal: [{text: x, kind: no}]}",
    ],
)
def test_a_file_that_is_not_marked_is_refused(tmp_path: Path, text: str) -> None:
    """With the number of the entry, or what was wanted."""
    path = tmp_path / "marked.yml"
    path.write_text(text, encoding="utf-8")

    with pytest.raises(NotMarked, match=r"entry 1|a list"):
        read(path)


def test_the_command_prints_the_figures(capsys: pytest.CaptureFixture[str]) -> None:
    """Per kind, names, ordinary words and time."""
    assert evaluate(DEVELOPMENT, details=True) == 0

    said = capsys.readouterr().out
    assert "names found" in said
    assert "ordinary words" in said
    assert "ms of processor time" in said


def test_a_file_that_is_not_there_is_wrong_use(tmp_path: Path) -> None:
    """Said, and not thrown."""
    assert evaluate(tmp_path / "none.yml") == 2
