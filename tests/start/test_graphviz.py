"""Graphviz for drawing: found, installed where that needs no question, or named."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.bootstrap import InstallError, need_graphviz
from tests.start.programs import executable


def test_what_is_there_is_used(machine: Path) -> None:
    """Nothing is installed: there is no apt-get to do it here."""
    executable(machine / "dot", "exit 0")

    need_graphviz(machine)


def test_root_on_debian_gets_it_installed(machine: Path) -> None:
    """As the browser is: with apt-get, and without a question."""
    dot = machine / "dot"
    installs = f'echo > "{dot}"; /bin/chmod +x "{dot}"'
    executable(machine / "apt-get", f'case "$*" in *graphviz) {installs};; esac')

    need_graphviz(machine)

    assert dot.exists()


def test_where_it_may_not_be_installed_it_says_what_is_missing(
    machine: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One plain message, and the command to type."""
    monkeypatch.setattr("os.geteuid", lambda: 1000)

    with pytest.raises(InstallError, match="sudo apt-get install graphviz"):
        need_graphviz(machine)
