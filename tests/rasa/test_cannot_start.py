"""What the server says when it cannot start."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import tarfile
from typing import TYPE_CHECKING

import pytest
from parcel_server import ROOT, SECRET, SERVE

from bot.rasa.settings import CannotStart, check_secret

if TYPE_CHECKING:
    from pathlib import Path


def cannot_start(
    models: Path, state: Path, port: int, secret: str = SECRET, host: str = "127.0.0.1"
) -> str:
    """The one line that a server which cannot start leaves on stderr."""
    given = {"SAFE_TO_SHARE_SECRET": secret, "SAFE_TO_SHARE_STATE": f"{state}"}
    ended = subprocess.run(
        [sys.executable, f"{SERVE}", f"{port}", f"{models}", host],
        cwd=ROOT,
        env={**os.environ, **given, "PYTHONPATH": f"{ROOT}"},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert ended.returncode == 1
    assert len(ended.stderr.splitlines()) == 1
    return ended.stderr


def test_without_a_model_it_says_how_to_make_one(tmp_path: Path) -> None:
    """The message names the command."""
    assert "make train" in cannot_start(tmp_path, tmp_path, 0)


def test_a_model_swapped_for_another_is_not_loaded(models: Path, tmp_path: Path) -> None:
    """Under the name of ours; Rasa is never given it."""
    folder = shutil.copytree(models, tmp_path / "models")
    model = next(folder.glob("*.tar.gz"))
    with tarfile.open(model, "w:gz") as packed:
        packed.add(ROOT / "config.yml", "metadata.json")

    assert "is not the model" in cannot_start(folder, tmp_path / "state", 0)


def test_without_a_secret_it_does_not_start(models: Path, tmp_path: Path) -> None:
    """An empty secret would let everybody in."""
    assert "SAFE_TO_SHARE_SECRET" in cannot_start(models, tmp_path, 0, secret="")


def test_beyond_loopback_a_secret_that_can_be_guessed_is_refused(tmp_path: Path) -> None:
    """Before a model is looked for, and without repeating it."""
    said = cannot_start(tmp_path, tmp_path, 0, secret="hunter2", host="0.0.0.0")  # noqa: S104  (it does not start)

    assert said.startswith("SAFE_TO_SHARE_SECRET has to be 24 characters")
    assert "hunter2" not in said


@pytest.mark.parametrize(
    ("host", "alone"),
    [
        ("127.0.0.1", True),
        ("127.8.9.10", True),
        ("::1", True),
        ("localhost", True),
        ("0.0.0.0", False),  # noqa: S104  (nothing listens)
        ("::", False),
        ("10.0.0.7", False),
        ("127.0.0.1.example.govt.nz", False),
        ("", False),
    ],
)
def test_only_loopback_takes_a_short_secret(host: str, alone: bool) -> None:  # noqa: FBT001  (a case)
    """Every address that another machine might reach needs a long one, and so does a name."""
    if alone:
        check_secret("x", host)
    else:
        with pytest.raises(CannotStart, match="24 characters"):
            check_secret("x", host)
    check_secret("x" * 24, host)


def test_a_host_that_is_not_this_machines_is_named(models: Path, tmp_path: Path) -> None:
    """An address from a range that is nobody's, so it cannot be ours."""
    said = cannot_start(models, tmp_path, 0, host="192.0.2.1")

    assert said.startswith("Cannot listen on 192.0.2.1 port 0: ")


def test_a_malformed_key_is_named(
    models: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And not repeated: the terminal is not for keys."""
    monkeypatch.setenv("SAFE_TO_SHARE_KEYS", "hunter2")

    said = cannot_start(models, tmp_path, 0)

    assert said.startswith("SAFE_TO_SHARE_KEYS: key 1 is not 32 bytes")
    assert "hunter2" not in said


def test_a_taken_port_is_named(models: Path, tmp_path: Path) -> None:
    """The message has the port."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]

        assert f"Port {port} " in cannot_start(models, tmp_path, port)


def test_a_state_folder_that_is_a_file_is_named(models: Path, tmp_path: Path) -> None:
    """Neither its key nor its file can be there, so nothing is served from memory."""
    (tmp_path / "state").write_text("")

    assert "sealing.keys cannot be made or read" in cannot_start(models, tmp_path / "state", 0)


def test_a_broken_law_file_stops_the_start_with_its_message(tmp_path: Path) -> None:
    """Exit status 2, and the message names file and line; no model is looked for."""
    for folder in ("bot", "data/law"):
        shutil.copytree(ROOT / folder, tmp_path / folder)
    facts = tmp_path / "data/law/facts.yml"
    facts.write_text(facts.read_text() + "\nnonsense: [\n")

    ended = subprocess.run(
        [sys.executable, "-m", "bot.rasa", "--port", "0"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )

    assert ended.returncode == 2
    assert "facts.yml:" in ended.stderr
    assert "Traceback" not in ended.stderr


def test_a_secrets_file_that_is_not_there_stops_the_start(tmp_path: Path) -> None:
    """As the real command has it, and before anything that takes long."""
    ended = subprocess.run(
        [sys.executable, "-m", "bot.rasa", "--port", "0"],
        cwd=ROOT,
        env={**os.environ, "SAFE_TO_SHARE_SECRET_FILE": f"{tmp_path / 'nowhere'}"},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )

    assert ended.returncode == 1
    assert ended.stderr.startswith("SAFE_TO_SHARE_SECRET_FILE: ")
    assert len(ended.stderr.splitlines()) == 1
