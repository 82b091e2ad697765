"""What tests of deployment need: found, installed where that needs no question, or named."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.bootstrap import InstallError
from bot.deployment import PROGRAMS, find, need_deployment
from tests.start.programs import executable


@pytest.fixture
def machine(machine: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """All programs are there, and nowhere else."""
    monkeypatch.setattr("bot.deployment._ALSO", ())
    for program in PROGRAMS:
        executable(machine / program, "exit 0")
    return machine


def test_what_is_there_is_found(machine: Path) -> None:
    """And nothing is installed."""
    executable(machine / "apt-get", "exit 1")

    need_deployment(machine)

    assert find("nginx") == f"{machine / 'nginx'}"


def test_root_on_debian_gets_it_installed(machine: Path) -> None:
    """With apt-get, and without a question."""
    (machine / "nginx").unlink()
    writes = f'echo > "{machine / "nginx"}"; /bin/chmod +x "{machine / "nginx"}"'
    executable(machine / "apt-get", f'case "$*" in *nginx) {writes};; esac')

    need_deployment(machine)

    assert find("nginx")


def test_where_it_may_not_be_installed_it_says_what_is_missing(
    machine: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One plain message, and the command to type."""
    (machine / "nft").unlink()
    monkeypatch.setattr("os.geteuid", lambda: 1000)

    with pytest.raises(InstallError, match="sudo apt-get install nftables"):
        need_deployment(machine)
