"""What is kept opens for who has the token, while the agency has the key; else it is as if gone."""

from __future__ import annotations

import asyncio
import base64
import sqlite3
from contextlib import closing

import pytest

from bot.sealing.keyring import Unreadable
from bot.sealing.keys import open_keyring
from tests.gateway.conftest import Person, Running
from tests.gateway.recording import recorded
from tests.gateway.stand_in import StandIn
from tests.gateway.test_start import NEEDED, ROOT, start

OLD, NEW = (base64.b64encode(letter * 32).decode() for letter in (b"o", b"n"))


def keys(*given: str) -> dict[str, dict[str, str]]:
    """The setting."""
    return {"keys": {"SAFE_TO_SHARE_KEYS": " ".join(given)}}


async def test_the_file_and_the_agencys_key_are_not_enough(person: Person, rasa: StandIn) -> None:
    """Turns and records open with what only the person holds: the token, and the record's link."""
    await recorded(person, rasa)
    sealer = open_keyring({}, person.state).sealer(person.id)

    with closing(sqlite3.connect(person.state / "gateway.db")) as db:
        issued = db.execute("SELECT issued, 'conversations.issued' FROM conversations").fetchall()
        turns = db.execute("SELECT blocks, 'turns.blocks ' || number FROM turns").fetchall()
        said = db.execute("SELECT said, 'turns.said ' || number FROM turns WHERE number").fetchall()
        records = db.execute("SELECT payload, 'records.payload' FROM records").fetchall()

    assert [len(rows) for rows in (issued, turns, said, records)] == [1, 2, 1, 1]
    for sealed, place in issued + turns + said + records:
        with pytest.raises(Unreadable):
            sealer.open(sealed, place)


async def test_a_conversation_whose_key_is_lost_is_as_good_as_gone(
    running: Running, rasa: StandIn, caplog: pytest.LogCaptureFixture
) -> None:
    """A sentence for the person, a line for whoever runs it, and everybody else goes on."""
    async with running(**keys(OLD)) as before:
        await before.begin()
        block = await recorded(before, rasa)
    rasa.blocks = None
    async with running(**keys(NEW)) as after:
        after.id, after.token = before.id, before.token
        caplog.clear()
        answers = [await after.say("hello"), await after.past()]
        lines = [line for line in caplog.messages if "conversation_unreadable" in line]
        page = await after.client.get(block["url"])
        ready = await after.client.get("/readyz")
        cleared = await after.end()
        await after.begin()
        anew = await after.say("hello")

    assert [answer.status_code for answer in answers] == [404, 404]
    for answer in answers:
        assert "Start a new chat" in answer.json()["blocks"][0]["text"]
        assert "111" in answer.text
    assert len(lines) == 2
    assert before.id not in "".join(lines)
    assert page.status_code == 404
    assert ready.status_code == 200
    assert cleared.status_code == 204
    assert anew.status_code == 200


async def test_a_conversation_that_rasa_cannot_read_is_gone_and_others_go_on(
    running: Running, rasa: StandIn
) -> None:
    """Said once with whom to ring; it does not go on without what was told before."""
    async with running() as person:
        await person.begin()
        rasa.status = 410
        told = await person.say("hello")
        rasa.status = None
        again = await person.say("hello")
        await person.begin()
        anew = await person.say("hello")

    assert (told.status_code, again.status_code, anew.status_code) == (404, 404, 200)
    assert "Start a new chat" in told.json()["blocks"][0]["text"]
    assert "111" in told.text


@pytest.mark.parametrize("sealed", ["[]", '{"of a later version": 1}', "{"])
async def test_a_damaged_row_is_a_conversation_that_is_gone(person: Person, sealed: str) -> None:
    """It opens, and makes no sense: nobody is told to try again for ever."""
    await person.say("one")
    sealer = person.app.state.parts.store._keys.sealer(person.id, person.token)
    row = sealer.seal(sealed.encode(), "conversations.issued")
    with closing(sqlite3.connect(person.state / "gateway.db")) as db, db:
        db.execute("UPDATE conversations SET issued = ?", (row,))

    answer = await person.say("two")

    assert answer.status_code == 404
    assert "111" in answer.text


