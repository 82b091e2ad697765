"""Nothing of a conversation is there a day after its last turn, and nobody has to see to it."""

from __future__ import annotations

import asyncio
import sqlite3
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from bot.gateway import purge
from bot.gateway.app import _tidy
from bot.gateway.receipts import utc_now
from bot.gateway.retention import drop_idle
from bot.gateway.settings import Settings, SettingsError
from tests.gateway.conftest import Person, Running
from tests.gateway.recording import recorded
from tests.gateway.stand_in import StandIn
from tests.gateway.test_start import NEEDED


def let_pass(state: Path, hours: float) -> None:
    """Have every last turn be so many hours longer ago."""
    with closing(sqlite3.connect(state / "gateway.db")) as db, db:
        then = (utc_now() - timedelta(hours=hours)).isoformat(" ")
        db.execute("UPDATE conversations SET last_turn = ?", (f"{then}",))


def held(state: Path) -> bytes:
    """Every byte of the store's files."""
    return b"".join(path.read_bytes() for path in state.glob("gateway.db*"))


async def test_a_day_after_its_last_turn_nothing_is_left(person: Person, rasa: StandIn) -> None:
    """Turns, records, what the person was told, votes: the bytes too; and Rasa is told."""
    block = await recorded(person, rasa)
    let_pass(person.state, 24.1)

    await _tidy(person.app.state.parts.conversations, 24)

    assert rasa.forgotten == [person.id]
    assert person.id.encode() not in held(person.state)
    assert (await person.past()).status_code == 404
    assert (await person.client.get(block["url"])).status_code == 404


async def test_whoever_goes_on_within_a_day_keeps_it(person: Person) -> None:
    """Each turn counts anew."""
    let_pass(person.state, 23.9)
    await person.say("hello")
    let_pass(person.state, 23.9)

    removed = await drop_idle(person.app.state.parts.conversations, 24)

    assert removed == 0
    assert (await person.past()).status_code == 200


async def test_a_turn_that_is_under_way_comes_first(person: Person, rasa: StandIn) -> None:
    """It is answered and kept, and so is the conversation."""
    let_pass(person.state, 25)
    rasa.delays = [0.3]
    turn = asyncio.create_task(person.say("hello"))
    await asyncio.sleep(0.1)

    removed = await drop_idle(person.app.state.parts.conversations, 24)

    assert (await turn).status_code == 200
    assert removed == 0


async def test_purging_beside_a_running_gateway_says_how_many(
    person: Person,
    rasa: StandIn,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Old ones by default, every one with --all; Rasa hears of them from the gateway."""
    monkeypatch.setenv("SAFE_TO_SHARE_STATE", str(person.state))
    first = person.id
    let_pass(person.state, 25)
    await person.begin()

    codes = [await asyncio.to_thread(purge.main, given) for given in ([], [], ["--all"])]
    said = capsys.readouterr().out

    assert codes == [0, 0, 0]
    assert said.splitlines() == [
        f"gateway: {count} conversations removed. Counts of use stay: none says whose "
        "conversation it was of."
        for count in (1, 0, 1)
    ]
    assert (await person.past()).status_code == 404
    await person.app.state.parts.conversations.tell_rasa_to_forget()
    assert set(rasa.forgotten) == {first, person.id}
    assert first.encode() not in held(person.state)
    assert person.id.encode() not in held(person.state)


async def test_a_purge_needs_no_key(running: Running) -> None:
    """What nobody can read any more can still be removed."""
    async with running() as person:
        await person.begin()
    (person.state / "sealing.keys").unlink()

    assert await purge.purge(person.state, 0) == 1


def test_a_purge_that_cannot_be_done_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Exit 1 for a broken store, 2 for a wrong setting; nothing of a row in either."""
    monkeypatch.setenv("SAFE_TO_SHARE_STATE", str(tmp_path))
    (tmp_path / "gateway.db").write_bytes(b"a letter to my aunt" * 100)

    assert purge.main([]) == 1
    assert "gateway: not purged" in capsys.readouterr().err
    monkeypatch.setenv("SAFE_TO_SHARE_IDLE_HOURS", "soon")
    assert purge.main([]) == 2
    assert "SAFE_TO_SHARE_IDLE_HOURS" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("idle", "record", "named"),
    [
        ("soon", "", "IDLE_HOURS"),
        ("0", "", "IDLE_HOURS"),
        ("745", "", "IDLE_HOURS"),
        ("nan", "", "IDLE_HOURS"),
        ("24", "25", "RECORD_HOURS"),
        ("", "25", "RECORD_HOURS"),
        ("24", "never", "RECORD_HOURS"),
    ],
)
def test_hours_that_cannot_be_are_named(idle: str, record: str, named: str) -> None:
    """A record cannot outlive the conversation that it goes with."""
    hours = {"SAFE_TO_SHARE_IDLE_HOURS": idle, "SAFE_TO_SHARE_RECORD_HOURS": record}

    with pytest.raises(SettingsError, match=f"{named} has to be hours"):
        Settings.from_environment(NEEDED | hours)


def test_a_short_life_shortens_that_of_records() -> None:
    """Without a setting of their own."""
    settings = Settings.from_environment(NEEDED | {"SAFE_TO_SHARE_IDLE_HOURS": "2"})

    assert (settings.idle_hours, settings.record_hours) == (2, 2)
