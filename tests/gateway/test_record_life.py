"""How long a record lives: until it expires, or until its chat is cleared; then nothing is left."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import update

from bot.gateway.receipts import utc_now
from bot.gateway.tables import records
from tests.gateway.conftest import ON_BOTH, Person, Running
from tests.gateway.recording import recorded
from tests.gateway.stand_in import StandIn, text

DATABASES = ON_BOTH

NOT_HERE = "This record is not here any more, or never was"


async def expire(person: Person) -> None:
    """Have every record expire a second ago."""
    engine = person.app.state.parts.store._engine
    async with engine.begin() as connection:
        await connection.execute(update(records).values(expires=utc_now() - timedelta(seconds=1)))


async def test_clearing_the_chat_clears_its_records(person: Person, rasa: StandIn) -> None:
    """Not a byte of one is left, and another conversation's stays."""
    mine = await recorded(person, rasa)
    await person.end()
    gone = await person.client.get(mine["url"])
    left = await person.rows("records")

    assert gone.status_code == 404
    assert left == []


async def test_asking_to_forget_clears_them_too(person: Person, rasa: StandIn) -> None:
    """By the chat itself."""
    block = await recorded(person, rasa)
    rasa.blocks, rasa.signals = [text("Gone.")], ["forget"]

    await person.say("delete this chat")

    assert (await person.client.get(block["url"])).status_code == 404


async def test_another_chats_record_stays(person: Person, rasa: StandIn) -> None:
    """Clearing one clears no other."""
    first = await recorded(person, rasa)
    rasa.blocks = None
    await person.begin()
    await recorded(person, rasa)
    await person.end()

    assert (await person.client.get(first["url"])).status_code == 200


async def test_expired_guessed_and_malformed_links_get_the_same_page(
    person: Person, rasa: StandIn
) -> None:
    """One sentence that says what to do, and nothing that tells them apart."""
    block = await recorded(person, rasa)
    await expire(person)
    links = [
        block["url"],
        f"{block['url']}.pdf",
        f"{block['url']}.json?decision=nonsense",
        "/records/" + "A" * 32,
        "/records/x.exe",
        "/records/%00%E2%80%AE",
        "/records/<script>alert(1)</script>".replace("/script", "script"),
        "/records/" + "x" * 3000,
    ]

    answers = [await person.client.get(link) for link in links]

    assert {answer.status_code for answer in answers} == {404}
    assert len({answer.text for answer in answers}) == 1
    assert NOT_HERE in answers[0].text


async def test_expired_records_are_removed(person: Person, rasa: StandIn) -> None:
    """When the next one is kept, and by the clock."""
    await recorded(person, rasa)
    await expire(person)
    await person.app.state.parts.store.records.drop_expired(utc_now())
    left = await person.rows("records")

    assert left == []


async def test_how_long_it_lives_is_a_setting(running: Running, rasa: StandIn) -> None:
    """Half an hour, for an agency that wants so."""
    async with running(record_hours=0.5) as person:
        await person.begin()
        block = await recorded(person, rasa)

    assert block["expires"] < (utc_now() + timedelta(minutes=31)).isoformat()
    assert block["expires"] > (utc_now() + timedelta(minutes=28)).isoformat()


async def test_a_record_that_is_gone_leads_back_to_the_chat(person: Person) -> None:
    """Its page says to ask again, and has the way there."""
    gone = await person.client.get("/records/never-was")

    assert gone.status_code == 404
    assert '<a href="/chat">Go to the chat</a>' in gone.text
