"""Counts of use: of conversations, by what was met in them, with nobody beside a count."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from sqlalchemy import insert

from bot.gateway.app import Knowledge
from bot.gateway.tables import usage
from bot.gateway.usage import tally
from bot.gateway.usage.names import Names, UsageWordsError
from bot.gateway.usage.weeks import today
from tests.gateway.conftest import ON_BOTH, Person, Running
from tests.gateway.stand_in import ANSWER, StandIn, text

DATABASES = ON_BOTH
ROOT = Path(__file__).resolve().parents[2]


async def counted(person: Person) -> dict[tuple[str, str], int]:
    """What is in the store once all is written, of any day."""
    await person.app.state.parts.conversations.tally.write(all_of_it=True)
    return {(kind, name): count for _, kind, name, count in await person.rows("usage")}


async def test_a_conversation_counts_once_for_each_thing(person: Person, rasa: StandIn) -> None:
    """However often it is met; on the day on which it was."""
    rasa.blocks, rasa.intent = [text("Here it is."), ANSWER, ANSWER], "inform"
    await person.say("one")
    await person.say("two")
    rasa.blocks, rasa.intent, rasa.unanswered = None, "ask_guidance", "keeping-records"
    await person.say("three")

    assert await counted(person) == {
        ("channel", "other"): 1,
        ("intent", "inform"): 1,
        ("intent", "ask_guidance"): 1,
        ("outcome", "permitted"): 1,
        ("unanswered", "keeping-records"): 1,
    }
    assert {row[0] for row in await person.rows("usage")} == {today()}


async def test_conversations_add_up(person: Person) -> None:
    """By the way in which they came; one that only began is not counted."""
    await person.say("one")
    await person.begin(channel="web")
    await person.say("one")
    await person.begin(channel="web")
    await person.say("one")
    await person.begin(channel="web")

    found = await counted(person)

    assert found["channel", "other"] == 1
    assert found["channel", "web"] == 2
    assert found["intent", "greet"] == 3


async def test_a_retry_and_a_turn_that_failed_count_for_nothing(
    person: Person, rasa: StandIn
) -> None:
    """Only a turn that was kept counts, and once."""
    rasa.status = 500
    await person.say("one", client_id="once")
    assert await counted(person) == {}

    rasa.status = None
    await person.say("one", client_id="once")
    await person.say("one", client_id="once")

    assert await counted(person) == {("channel", "other"): 1, ("intent", "greet"): 1}


@pytest.mark.parametrize("said", ["Zebedee", "", None, 7, ["inform"], {"name": "inform"}])
async def test_what_has_no_name_is_not_counted(person: Person, rasa: StandIn, said: Any) -> None:
    """Whatever Rasa says: what is in no closed set could be somebody's word."""
    rasa.intent = rasa.unanswered = said

    await person.say("one")

    assert await counted(person) == {("channel", "other"): 1}


async def test_no_count_is_written_with_its_turn(person: Person) -> None:
    """Rows of one transaction tell of each other; so counts wait for those of others."""
    for _ in range(tally.TOGETHER - 1):
        await person.say("one")
        await person.begin()
    await person.app.state.parts.conversations.tally.write()
    before = await person.rows("usage")

    await person.say("one")
    await person.app.state.parts.conversations.tally.write()

    assert before == []
    assert {(kind, count) for _, kind, _, count in await person.rows("usage")} == {
        ("channel", tally.TOGETHER),
        ("intent", tally.TOGETHER),
    }


