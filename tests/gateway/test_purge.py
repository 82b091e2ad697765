"""A purge beside a gateway that is at work, in a file and in PostgreSQL."""

from __future__ import annotations

import asyncio
from datetime import timedelta

from sqlalchemy import update

from bot.gateway.purge import purge
from bot.gateway.receipts import utc_now
from bot.gateway.tables import conversations
from tests.gateway.conftest import ON_BOTH, Person
from tests.gateway.recording import recorded
from tests.gateway.stand_in import StandIn

DATABASES = ON_BOTH
OF_A_CONVERSATION = ("conversations", "turns", "records", "votes", "left_out", "teams_chats")


async def purged(person: Person, hours: float) -> int:
    """Purge the store that the gateway uses, as another process does."""
    return await purge(person.state, hours, person.app.state.parts.settings.database)


async def test_a_purge_during_a_turn_ends_it_with_a_sentence(person: Person, rasa: StandIn) -> None:
    """Nothing of the turn comes back after it, and it is not counted."""
    rasa.delays = [0.5]
    turn = asyncio.create_task(person.say("hello"))
    await asyncio.sleep(0.1)

    removed = await purged(person, 0)
    answer = await turn
    await person.app.state.parts.conversations.tally.write(all_of_it=True)

    assert removed == 1
    assert answer.status_code == 404
    assert "not here any more" in answer.json()["blocks"][0]["text"]
    assert [await person.rows(table) for table in (*OF_A_CONVERSATION, "usage")] == [[]] * 7
    assert await person.rows("to_forget") == [(person.id,)]  # Rasa is told afterwards


async def test_after_a_purge_only_counts_are_left(person: Person, rasa: StandIn) -> None:
    """Of every table that has anything of a conversation; what is younger stays."""
    await recorded(person, rasa)
    rasa.blocks = None
    await person.say("Tamahou is hungry")
    await person.app.state.parts.conversations.tally.write(all_of_it=True)
    old = person.id
    async with person.app.state.parts.store.engine.begin() as connection:
        then = utc_now() - timedelta(hours=25)
        await connection.execute(update(conversations).values(last_turn=then))
    await person.begin()

    removed = await purged(person, 24)

    assert removed == 1
    assert [row[0] for row in await person.rows("conversations")] == [person.id]
    for table in OF_A_CONVERSATION:
        assert old not in str(await person.rows(table)), table
    assert ("channel", "other", 1) in [row[1:] for row in await person.rows("usage")]


async def test_a_purge_during_a_purge_removes_each_once(person: Person) -> None:
    """Two who start it at the same instant share the work."""
    for _ in range(5):
        await person.begin()

    removed = await asyncio.gather(purged(person, 0), purged(person, 0))

    assert sum(removed) == 6
    assert await person.rows("conversations") == []
    assert len(await person.rows("to_forget")) == 6
