"""The server as a process: who may call it, and what survives."""

from __future__ import annotations

import json
import signal
import sqlite3
from typing import TYPE_CHECKING

import pytest
from parcel_server import SECRET, Server

from bot.rasa.archive import Archive
from bot.sealing.keys import open_keyring

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize("secret", [None, "", "wrong", SECRET[:-1], "ā"])
def test_only_the_secret_opens(server: Server, secret: str | None) -> None:
    """Turns and deletions need the secret; the refusal has no detail."""
    body = b'{"conversation": "intruder", "text": "hello"}'
    secret = secret.encode().decode("latin-1") if secret else secret

    assert server.call("POST", "turn", body, secret) == (401, {"error": "unauthorised"})
    assert server.call("DELETE", "conversations/greeting", secret=secret)[0] == 401


def test_health_needs_no_secret(server: Server) -> None:
    """A probe asks for it, and learns nothing but that; the gateway learns which model."""
    assert server.call("GET", "health", secret=None) == (200, {"status": "ok"})
    assert server.call("GET", "health", secret="wrong") == (200, {"status": "ok"})
    assert server.call("GET", "health")[1]["model"].endswith(".tar.gz")


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


def test_a_turn_is_one_json_line_in_the_gateways_trace(
    own_server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What the gateway's line of the same call says too; no words, no id of the conversation."""
    own_server.stop()
    monkeypatch.setenv("SAFE_TO_SHARE_LOGS", "json")
    own_server.start()
    headers = {"Authorization": f"Bearer {SECRET}"}
    headers["traceparent"] = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"
    body = b'{"conversation": "somebodys", "text": "I want to send a parcel"}'

    own_server.request("POST", "/webhooks/gateway/turn", body, headers)
    own_server.stop()

    (line,) = [line for line in own_server.log.read_text().splitlines() if '"turn"' in line]
    said = json.loads(line)
    assert said["trace"] == "0af7651916cd43dd8448eb211c80319c"
    assert said["status"] == 200
    assert "somebodys" not in line
    assert "parcel" not in line


def test_on_all_addresses_only_the_secret_opens(models: Path, tmp_path: Path) -> None:
    """What another machine can reach asks everybody for it, and says where it listens."""
    server = Server(models, tmp_path / "state", host="0.0.0.0")  # noqa: S104  (that is what is tried)

    refused = server.call("POST", "turn", b'{"conversation": "c", "text": "hello"}', secret=None)
    status, _ = server.turn("c", text="hello")
    server.stop()

    assert refused == (401, {"error": "unauthorised"})
    assert status == 200
    assert f"ready on http://0.0.0.0:{server.port} " in server.log.read_text()
