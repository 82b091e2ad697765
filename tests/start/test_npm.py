"""The renderer of cards for the tests in a browser: installed once, or named as missing."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bot.bootstrap import InstallError
from bot.npm import CARDS, need_cards

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A machine that has only what is put into this folder, and whose person is not root."""
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr("os.geteuid", lambda: 1000)
    (tmp_path / CARDS / "node_modules").mkdir(parents=True)
    (tmp_path / CARDS / "package-lock.json").write_text("{}", encoding="utf-8")
    return tmp_path


def npm(machine: Path, text: str) -> None:
    """Put an npm there that does this."""
    path = machine / "npm"
    path.write_text(f"#!/bin/sh\n{text}\n", encoding="utf-8")
    path.chmod(0o755)


def test_it_is_installed_once(machine: Path) -> None:
    """From the lock, running no scripts of packages; the second time nothing is done."""
    npm(machine, f'echo "$*" >> "{machine}/said"')

    need_cards(machine)
    need_cards(machine)

    (said,) = (machine / "said").read_text(encoding="utf-8").splitlines()
    assert said.startswith("ci ")
    assert "--ignore-scripts" in said


def test_another_lock_is_installed_again(machine: Path) -> None:
    """What the lock no longer names does not stay."""
    npm(machine, f'echo "$*" >> "{machine}/said"')

    need_cards(machine)
    (machine / CARDS / "package-lock.json").write_text("{ }", encoding="utf-8")
    need_cards(machine)

    assert len((machine / "said").read_text(encoding="utf-8").splitlines()) == 2


def test_a_package_that_is_not_as_the_lock_says_stops_it(machine: Path) -> None:
    """What npm says is shown, and the next run tries again."""
    npm(machine, "echo EINTEGRITY; exit 1")

    for _ in range(2):
        with pytest.raises(InstallError, match="EINTEGRITY"):
            need_cards(machine)


def test_without_npm_it_says_what_to_do(machine: Path) -> None:
    """One plain message, and the command to type."""
    with pytest.raises(InstallError, match="sudo apt-get install npm"):
        need_cards(machine)


def test_every_package_has_its_hash_and_no_address() -> None:
    """Whoever clones this may install from elsewhere, and gets the same packages."""
    lock = json.loads((ROOT / CARDS / "package-lock.json").read_text(encoding="utf-8"))
    packages = {name: each for name, each in lock["packages"].items() if name}

    assert packages
    assert [name for name, each in packages.items() if "resolved" in each] == []
    assert [n for n, each in packages.items() if not each["integrity"].startswith("sha512-")] == []
