"""The checks themselves: nothing can pass by doing nothing."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING

import pytest

from bot.checks import Step, Tally, run, steps
from bot.story_tests import verdict

if TYPE_CHECKING:
    from pathlib import Path


def says(text: str, code: int = 0) -> Step:
    """A step that prints a line and ends."""
    command = (sys.executable, "-c", f"import sys; print({text!r}); sys.exit({code})")
    return Step("a step", command, counted=True)


def test_what_ran_is_added_up() -> None:
    """The closing line counts the tests of all steps."""
    tally = Tally()

    failure = run([says("3 passed in 0.1s"), says("2 passed, 1 skipped in 1s")], tally)

    assert failure is None
    assert str(tally) == "5 passed, 0 failed, 1 skipped"


@pytest.mark.parametrize("line", ["no tests ran in 0.01s", "4 skipped in 0.1s", ""])
def test_a_step_without_a_test_has_failed(line: str) -> None:
    """An empty folder, or a folder of skipped tests, proves nothing."""
    step = says(line)

    assert run([step], Tally()) is step


def test_the_first_failure_ends_the_run() -> None:
    """What comes after a failure is not run, and the failure is counted."""
    tally = Tally()
    broken = says("2 passed, 1 failed in 0.1s", code=1)

    assert run([broken, says("9 passed")], tally) is broken
    assert str(tally) == "2 passed, 1 failed"


def test_the_fast_part_needs_no_rasa() -> None:
    """`make check` works before the large environment is installed."""
    commands = [" ".join(step.command) for step in steps() if step.fast]

    assert not [command for command in commands if ".venv/rasa/" in command]


def report(folder: Path, total: int, correct: int) -> Path:
    """A report as Rasa writes it."""
    path = folder / "story_report.json"
    path.write_text(json.dumps({"conversation_accuracy": {"total": total, "correct": correct}}))
    return path


@pytest.mark.parametrize(
    ("written", "total", "correct", "status", "line"),
    [
        pytest.param(7, 7, 7, 0, "7 passed, 0 failed", id="all pass"),
        pytest.param(7, 7, 6, 1, "6 passed, 1 failed", id="one fails"),
        pytest.param(7, 5, 5, 1, "5 passed, 2 failed", id="some never ran"),
        pytest.param(0, 0, 0, 1, "0 passed, 1 failed", id="there are none"),
    ],
)
def test_stories_are_counted(  # noqa: PLR0913, PLR0917  one argument for each column above
    tmp_path: Path, written: int, total: int, correct: int, status: int, line: str
) -> None:
    """Every story that is written must have run and passed; zero stories are an error."""
    code, said = verdict(report(tmp_path, total, correct), written)

    assert code == status
    assert said.endswith(line)


def test_stories_without_a_report_have_failed(tmp_path: Path) -> None:
    """Rasa writes no report when it finds no story, and calls that a success."""
    code, said = verdict(tmp_path / "story_report.json", 3)

    assert code == 1
    assert "no report" in said
