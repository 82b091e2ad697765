"""What is kept, for how long, and that it is gone when it should be."""

from __future__ import annotations

import sqlite3

from tests.gateway.conftest import Person, Running
from tests.gateway.stand_in import StandIn

TYPED = "Zebedee Quagmire lives at 12 Rata Street"


def kept(person: Person) -> bytes:
    """Every byte of the store's files."""
    return b"".join(path.read_bytes() for path in person.state.glob("gateway.db*"))


async def test_what_was_said_is_there_to_restore_a_page(person: Person) -> None:
    """Buttons by their label, typed messages only as such; what may be answered now."""
    await person.say("hello")
    await person.choose("change", "sharer")

    past = (await person.past()).json()

    assert [turn["turn"] for turn in past["turns"]] == [0, 1, 2]
    assert [turn["said"] for turn in past["turns"]] == [
        None,
        {"how": "typed", "label": None},
        {"how": "chose", "label": "Change: You"},
    ]
    assert past["open"] == ["danger_now"]
    assert past["changeable"] == ["sharer"]


async def test_only_turns_after_a_number_are_given(person: Person) -> None:
    """A page that has the first ones asks for the rest."""
    await person.say("one")
    await person.say("two")

    after = (await person.past(after=1)).json()["turns"]

    assert [turn["turn"] for turn in after] == [2]


async def test_no_words_are_ever_kept_open(person: Person, rasa: StandIn) -> None:
    """Typed ones not at all, ours sealed: not in a row, not in the log, not after a failure."""
    await person.say(TYPED)
    await person.choose("change", "sharer")
    rasa.status = 500
    await person.say(TYPED)

    held = kept(person)
    assert person.id.encode() in held  # the conversation is there ...
    for word in (b"Quagmire", b"Turn 2.", b"danger", b"Kia ora", b"sharer", b"Change"):
        assert word not in held, word  # ... and nobody sees what it was about


async def test_a_conversation_goes_on_after_a_restart(running: Running) -> None:
    """Id, token, order and open question live in the store."""
    async with running() as before:
        await before.begin()
        await before.say("hello")
    async with running() as after:
        after.id, after.token = before.id, before.token
        answer = await after.choose("danger_now", "no", client_id="later")

    assert answer.json()["turn"] == 2


async def test_clearing_removes_every_byte_and_tells_rasa(person: Person, rasa: StandIn) -> None:
    """204, and it is gone from both stores; the files hold no remnant."""
    await person.say("hello")
    before = kept(person)

    answer = await person.end()

    assert person.id.encode() in before
    assert answer.status_code == 204
    assert rasa.forgotten == [person.id]
    assert person.id.encode() not in kept(person)
    assert (await person.past()).status_code == 404


async def test_clearing_says_so_when_rasa_cannot(person: Person, rasa: StandIn) -> None:
    """503, all is still there, and it can be tried again."""
    rasa.cannot_forget = True
    refused = await person.end()
    there = await person.past()
    rasa.cannot_forget = False

    assert refused.status_code == 503
    assert "could not be cleared" in refused.json()["blocks"][0]["text"]
    assert there.status_code == 200
    assert (await person.end()).status_code == 204


async def test_forget_me_removes_everything_after_the_reply(person: Person, rasa: StandIn) -> None:
    """The reply still comes, the cookie goes, and nothing is kept."""
    rasa.signals = ["forget"]

    answer = await person.say("forget me")

    assert answer.status_code == 200
    assert answer.json()["blocks"]
    assert "Max-Age=0" in answer.headers["set-cookie"]
    assert rasa.forgotten == [person.id]
    assert person.id.encode() not in kept(person)
    assert (await person.say("hello")).status_code == 404


async def test_rasa_is_told_later_when_it_could_not_forget(person: Person, rasa: StandIn) -> None:
    """Ours goes at once; the bare id waits until Rasa has done its part."""
    rasa.signals, rasa.cannot_forget = ["forget"], True
    await person.say("forget me")
    rasa.cannot_forget = False

    await person.app.state.parts.conversations.tell_rasa_to_forget()

    assert rasa.forgotten == [person.id]
    assert person.id.encode() not in kept(person)


async def test_the_store_overwrites_what_it_deletes(person: Person) -> None:
    """Write-ahead log and secure deletion are on."""
    async with person.app.state.parts.store._engine.connect() as connection:
        secure = (await connection.exec_driver_sql("PRAGMA secure_delete")).scalar()
    journal = sqlite3.connect(person.state / "gateway.db").execute("PRAGMA journal_mode")

    assert secure == 1
    assert journal.fetchone()[0] == "wal"
