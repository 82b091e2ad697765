"""What was acknowledged is owed until it is answered, and whoever can answers it, once."""

from __future__ import annotations

import asyncio
import sqlite3
from pathlib import Path

import pytest

from tests.gateway.stand_in import ANSWER, StandIn
from tests.teams.conftest import Agency, Running
from tests.teams.microsoft import Answer, Microsoft
from tests.teams.test_buttons import rows

NEVER = 60.0
"""Seconds that no test waits: the gateway ends before, however slow the machine is."""


def time_passes(state: Path, **columns: str) -> None:
    """As if nobody had said for a while that they work on what is owed."""
    with sqlite3.connect(state / "gateway.db") as connection:
        for name, value in {"due": "2026-01-01 00:00:00.000000", **columns}.items():
            connection.execute(f"UPDATE teams_owed SET {name} = ?", [value])  # noqa: S608  (ours)


async def look(*agencies: Agency) -> None:
    """Have gateways look, as they do every few seconds, and do what they find."""
    await asyncio.gather(*(agency.app.state.teams.look() for agency in agencies))
    for agency in agencies:
        await agency.settled()


async def test_nothing_is_owed_once_it_is_answered(
    agency: Agency, rasa: StandIn, microsoft: Microsoft, tmp_path: Path
) -> None:
    """Neither a reply, nor an apology, nor what Microsoft will not take, leaves anything."""
    await agency.install()
    await agency.say("hello")
    rasa.status = 500
    await agency.say("hello again")
    for status in (413, 403):
        microsoft.answers = [Answer(status)] * 2
        await agency.say("and again")

    assert rows(tmp_path, "teams_owed") == []


async def test_what_is_worked_on_is_left_alone(
    running: Running, rasa: StandIn, microsoft: Microsoft
) -> None:
    """A second gateway takes nothing of the first one's."""
    rasa.delays = [0, 0.3]
    async with running() as first, running() as second:
        await first.deliver(text="hello")
        await asyncio.sleep(0.1)
        await look(second)
        await first.settled()

    assert rasa.said() == ["hello"]
    assert len(microsoft.sent) == 1


async def test_who_works_says_so(
    running: Running, rasa: StandIn, microsoft: Microsoft, tmp_path: Path
) -> None:
    """What takes long is not taken for lost: its time is moved on at every look."""
    rasa.delays = [0, 0.3]
    async with running() as first, running() as second:
        await first.deliver(text="hello")
        await asyncio.sleep(0.1)
        time_passes(tmp_path)
        await first.app.state.teams.look()
        await look(second)
        await first.settled()

    assert rasa.said() == ["hello"]
    assert len(microsoft.sent) == 1


async def test_two_gateways_answer_once(
    running: Running, rasa: StandIn, microsoft: Microsoft, tmp_path: Path
) -> None:
    """Both look at the same moment at what a third one left behind."""
    rasa.delays = [0, NEVER]
    async with running() as first, running() as second:
        async with running(patience=0.1) as third:
            await third.deliver(text="hello")
        time_passes(tmp_path, due="2099-01-01 00:00:00.000000")
        await look(first, second)
        assert microsoft.sent == []
        time_passes(tmp_path)
        await look(first, second)

    assert len(microsoft.sent) == 1
    assert "send your message again" in microsoft.words()[0].replace("\\", "")


async def test_a_turn_that_an_orderly_end_cut_off_is_answered(
    running: Running, rasa: StandIn, microsoft: Microsoft, tmp_path: Path
) -> None:
    """Whoever is told to end waits only so long; the next one to start sees what was left."""
    async with running(patience=0.2) as agency:
        await agency.say("hello")
        rasa.delays = [NEVER]
        await agency.press(microsoft.buttons()["Yes"], wait=False)
        await asyncio.sleep(0.1)
        said = len(microsoft.sent)
    assert len(microsoft.sent) == said, "it is still owed: no apology"
    time_passes(tmp_path)
    async with running() as agency:
        await look(agency)

    assert "Thanks." in microsoft.words()[-1]


