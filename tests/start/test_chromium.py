"""A browser for the tests of the page: found, installed where that needs no question, or named."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.bootstrap import InstallError, find_chromium, need_chromium
from bot.checks import steps

APT = """#!/bin/sh
echo "$*" >> "{said}"
[ "$1" = update ] || {{ {installs}; }}
"""
BROWSER = "#!/bin/sh\n"
LIGHT = "chromium-headless-shell"


def executable(path: Path, text: str) -> None:
    """Write a program."""
    path.write_text(text, encoding="utf-8")
    path.chmod(0o755)


@pytest.mark.parametrize("name", [LIGHT, "chromium", "chromium-browser", "google-chrome"])
def test_a_browser_that_is_there_is_used(machine: Path, name: str) -> None:
    """Nothing is installed: there is no apt-get to do it here."""
    executable(machine / name, BROWSER)

    need_chromium(machine)

    assert find_chromium() == machine / name


def installing(machine: Path, name: str) -> Path:
    """An apt-get that has this package alone, and writes down what it was told; where."""
    said, program = machine / "said", machine / name
    there = f'echo > "{program}"; /bin/chmod +x "{program}"'
    installs = f'case "$*" in *"recommends {name}") {there} ;; *) exit 100 ;; esac'
    executable(machine / "apt-get", APT.format(said=said, installs=installs))
    return said


def test_root_on_debian_gets_the_light_one_installed(machine: Path) -> None:
    """After an update, without what is only recommended, and also beside a whole Chromium."""
    executable(machine / "chromium", BROWSER)
    said = installing(machine, LIGHT)

    need_chromium(machine)

    assert find_chromium() == machine / LIGHT
    update, install = said.read_text().splitlines()
    assert update.startswith("update")
    assert install.endswith(f"--no-install-recommends {LIGHT}")


def test_where_there_is_no_light_one_root_gets_the_whole_one(machine: Path) -> None:
    """As on Ubuntu, or a Debian of some years ago."""
    said = installing(machine, "chromium")

    need_chromium(machine)

    assert find_chromium() == machine / "chromium"
    assert [line.split()[-1] for line in said.read_text().splitlines()][1::2] == [LIGHT, "chromium"]


def test_what_apt_get_cannot_install_is_an_error_in_its_own_words(machine: Path) -> None:
    """Whoever reads it learns why."""
    said = machine / "said"
    installs = "echo 'E: Unable to locate package'; exit 100"
    executable(machine / "apt-get", APT.format(said=said, installs=installs))

    with pytest.raises(InstallError, match="could not install chromium:\nE: Unable to locate"):
        need_chromium(machine)


@pytest.mark.parametrize("user", [0, 1000], ids=["no apt-get", "not root"])
def test_where_it_may_not_be_installed_it_says_what_is_missing(
    machine: Path, monkeypatch: pytest.MonkeyPatch, user: int
) -> None:
    """One plain message, and the command to type; apt-get is never tried."""
    monkeypatch.setattr("os.geteuid", lambda: user)
    said = machine / "said"
    if user:
        executable(machine / "apt-get", APT.format(said=said, installs="true"))

    with pytest.raises(InstallError, match="need Chromium") as missing:
        need_chromium(machine)

    assert f"sudo apt-get install {LIGHT}" in str(missing.value)
    assert not said.exists()


def test_the_browser_comes_last_and_cannot_pass_by_doing_nothing() -> None:
    """Counted, after conversations, faults and deployment, and no part of the fast checks."""
    last = steps()[-1]

    assert (last.name, last.counted, last.fast) == ("browser", True, False)
    assert last.command[-1] == "tests/browser"
    assert [step.name for step in steps()[-4:-1]] == ["conversations", "faults", "deployment"]
