"""A turn that is asked for again under its id is had once, whatever was killed in between."""

from __future__ import annotations

import base64
import json
import sqlite3
from concurrent.futures import ThreadPoolExecutor, wait
from contextlib import closing
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from parcel_server import KEY

from bot.rasa.archive import Archive
from bot.rasa.replies import KEPT, Replies
from bot.rasa.turn import Malformed, Turn, read_turn
from bot.sealing.keyring import Unreadable
from bot.sealing.keys import open_keyring

if TYPE_CHECKING:
    from parcel_server import Server

SMALL = {"answer": {"question": "size", "value": "small"}}


def events(server: Server, conversation: str) -> int:
    """How many events of a conversation are archived."""
    with closing(sqlite3.connect(server.state / "rasa.db")) as db:
        rows = db.execute("SELECT events FROM conversations WHERE id = ?", (conversation,))
        (count,) = rows.fetchone()
    return int(count)


def test_the_same_id_gets_the_same_reply(server: Server) -> None:
    """Pressing a button is a turn that cannot be had twice: a second one would be stale."""
    server.turn("again", text="I want to send a parcel")
    first = server.turn("again", id="m1", **SMALL)

    assert server.turn("again", id="m1", **SMALL) == first
    assert server.turn("again", id="m2", **SMALL) == (409, {"error": "stale"})


def test_without_an_id_every_turn_is_had(server: Server) -> None:
    """Whoever gives none is taken at their word."""
    server.turn("nameless", text="I want to send a parcel")
    server.turn("nameless", **SMALL)

    assert server.turn("nameless", **SMALL) == (409, {"error": "stale"})


def test_another_conversation_has_ids_of_its_own(server: Server) -> None:
    """An id names a turn within its conversation."""
    server.turn("one", id="m1", text="I want to send a parcel")

    _, reply = server.turn("other", id="m1", text="hello")

    assert reply["intent"] == "greet"


def test_after_a_kill_the_reply_is_still_there(own_server: Server) -> None:
    """The reply is saved with its turn: who asks again after a restart gets it."""
    own_server.turn("kept", text="I want to send a parcel")
    first = own_server.turn("kept", id="m1", **SMALL)
    before = events(own_server, "kept")
    own_server.kill()

    own_server.start()

    assert own_server.turn("kept", id="m1", **SMALL) == first
    assert events(own_server, "kept") == before


def test_a_kill_before_the_save_leaves_nothing(own_server: Server) -> None:
    """Killed at the very save, the turn was not had, and the next try has it once."""
    own_server.turn("cut", text="I want to send a parcel")
    before = events(own_server, "cut")
    holder = sqlite3.connect(own_server.state / "rasa.db", isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    with ThreadPoolExecutor(1) as person:
        asked = person.submit(own_server.turn, "cut", id="m1", **SMALL)
        wait({asked}, timeout=0.5)
        assert not asked.done()  # it waits for the file
        own_server.kill()
        with pytest.raises(OSError, match=r"closed|reset"):
            asked.result()  # the person has no reply
    holder.close()
    assert events(own_server, "cut") == before

    own_server.start()
    status, reply = own_server.turn("cut", id="m1", **SMALL)
    after = events(own_server, "cut")

    assert status == 200
    assert own_server.turn("cut", id="m1", **SMALL) == (200, reply)
    assert events(own_server, "cut") == after > before


def test_a_lost_reply_waits_while_others_are_had(server: Server) -> None:
    """Another tab may go on before the first one tries again; for how long is ``KEPT``."""
    server.turn("tabs", text="I want to send a parcel")
    first = server.turn("tabs", id="lost", **SMALL)
    for number in range(KEPT - 1):
        server.turn("tabs", id=f"m{number}", text="hello")

    assert server.turn("tabs", id="lost", **SMALL) == first


def test_a_reply_opens_with_the_persons_key_only(own_server: Server) -> None:
    """The agency's key opens the row, and of the reply in it nothing can be read."""
    _, reply = own_server.turn("sealed", id="m1", text="I want to send a parcel")
    own_server.stop()
    archive = Archive(own_server.state / "rasa.db", open_keyring({}, own_server.state))
    stored = archive.load("sealed")
    archive.close()

    assert stored is not None
    ((name, kept),) = json.loads(stored.recent)["replies"]
    turn = Turn("sealed", id="m1", key=base64.b64decode(KEY))
    replies = Replies.from_json([[name, kept]])
    assert name == "m1"
    assert json.dumps(reply["blocks"])[:20] not in stored.recent
    assert replies.to(turn) == reply
    for other in ({"key": bytes(32)}, {"conversation": "another"}):
        with pytest.raises(Unreadable):
            replies.to(replace(turn, **other))


def test_without_a_key_no_reply_is_kept(server: Server) -> None:
    """It would have to be kept so that others could read it."""
    first = server.turn("keyless", id="m1", text="I want to send a parcel", key=KEY)
    without = json.dumps({"conversation": "keyless", "id": "m2", **SMALL}).encode()

    assert server.turn("keyless", id="m1", text="I want to send a parcel") == first
    assert server.call("POST", "turn", without)[0] == 200
    assert server.call("POST", "turn", without) == (409, {"error": "stale"})


def test_replies_of_a_version_that_did_not_seal_them_are_let_go() -> None:
    """Nobody could say whose they are."""
    assert Replies.from_json([["m1", {"blocks": []}]]) == Replies()


@pytest.mark.parametrize(
    "key", [None, 1, "", "not base64!", "c2hvcnQ=", ["k"], KEY.replace("=", "")]
)
def test_a_key_that_is_none_is_refused(key: Any) -> None:
    """32 bytes, in base64, and beside an id."""
    with pytest.raises(Malformed, match="key"):
        read_turn({"conversation": "x", "text": "hello", "id": "m1", "key": key})
    with pytest.raises(Malformed, match="key"):
        read_turn({"conversation": "x", "text": "hello", "key": KEY})


@pytest.mark.parametrize("name", [None, 1, ["m1"], "a b", "x" * 129])
def test_an_id_that_is_none_is_refused(name: Any) -> None:
    """It is one of the gateway's, or the turn is not the gateway's."""
    with pytest.raises(Malformed, match="id"):
        read_turn({"conversation": "x", "text": "hello", "id": name})
