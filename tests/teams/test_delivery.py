"""Acknowledged at once, worked on in order, once each, and never lost without a word."""

from __future__ import annotations

import asyncio
import sqlite3
import time
from pathlib import Path

import pytest

from bot.gateway.teams import channel, under_way
from tests.gateway.stand_in import StandIn
from tests.teams.conftest import Agency, Running
from tests.teams.microsoft import TENANT, Microsoft


def other(number: int) -> dict[str, str]:
    """Another person's chat."""
    return {"id": f"a:{number}", "conversationType": "personal", "tenantId": TENANT}


async def test_a_slow_turn_does_not_keep_teams_waiting(
    agency: Agency, rasa: StandIn, microsoft: Microsoft
) -> None:
    """The 200 comes first; a sign of typing is shown while Rasa works, and the reply follows."""
    rasa.delays = [0, 1.5]
    began = time.perf_counter()
    assert (await agency.deliver()).status_code == 200
    assert time.perf_counter() - began < 0.5
    await agency.settled()

    assert microsoft.typing == 1
    assert len(microsoft.sent) == 1


async def test_a_turn_longer_than_the_webs_patience_is_answered(
    running: Running, rasa: StandIn, microsoft: Microsoft
) -> None:
    """Where typing is shown, people wait longer than before a page."""
    rasa.delays = [0, 0.6]
    async with running(patience=0.3) as agency:
        await agency.say("hello")

    assert "Turn" in microsoft.words()[-1]


async def test_messages_of_a_chat_are_answered_in_order(
    agency: Agency, rasa: StandIn, microsoft: Microsoft
) -> None:
    """One at a time, as they came, however long each takes."""
    rasa.delays = [0, 0.2, 0, 0.1]
    for words in ("one", "two", "three"):
        await agency.deliver(text=words)
    await agency.settled()

    assert rasa.said() == ["one", "two", "three"]
    assert rasa.most_at_once == 1
    assert len(microsoft.sent) == 3


async def test_chats_do_not_wait_for_each_other(agency: Agency, rasa: StandIn) -> None:
    """Many at once, but not more than there are slots."""
    rasa.delays = [0.05] * 200
    for number in range(50):
        await agency.deliver(conversation=other(number))
    await agency.settled()

    assert 8 < rasa.most_at_once <= channel.AT_ONCE
    assert len(rasa.said()) == 50


async def test_a_thousand_repeated_deliveries_run_once_each(
    running: Running, rasa: StandIn, microsoft: Microsoft
) -> None:
    """As Teams repeats them: at once, later, and after a restart."""
    async with running() as agency:
        for number in range(250):
            where = other(number % 10)
            for _ in range(3):
                await agency.deliver(id=f"m{number}", conversation=where)
        await agency.settled()
    async with running() as agency:
        for number in range(250):
            await agency.deliver(id=f"m{number}", conversation=other(number % 10))
        await agency.settled()

    assert len(rasa.said()) == len(microsoft.sent) == 250


async def test_the_same_id_in_another_chat_is_another_message(
    agency: Agency, rasa: StandIn
) -> None:
    """Ids are the conversation's own."""
    await agency.say("hello", id="1")
    await agency.say("hello", id="1", conversation=other(1))

    assert len(rasa.said()) == 2


async def test_messages_without_an_id_are_known_by_their_body(
    agency: Agency, rasa: StandIn
) -> None:
    """Even so, nothing runs twice."""
    await agency.say("hello", id=None)
    await agency.say("hello", id=None)
    await agency.say("something else", id=None)

    assert rasa.said() == ["hello", "something else"]


async def test_a_failed_turn_is_an_apology_with_whom_to_ring(
    agency: Agency, rasa: StandIn, microsoft: Microsoft
) -> None:
    """Rasa is down: the person hears so, and the next message is taken."""
    rasa.status = 500
    await agency.say("hello")
    rasa.status = None
    await agency.say("hello")

    apology, answer = microsoft.words()
    assert "call 111" in apology
    assert "Turn" in answer


async def test_danger_in_a_failed_turn_is_answered_first(
    agency: Agency, rasa: StandIn, microsoft: Microsoft
) -> None:
    """Whatever fails."""
    rasa.status = 500
    await agency.say("he is going to kill her right now")

    said = microsoft.words()[0]
    assert said.index("Ask for Police") < said.index("not answered")


async def test_a_store_that_fails_is_an_apology(
    agency: Agency, microsoft: Microsoft, tmp_path: Path
) -> None:
    """Nothing of ours is needed to say whom to ring."""

    def drop() -> None:
        with sqlite3.connect(tmp_path / "gateway.db") as connection:
            connection.execute("DROP TABLE teams_chats")

    await asyncio.to_thread(drop)  # what the gateway writes at its start goes on meanwhile
    await agency.say("hello")

    assert "call 111" in microsoft.words()[0]


async def test_what_is_under_way_is_finished_before_the_end(
    running: Running, rasa: StandIn, microsoft: Microsoft
) -> None:
    """Shutting down takes nothing new, and lets go of nothing that was acknowledged."""
    rasa.delays = [0, 0.3]
    async with running() as agency:
        await agency.deliver(text="one")
        ending = asyncio.create_task(agency.app.state.teams.finish(5))
        await asyncio.sleep(0)
        refused = await agency.deliver(text="two")
        await ending

    assert refused.status_code == 503
    assert len(microsoft.sent) == 1


async def test_the_end_does_not_wait_for_ever(
    running: Running, rasa: StandIn, caplog: pytest.LogCaptureFixture
) -> None:
    """What takes longer is cut off, and the log says so."""
    async with running(patience=0.2) as agency:
        rasa.delays = [0, 1.0]
        await agency.deliver()

    assert "teams_cut_off" in caplog.text


async def test_more_than_can_wait_is_not_acknowledged(
    agency: Agency, rasa: StandIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Teams brings it again; it was not taken note of, so that it then counts."""
    monkeypatch.setattr(under_way, "MOST", 1)
    rasa.delays = [0, 0.2]
    await agency.deliver(id="one")
    refused = await agency.deliver(id="two")
    await agency.settled()
    again = await agency.deliver(id="two")
    await agency.settled()

    assert (refused.status_code, again.status_code) == (503, 200)
    assert len(rasa.said()) == 2