async def test_what_microsoft_did_not_take_for_minutes_is_sent_later(
    agency: Agency, rasa: StandIn, microsoft: Microsoft, tmp_path: Path
) -> None:
    """It was given up; it is not forgotten, and Rasa is not asked again."""
    await agency.install()
    agency.wire.away = agency.wire.now + 3_600
    await agency.say("hello")
    await look(agency)
    assert len(microsoft.sent) == 1
    agency.wire.away = 0
    time_passes(tmp_path)
    await look(agency)

    assert rasa.said() == ["hello"]
    assert "Is anyone in danger right now?" in microsoft.words()[-1]
    assert len(microsoft.sent) == 2
    assert rows(tmp_path, "teams_owed") == []


async def test_nothing_is_owed_to_who_left(
    agency: Agency, microsoft: Microsoft, tmp_path: Path
) -> None:
    """What could not be sent before is not sent to somebody who took us away."""
    agency.wire.away = agency.wire.now + 3_600
    await agency.say("hello")
    await agency.uninstall()
    agency.wire.away = 0
    await agency.settled()

    assert rows(tmp_path, "teams_owed") == []
    assert microsoft.sent == []


async def test_a_vote_is_counted_once_and_said_so(
    agency: Agency, rasa: StandIn, microsoft: Microsoft, tmp_path: Path
) -> None:
    """It had been counted when its thanks could not be sent."""
    rasa.blocks = [ANSWER]
    await agency.say("May I?")
    yes = microsoft.buttons()["Yes"]
    agency.wire.away = agency.wire.now + 3_600
    await agency.press(yes)
    agency.wire.away = 0
    time_passes(tmp_path)
    await look(agency)

    assert "counted" in microsoft.words()[-1]
    assert [row[1:] for row in rows(tmp_path, "feedback")] == [("permitted", 1, 1)]


async def test_a_welcome_that_was_not_sent_is_sent_once(
    agency: Agency, microsoft: Microsoft, tmp_path: Path
) -> None:
    """Teams says twice that we were added; both were owed."""
    agency.wire.away = agency.wire.now + 3_600
    await agency.install()
    agency.wire.away = 0
    time_passes(tmp_path)
    await look(agency)
    await agency.say("hello")

    assert ["your agency keeps" in words for words in microsoft.words()] == [True, False]


@pytest.mark.parametrize(("days", "key"), [("2026-01-01", ""), ("2099-01-01", "k" * 40)])
async def test_what_cannot_be_answered_any_more_is_dropped(
    running: Running, rasa: StandIn, tmp_path: Path, days: str, key: str
) -> None:
    """Of days ago, or sealed with a key that is no more: nothing is sent, and nothing stays."""
    rasa.delays = [0, NEVER]
    async with running(patience=0.1) as agency:
        await agency.deliver(text="hello")
    time_passes(tmp_path, came=f"{days} 00:00:00.000000")
    async with running(key=key) as agency:
        await look(agency)

    assert rows(tmp_path, "teams_owed") == []
    assert agency.microsoft.sent == []


async def test_what_is_owed_holds_no_words_and_nobody(
    agency: Agency, rasa: StandIn, tmp_path: Path
) -> None:
    """Sealed, and without what was typed even within."""
    rasa.delays = [0, 0.2]
    await agency.deliver(text="the bruises", entities=[{"type": "mention", "text": "bruises"}])
    ((name, *_, sealed),) = rows(tmp_path, "teams_owed")
    assert isinstance(name, bytes)
    assert isinstance(sealed, bytes)
    opened = agency.app.state.teams._talk.seal.unshut(sealed, name)
    await agency.settled()

    assert b"person" in opened
    assert b"person" not in sealed
    assert b"bruises" not in opened
