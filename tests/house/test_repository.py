"""What must never be in the repository, in any file."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import yaml

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parents[2]

# Written in pieces, so that this file does not hold what it looks for.
REGISTRIES = ("pypi" + ".org", "pythonhosted" + ".org", "registry." + "npmjs", "index" + "-url =")
MACHINES = ("/ro" + "ot/", "/ho" + "me/", "/Use" + "rs/", "/wo" + "rk/")
SECRETS = re.compile(
    r"-----BEGIN [A-Z ]*PRIVATE KEY-----"
    r"|\bAKIA[0-9A-Z]{16}\b"
    r"|\bgh[pousr]_\w{30,}"
    r"|\b(?:password|client_secret|api_key)\s*[:=]\s*['\"][^'\"$\{]{8,}['\"]",
    re.IGNORECASE,
)
NEVER = re.compile(r"(^|/)(uv\.lock|\.env(\..*)?)$|\.(db|sqlite3?|tar\.gz|pem|key|pyc|log)$")
RASA_KEY = re.compile(r"^\s*(rules|stories|nlu|responses):")


def tracked() -> list[Path]:
    """Every file that is, or would be, in the repository."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        check=True,
    ).stdout.decode()
    return [path for name in listed.split("\0") if name and (path := ROOT / name).is_file()]


def lines() -> Iterator[tuple[str, str]]:
    """Each line of each text file, with its place."""
    for path in tracked():
        try:
            text = path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue
        for number, line in enumerate(text.splitlines(), 1):
            yield f"{path.relative_to(ROOT).as_posix()}:{number}", line


def test_there_are_files_to_look_at() -> None:
    """The rules below look at the real repository, and not at an empty list."""
    assert ROOT / "README.md" in tracked()


def test_no_file_names_a_registry_or_a_machine() -> None:
    """Whoever clones this may install from elsewhere, and lives at another path."""
    found = [
        place for place, line in lines() if any(name in line for name in (*REGISTRIES, *MACHINES))
    ]

    assert not found


def test_no_file_holds_a_secret() -> None:
    """Keys and passwords come from the environment."""
    assert not [place for place, line in lines() if SECRETS.search(line)]


@pytest.mark.parametrize(
    "line",
    [
        "-----BEGIN " + "RSA PRIVATE KEY-----",
        "client_" + "secret: 'd3c0ffee-d3c0ffee'",
        "PASS" + 'WORD = "correct horse battery"',
    ],
)
def test_the_rule_on_secrets_sees(line: str) -> None:
    """The rule itself: the usual ways to leave a secret behind."""
    assert SECRETS.search(line)


@pytest.mark.parametrize("line", ["password: ${DATABASE_PASSWORD}", 'api_key: "${TEAMS_KEY}"'])
def test_the_rule_on_secrets_lets_pass(line: str) -> None:
    """The rule itself: a variable is no secret."""
    assert not SECRETS.search(line)


def test_nothing_made_is_kept() -> None:
    """Databases, models, locks with addresses and logs are made again, never committed."""
    names = [path.relative_to(ROOT).as_posix() for path in tracked()]

    assert not [name for name in names if NEVER.search(name)]
    assert [name for name in names if name.startswith("models/")] == ["models/.gitkeep"]


def test_law_files_hold_no_key_of_rasa() -> None:
    """Rasa takes any YAML under data/ with such a line for training data, at any depth."""
    found = [
        f"{path.relative_to(ROOT).as_posix()}:{number}"
        for path in (ROOT / "data" / "law").rglob("*")
        if path.is_file()
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if RASA_KEY.match(line)
    ]

    assert not found


@pytest.mark.parametrize("line", ["rules:", "    nlu: a note", "\tresponses: {}"])
def test_the_rule_on_rasa_keys_sees(line: str) -> None:
    """The rule itself: also where the word is only prose that happens to start a line."""
    assert RASA_KEY.match(line)


def test_rasas_open_channels_are_closed() -> None:
    """The REST and rasa channels ask nobody who they are and log what people type."""
    channels = yaml.safe_load((ROOT / "credentials.yml").read_text(encoding="utf-8"))

    assert not {"rest", "rasa", "socketio"} & set(channels or {})


def test_ci_runs_what_people_run() -> None:
    """CI is `make test` and nothing else, so what passes here passes there."""
    script = (ROOT / ".ci" / "run").read_text(encoding="utf-8").splitlines()
    commands = [line for line in script if line.startswith(("exec", "make", "bash", "python"))]

    assert commands == ["exec make test"]
