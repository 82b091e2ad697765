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


def executable(path: Path, text: str) -> None:
    """Write a program."""
    path.write_text(text, encoding="utf-8")
    path.chmod(0o755)


@pytest.fixture
def machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A machine that has only what is put into this folder, and whose person is root."""
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr("os.geteuid", lambda: 0)
    return tmp_path


@pytest.mark.parametrize("name", ["chromium", "chromium-browser", "google-chrome"])
def test_a_browser_that_is_there_is_used(machine: Path, name: str) -> None:
    """Nothing is installed: there is no apt-get to do it here."""
    executable(machine / name, BROWSER)

    need_chromium(machine)

    assert find_chromium() == machine / name


def test_root_on_debian_gets_it_installed(machine: Path) -> None:
    """After an update, and without what is only recommended."""
    said, browser = machine / "said", machine / "chromium"
    installs = f'echo > "{browser}"; /bin/chmod +x "{browser}"'
    executable(machine / "apt-get", APT.format(said=said, installs=installs))

    need_chromium(machine)

    assert find_chromium() == browser
    update, install = said.read_text().splitlines()
    assert update.startswith("update")
    assert install.endswith("--no-install-recommends chromium")


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

    assert "sudo apt-get install chromium" in str(missing.value)
    assert not said.exists()


def test_the_browser_comes_last_and_cannot_pass_by_doing_nothing() -> None:
    """Counted, after conversations, faults and deployment, and no part of the fast checks."""
    last = steps()[-1]

    assert (last.name, last.counted, last.fast) == ("browser", True, False)
    assert last.command[-1] == "tests/browser"
    assert [step.name for step in steps()[-4:-1]] == ["conversations", "faults", "deployment"]
