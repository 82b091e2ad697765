"""PostgreSQL for tests: found, installed where that needs no question, or named."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.bootstrap import InstallError, find_postgres, need_postgres
from tests.start.programs import executable


@pytest.fixture
def machine(machine: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where Debian has it is in that folder too."""
    monkeypatch.setattr("bot.bootstrap._POSTGRES", machine / "postgresql")
    return machine


def test_the_newest_one_off_the_path_is_used(machine: Path) -> None:
    """Debian has one folder for each version; 9 is older than 15."""
    for version in ("9", "15"):
        executable(machine / "postgresql" / version / "bin" / "initdb", "exit 0")

    need_postgres(machine)

    assert find_postgres() == machine / "postgresql" / "15" / "bin"


def test_root_on_debian_gets_it_installed(machine: Path) -> None:
    """As the browser is: with apt-get, and without a question."""
    initdb = machine / "initdb"
    installs = f'echo > "{initdb}"; /bin/chmod +x "{initdb}"'
    executable(machine / "apt-get", f'case "$*" in *postgresql) {installs};; esac')

    need_postgres(machine)

    assert initdb.exists()


def test_where_it_may_not_be_installed_it_says_what_is_missing(
    machine: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One plain message, and the command to type."""
    monkeypatch.setattr("os.geteuid", lambda: 1000)

    with pytest.raises(InstallError, match="sudo apt-get install postgresql"):
        need_postgres(machine)
