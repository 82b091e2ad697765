"""The server as a process: who may call it, what survives, what it says when it cannot start."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import tarfile
from typing import TYPE_CHECKING

import pytest
from parcel_server import ASSISTANT, ROOT, SECRET

from bot.rasa.archive import Archive
from bot.sealing.keys import open_keyring

if TYPE_CHECKING:
    from pathlib import Path

    from parcel_server import Server


@pytest.mark.parametrize("secret", [None, "", "wrong", SECRET[:-1], "ā"])
def test_only_the_secret_opens(server: Server, secret: str | None) -> None:
    """Turns and deletions need the secret; the refusal has no detail."""
    body = b'{"conversation": "intruder", "text": "hello"}'
    secret = secret.encode().decode("latin-1") if secret else secret

    assert server.call("POST", "turn", body, secret) == (401, {"error": "unauthorised"})
    assert server.call("DELETE", "conversations/greeting", secret=secret)[0] == 401


def test_health_needs_no_secret(server: Server) -> None:
    """The gateway's readiness asks for it."""
    status, health = server.call("GET", "health", secret=None)

    assert status == 200
    assert health["status"] == "ok"
    assert health["model"].endswith(".tar.gz")


@pytest.mark.parametrize("path", ["", "version", "status", "webhooks/rest/webhook", "model/parse"])
def test_nothing_else_is_served(server: Server, path: str) -> None:
    """No HTTP API of Rasa's, no other channel."""
    assert server.request("GET", f"/{path}", None, {})[0] == 404


def test_a_killed_server_loses_nothing(own_server: Server) -> None:
    """In the middle of a form, after a kill, the open question still takes its answer."""
    own_server.turn("kept", text="I want to send a parcel")
    own_server.answer("kept", "size", "small")
    own_server.stop(signal.SIGKILL)

    own_server.start()
    own_server.answer("kept", "speed", "fast")
    status, reply = own_server.answer("kept", "insured", "no")

    assert status == 200
    assert reply["blocks"] == [{"type": "text", "text": "small, fast, no"}]


def test_a_store_that_fails_is_an_error_and_nothing_moves(own_server: Server) -> None:
    """503 while the file is held by someone else; afterwards the same question is open."""
    own_server.turn("held", text="I want to send a parcel")
    holder = sqlite3.connect(own_server.state / "rasa.db", isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")

    refused = own_server.answer("held", "size", "small")
    holder.execute("ROLLBACK")
    holder.close()

    assert refused == (503, {"error": "not saved"})
    assert own_server.answer("held", "speed", "fast")[0] == 409
    assert own_server.answer("held", "size", "small")[0] == 200


def test_a_file_that_was_removed_is_not_written_into(own_server: Server) -> None:
    """A deleted database is noticed, rather than filled where nobody will find it."""
    own_server.turn("lost", text="hello")
    (own_server.state / "rasa.db").unlink()

    assert own_server.turn("lost", text="hello") == (503, {"error": "not saved"})


def test_a_forgotten_conversation_is_gone(own_server: Server) -> None:
    """No byte of it stays in the database or its log, and its questions are closed."""
    own_server.turn("goes-away", text="I want to send a parcel")
    own_server.turn("stays", text="I want to send a parcel")

    status = own_server.forget("goes-away")
    kept = own_server.everything_kept()

    assert status == 204
    assert b"goes-away" not in kept
    assert b"stays" in kept
    assert own_server.answer("goes-away", "size", "small")[0] == 409
    assert own_server.forget("never-was") == 204


def test_danger_sets_its_slot(own_server: Server) -> None:
    """The gateway's word of danger is a fact before the turn is taken."""
    own_server.turn("danger", text="hello", danger=True)

    archive = Archive(own_server.state / "rasa.db", open_keyring({}, own_server.state))
    bodies = archive.events("danger")
    archive.close()

    slots = [n for n, body in enumerate(bodies) if '"danger_now", "value": "yes"' in body]
    users = [n for n, body in enumerate(bodies) if '"event": "user"' in body]
    assert slots < users
    assert len(slots) == 1


def test_a_signal_stops_it_cleanly(own_server: Server) -> None:
    """SIGTERM ends the process with status 0 and one line on the terminal: that it was ready."""
    status = own_server.stop(signal.SIGTERM)

    assert status == 0
    assert own_server.log.read_text().splitlines() == [
        f"Rasa is ready on http://127.0.0.1:{own_server.port} with "
        + next(own_server.models.glob("*.tar.gz")).name
    ]


def cannot_start(models: Path, state: Path, port: int, secret: str = SECRET) -> str:
    """The one line that a server which cannot start leaves on stderr."""
    given = {"SAFE_TO_SHARE_SECRET": secret, "SAFE_TO_SHARE_STATE": f"{state}"}
    ended = subprocess.run(
        [sys.executable, f"{ASSISTANT / 'serve.py'}", f"{port}", f"{models}"],
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