async def test_a_new_key_is_put_before_the_old_one(running: Running) -> None:
    """Nobody notices; what is kept from then on opens with the new one alone."""
    async with running(**keys(OLD)) as before:
        await before.begin()
    async with running(**keys(NEW, OLD)) as between:
        between.id, between.token = before.id, before.token
        went_on = await between.say("hello")
        begun_between = await between.begin()
    async with running(**keys(NEW)) as after:
        after.id, after.token = begun_between["id"], begun_between["token"]
        still_there = await after.past()
        after.id, after.token = before.id, before.token
        partly_old = await after.past()

    assert went_on.status_code == 200
    assert still_there.status_code == 200
    assert partly_old.status_code == 404


@pytest.mark.parametrize("column", ["blocks", "said"])
async def test_rows_cannot_be_swapped(person: Person, column: str) -> None:
    """Who can write the file cannot put one turn in another's place."""
    await person.say("one")
    await person.choose("change", "sharer")
    with closing(sqlite3.connect(person.state / "gateway.db")) as db, db:
        other = f"SELECT {column} FROM turns WHERE number = 1"  # noqa: S608  (ours)
        db.execute(f"UPDATE turns SET {column} = ({other}) WHERE number = 2")  # noqa: S608  (ours)

    assert (await person.past()).status_code == 404


async def test_a_turn_whose_conversation_is_removed_meanwhile_ends_with_a_sentence(
    person: Person, rasa: StandIn
) -> None:
    """A purge from the command line waits for nobody; nothing of the turn is kept."""
    rasa.delays = [0.3]
    turn = asyncio.create_task(person.say("hello"))
    await asyncio.sleep(0.1)
    await person.app.state.parts.store.remove(person.id)
    answer = await turn

    assert answer.status_code == 404
    held = b"".join(path.read_bytes() for path in person.state.glob("gateway.db*"))
    assert person.id.encode() not in held


async def test_what_was_kept_before_there_were_seals_is_dropped(running: Running) -> None:
    """Anybody could read it; counts of votes stay."""
    async with running() as person:
        state = person.state
    with closing(sqlite3.connect(state / "gateway.db")) as db, db:
        db.execute("DROP TABLE alembic_version")
        db.execute("ALTER TABLE conversations DROP COLUMN issued")
        db.execute("ALTER TABLE conversations ADD COLUMN questions JSON")
        db.execute("INSERT INTO feedback VALUES ('2026-01-02', 'permitted', 1, 7)")
        row = "('of-old', x'00', '2026-01-02 00:00:00', 0, '[\"neglect\"]')"
        db.execute(f"INSERT INTO conversations VALUES {row}")  # noqa: S608  (ours)

    async with running() as person:
        await person.begin()
        held = b"".join(path.read_bytes() for path in state.glob("gateway.db*"))
    with closing(sqlite3.connect(state / "gateway.db")) as db:
        counts = db.execute("SELECT count FROM feedback").fetchall()

    assert b"neglect" not in held
    assert b"of-old" not in held
    assert counts == [(7,)]


@pytest.mark.parametrize(
    ("env", "says"),
    [
        pytest.param({"SAFE_TO_SHARE_KEYS": "hunter2"}, "SAFE_TO_SHARE_KEYS: key 1", id="no key"),
        pytest.param({"SAFE_TO_SHARE_KEYS": f"{OLD} x"}, "key 2", id="the second is none"),
        pytest.param(
            {"SAFE_TO_SHARE_KEYS_FILE": "nowhere"}, "cannot be made or read", id="no file"
        ),
    ],
)
def test_a_malformed_key_stops_the_start(env: dict[str, str], says: str) -> None:
    """Exit 2 and one sentence that repeats no key."""
    ended = start(ROOT, **NEEDED, **env)

    assert ended.returncode == 2
    assert says in ended.stderr
    assert len(ended.stderr.splitlines()) == 1
    assert "hunter2" not in ended.stderr


async def test_rasa_seals_its_replies_with_what_follows_from_the_token(
    person: Person, rasa: StandIn
) -> None:
    """The same key for each turn of a conversation, another for another; never the token itself."""
    for client_id in ("one", "two"):
        await person.say("hello", client_id=client_id)
    mine = {turn["key"] for turn in rasa.turns if "text" in turn}
    token = person.token
    await person.begin()
    await person.say("hello")

    assert len(mine) == 1
    assert rasa.turns[-1]["key"] not in mine
    assert all(len(base64.b64decode(key)) == 32 for key in mine)
    assert token not in str(rasa.turns)