async def test_they_are_written_when_the_day_is_over(
    person: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of however few conversations they are; under the day on which they were counted."""
    counting = person.app.state.parts.conversations.tally
    monkeypatch.setattr(counting, "_today", lambda: date(2026, 3, 2))
    await person.say("one")
    await counting.write()
    before = await person.rows("usage")

    monkeypatch.setattr(counting, "_today", lambda: date(2026, 3, 3))
    await counting.write()

    assert before == []
    assert {row[0] for row in await person.rows("usage")} == {date(2026, 3, 2)}


async def test_they_are_written_in_an_order_that_tells_nothing(
    person: Person, rasa: StandIn
) -> None:
    """Sorted, and not as they were met."""
    for rasa.intent in ("why", "thanks", "inform", "affirm"):
        await person.say("one")
    await counted(person)

    names = [row[2] for row in await person.rows("usage")]

    assert names == ["other", "affirm", "inform", "thanks", "why"]


async def test_they_are_written_when_the_gateway_ends(running: Running) -> None:
    """An orderly end loses none."""
    async with running() as before:
        await before.begin()
        await before.say("one")
    async with running() as after:
        kinds = {row[1] for row in await after.rows("usage")}

    assert kinds == {"channel", "intent"}


async def test_a_store_that_fails_loses_none(
    person: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    """They wait for the next time."""
    counting = person.app.state.parts.conversations.tally
    await person.say("one")

    async def fail(*_: object) -> None:
        raise OSError

    with monkeypatch.context() as broken:
        broken.setattr(counting, "_write", fail)
        with pytest.raises(OSError):  # noqa: PT011  (it has no words)
            await counting.write(all_of_it=True)

    assert await counted(person) == {("channel", "other"): 1, ("intent", "greet"): 1}


async def test_what_a_conversation_was_counted_for_is_sealed_and_goes_with_it(
    person: Person, rasa: StandIn
) -> None:
    """The counts stay, and nothing beside them names it."""
    rasa.intent = "own_trouble"
    await person.say("one")
    assert b"own_trouble" not in await person.everything_kept()
    await counted(person)

    await person.end()

    assert await counted(person) == {("channel", "other"): 1, ("intent", "own_trouble"): 1}
    assert person.id.encode() not in await person.everything_kept()


async def test_who_asks_to_be_forgotten_is_told_what_stays(
    person: Person, rasa: StandIn, knowledge: Knowledge
) -> None:
    """That turn is not counted any more."""
    rasa.signals, rasa.intent = ["forget"], "forget_me"

    said = (await person.say("forget me")).json()["blocks"]

    assert said[-1]["text"] == knowledge.law.wording["counts_stay"]
    assert await counted(person) == {}


async def test_old_counts_go_by_whole_quarters(person: Person) -> None:
    """Those of the quarter that runs and of the year before it stay."""
    old, kept = date(2020, 1, 1), today()
    async with person.app.state.parts.store.engine.begin() as connection:
        for day in (old, kept):
            row = {"day": day, "kind": "intent", "name": "why", "count": 9}
            await connection.execute(insert(usage).values(**row))
    await person.say("one")

    await counted(person)

    assert {row[0] for row in await person.rows("usage")} == {kept}


def test_every_intent_has_its_name(knowledge: Knowledge) -> None:
    """Those of the domain, and no other: one without a name would never be counted."""
    domain = yaml.safe_load((ROOT / "domain.yml").read_text("utf-8"))
    intents = {name for each in domain["intents"] for name in each}

    assert set(knowledge.names.of_kind["intent"]) == intents


@pytest.mark.parametrize(
    ("change", "says"),
    [
        pytest.param(lambda found: found.pop("intents"), "intents", id="a section is missing"),
        pytest.param(lambda found: found.pop("page"), "page", id="no sentences"),
        pytest.param(lambda found: found["outcomes"].pop("consider"), "consider", id="an outcome"),
    ],
)
def test_words_that_are_missing_are_named(
    knowledge: Knowledge, tmp_path: Path, change: Callable[[Any], Any], says: str
) -> None:
    """The gateway does not start without them."""
    found = yaml.safe_load((ROOT / "data" / "usage.yml").read_text("utf-8"))
    change(found)
    broken = tmp_path / "usage.yml"
    broken.write_text(yaml.safe_dump(found), "utf-8")

    with pytest.raises(UsageWordsError, match=says):
        Names.load(knowledge.law, broken)
