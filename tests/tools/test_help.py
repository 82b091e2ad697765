"""Each command has help with an example, and each example works."""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import typer.main

from bot.law.load import load_law
from bot.render.record import record
from bot.tools.app import app
from bot.tools.examples import EXAMPLES

if TYPE_CHECKING:
    from collections.abc import Callable

COMMANDS = sorted(typer.main.get_command(app).commands)  # type: ignore[attr-defined]  # a group
# These install, train and serve; tests/start drives them.
NEVER_HERE = {"run", "train"}
A_RECORD = json.dumps(record(load_law(), {"sharer": "gp"}, date(2026, 11, 22), software="1"))
MARKED = "- {says: ask Tamahounui, personal: [{text: Tamahounui, kind: name}]}\n"
QUICK = [
    pytest.param(line, id=line[:40])
    for command, lines in EXAMPLES.items()
    if command not in NEVER_HERE
    for line in lines
]


def test_every_command_has_an_example() -> None:
    """No command without one, and no example of what is no command."""
    assert sorted(EXAMPLES) == COMMANDS
    assert all(line.split()[0] == name for name, lines in EXAMPLES.items() for line in lines)


@pytest.mark.parametrize("command", COMMANDS)
def test_help_shows_the_examples(bot: Callable[..., Any], command: str) -> None:
    """What stands in the list of examples is what people see."""
    said = bot(command, "--help")
    words = " ".join(said.out.split())

    assert said.status == 0
    assert all(f"python -m bot {line}" in words for line in EXAMPLES[command])


def test_help_of_all_tells_the_exit_statuses(bot: Callable[..., Any]) -> None:
    """Whoever writes a script finds them where they look first."""
    said = bot("--help")

    assert re.search(r"0 yes or done.*1 no or failed.*2 wrong use", " ".join(said.out.split()))
    assert all(command in said.out for command in COMMANDS)


@pytest.mark.parametrize("line", QUICK)
def test_an_example_works(
    bot: Callable[..., Any],
    line: str,
    law_in_git: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """It runs as it stands and is never wrong use; files go into a folder of the test's own."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PORT", "1")  # nothing listens there, and chat says so
    arguments = line.split()
    if arguments[0] == "verify-record":
        (tmp_path / arguments[1]).write_text(A_RECORD, encoding="utf-8")
    if arguments[0] == "evaluate-redaction":
        (tmp_path / arguments[1]).write_text(MARKED, encoding="utf-8")
    if arguments[0] == "diff":
        arguments += ["--law", str(law_in_git)]

    said = bot(*arguments)

    assert said.status == {"chat": 1, "resolve": said.status}.get(arguments[0], 0), said.err
    assert said.status != 2
    if "--out" in arguments:
        assert (tmp_path / arguments[-1]).read_bytes().strip()
    else:
        assert (said.out + said.err).strip() or arguments[0] == "generate"


@pytest.mark.parametrize(
    ("given", "hint"),
    [
        (("resolv",), "resolve"),
        (("explain", "ota.s66cc"), "Did you mean 'ota.s66c'?"),
        (("why", "subjct"), "Did you mean 'subject'?"),
        (("draw", "--framework", "otaa"), "Did you mean 'ota'?"),
        (("draw", "--answer", "sharr=gp"), "Did you mean 'sharer'?"),
        (("explain", "ota.s66c", "--law", "nowhere"), "the file is missing"),
        ((), "Usage"),
    ],
    ids=["command", "gateway", "fact", "framework", "answer", "folder", "nothing"],
)
def test_wrong_use_ends_with_two_and_names_the_nearest(
    bot: Callable[..., Any], given: tuple[str, ...], hint: str
) -> None:
    """One slip of the finger costs one more try, and no look into the manual."""
    said = bot(*given)

    assert said.status == 2
    assert hint in said.out + said.err
    assert "Traceback" not in said.err
