"""The way in on a machine that has only Python: what must run does, the rest says what it needs."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from tests.start.conftest import REPOSITORY

if TYPE_CHECKING:
    from pathlib import Path

    from tests.start.conftest import Standin


def bare(root: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """``python -m bot`` there, with the standard library and nothing else."""
    for path in REPOSITORY.glob("bot/*.py"):
        shutil.copy(path, root / "bot")
    shutil.copytree(REPOSITORY / "bot" / "tools", root / "bot" / "tools", dirs_exist_ok=True)
    return subprocess.run(
        [sys.executable, "-S", "-m", "bot", *arguments],
        cwd=root,
        env={**os.environ, "PORT": "no-port"},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def test_train_needs_nothing_installed(standin: Standin) -> None:
    """It finds that the model is there, with no package to help it."""
    done = bare(standin.root, "train")

    assert (done.returncode, done.stderr) == (0, "")


def test_run_needs_nothing_installed(standin: Standin) -> None:
    """It comes as far as reading its port, which is wrong here so that nothing starts."""
    done = bare(standin.root, "run")

    assert done.returncode == 1
    assert "PORT" in done.stderr
    assert "needs" not in done.stderr


@pytest.mark.parametrize("arguments", [("resolve", "a=b"), ("check",), ("--help",), ()])
def test_all_else_says_what_it_needs(standin: Standin, arguments: tuple[str, ...]) -> None:
    """And how to get it, instead of a traceback."""
    done = bare(standin.root, *arguments)

    assert done.returncode == 1
    assert "make install, then .venv/gateway/bin/python -m bot" in done.stderr
    assert "Traceback" not in done.stderr
