"""The commands as a person gives them, and law files that a test may break."""

from __future__ import annotations

import shutil
import subprocess
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest

from bot.cli import main
from bot.law.load import DATA_LAW

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


@dataclass(frozen=True)
class Said:
    """How a command ended, and what it printed."""

    status: int
    out: str
    err: str


@pytest.fixture
def bot(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Callable[..., Said]:
    """Run ``python -m bot`` with these arguments, on a wide terminal without colours."""
    monkeypatch.setenv("COLUMNS", "200")
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.setenv("TERM", "dumb")

    def run(*arguments: str) -> Said:
        status = main(arguments)
        printed = capsys.readouterr()
        return Said(status, printed.out, printed.err)

    return run


@pytest.fixture
def law_copy(tmp_path: Path) -> Path:
    """A copy of data/law to break."""
    return shutil.copytree(DATA_LAW, tmp_path / "law")


def git(folder: Path, *arguments: str) -> None:
    """Run git there, as nobody in particular."""
    who = ["-c", "user.name=Nobody", "-c", "user.email=nobody@example.org"]
    subprocess.run(["git", "-C", str(folder), *who, *arguments], check=True, capture_output=True)


@pytest.fixture
def law_in_git(law_copy: Path) -> Path:
    """The copy, committed to a repository of its own."""
    git(law_copy.parent, "init", "--quiet")
    git(law_copy.parent, "add", "law")
    git(law_copy.parent, "commit", "--quiet", "--message", "the law as it was")
    return law_copy
