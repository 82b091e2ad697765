"""Numbers for Prometheus: what they count, and who may read them."""

from __future__ import annotations

import pytest

from bot.database import Database
from tests.gateway.conftest import Person, Running
from tests.gateway.stand_in import ANSWER, StandIn, text
from tests.postgres import Postgres

TOKEN = "a-token-of-the-administrator"


def number(page: str, name: str) -> float:
    """The value of a line of the page."""
    return float(next(line for line in page.splitlines() if line.startswith(name)).split()[-1])


async def read(person: Person) -> str:
    """The page, as Prometheus asks for it."""
    answer = await person.client.get("/metrics", headers={"Authorization": f"Bearer {TOKEN}"})
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith("text/plain")
    return answer.text


async def test_calls_and_outcomes_are_counted(running: Running, rasa: StandIn) -> None:
    """A turn that is sent again is a call more, and no answer more."""
    async with running(metrics_token=TOKEN) as person:
        await person.begin()
        rasa.blocks = [text("Yes."), ANSWER]
        await person.say("may I?", client_id="once")
        await person.say("may I?", client_id="once")
        page = await read(person)

    turns = 'route="/api/v1/conversations/{conversation}/turns"'
    assert number(page, f'safe_to_share_calls_total{{method="POST",{turns},status="200"}}') == 2
    assert number(page, 'safe_to_share_answers_total{outcome="permitted"}') == 1
    stages = "safe_to_share_turn_stage_seconds_count"
    assert number(page, f'{stages}{{stage="rasa"}}') == 1
    assert number(page, f'{stages}{{stage="queue"}}') == 2
    assert number(page, "safe_to_share_store_seconds_count") > 5
    assert number(page, "safe_to_share_rasa_workers_reached") == 1
    assert number(page, "safe_to_share_ending") == 0
    assert number(page, "process_resident_memory_bytes") > 0
    assert number(page, f"safe_to_share_call_seconds_count{{{turns}}}") == 2
    assert number(page, "safe_to_share_conversations_in_turn") == 0


async def test_faults_are_counted_by_what_they_are(running: Running, rasa: StandIn) -> None:
    """What the log says to a person, a number says to an alarm."""
    async with running(metrics_token=TOKEN) as person:
        await person.begin()
        rasa.status = 500
        await person.say("hello")
        person.app.state.parts.is_ending = True
        page = await read(person)

    assert number(page, 'safe_to_share_faults_total{event="rasa_refused"}') == 1
    assert number(page, "safe_to_share_ending") == 1


async def test_connections_to_postgresql_are_counted(running: Running, postgres: Postgres) -> None:
    """None is in use between two calls but the one that locks are on."""
    database = Database(postgres.new_database(), "tests")
    async with running(metrics_token=TOKEN, database=database) as person:
        await person.begin()
        await person.say("hello")
        page = await read(person)

    assert number(page, "safe_to_share_store_connections") == 1


async def test_no_label_holds_an_id_or_a_word(running: Running) -> None:
    """Whatever is called, however it is called."""
    async with running(metrics_token=TOKEN) as person:
        await person.begin()
        await person.say("kererū")
        await person.client.get("/kererū/secret")
        await person.client.request("KERERU", "/chat")
        page = await read(person)

    assert person.id not in page
    assert "kereru" not in page.lower().replace("ū", "u")
    assert 'route="unknown"' in page


@pytest.mark.parametrize("given", ["", "Bearer ", f"Bearer {TOKEN}x", TOKEN, "Bearer \u00ff"])
async def test_without_the_token_there_is_no_such_page(running: Running, given: str) -> None:
    """It looks like any address that there is not."""
    async with running(metrics_token=TOKEN) as person:
        answer = await person.client.get(
            "/metrics", headers=[(b"authorization", given.encode("latin-1"))]
        )

    assert answer.status_code == 404
    assert "safe_to_share" not in answer.text


async def test_without_a_token_there_is_no_such_page(running: Running) -> None:
    """Not even for who sends an empty one."""
    async with running() as person:
        for given in ({}, {"Authorization": "Bearer "}, {"Authorization": "Bearer"}):
            assert (await person.client.get("/metrics", headers=given)).status_code == 404
