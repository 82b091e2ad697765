"""Rasa slow, down or wrong: the person hears whom to ring, and nothing is lost or doubled."""

from __future__ import annotations

import asyncio

import httpx
import pytest

from tests.gateway.conftest import ON_BOTH, Person, Running
from tests.gateway.stand_in import StandIn

DATABASES = ON_BOTH


def shows_whom_to_ring(answer: httpx.Response) -> bool:
    """Whether 111 and the number for a report of concern are in the blocks."""
    contacts = next(b for b in answer.json()["blocks"] if b["type"] == "contacts")
    return {"111", "0508 326 459"} <= {item["phone"] for item in contacts["items"]}


@pytest.mark.parametrize("status", [400, 401, 422, 500, 503])
async def test_whatever_rasa_answers_the_person_hears_whom_to_ring(
    person: Person, rasa: StandIn, status: int
) -> None:
    """503 with Retry-After, an error notice and the two numbers."""
    rasa.status = status

    answer = await person.say("hello")

    assert answer.status_code == 503
    assert int(answer.headers["retry-after"]) > 0
    assert answer.json()["blocks"][0]["level"] == "error"
    assert shows_whom_to_ring(answer)


async def test_a_failed_turn_is_not_kept_and_may_be_tried_again(
    person: Person, rasa: StandIn
) -> None:
    """The same client_id gets a real answer once Rasa is back."""
    rasa.status = 500
    await person.say("hello", client_id="again")
    rasa.status = None

    answer = await person.say("hello", client_id="again")

    assert answer.status_code == 200
    assert answer.json()["turn"] == 1
    assert [turn["id"] for turn in rasa.turns[-2:]] == ["again", "again"]


async def test_without_rasa_no_conversation_begins(running: Running, rasa: StandIn) -> None:
    """503, no cookie, nothing kept."""
    rasa.status = 500
    async with running() as person:
        answer = await person.client.post("/api/v1/conversations", json={"channel": "web"})
        ready = await person.client.get("/readyz")

    assert answer.status_code == 503
    assert shows_whom_to_ring(answer)
    assert "set-cookie" not in answer.headers
    assert ready.status_code == 503
    assert ready.json()["checks"] == {"law": True, "store": True, "rasa": False}


async def test_a_slow_turn_is_told_in_time_and_its_reply_is_there_for_the_next_try(
    running: Running, rasa: StandIn
) -> None:
    """Rasa took the turn, so a retry must not run it a second time."""
    async with running(patience=0.1) as person:
        await person.begin()
        rasa.delays = [0.4]
        slow = await person.say("hello", client_id="slow")
        await asyncio.sleep(0.5)
        again = await person.say("hello", client_id="slow")

    assert slow.status_code == 503
    assert again.status_code == 200
    assert again.json()["turn"] == 1
    assert rasa.said() == ["hello"]


async def test_a_message_that_waited_in_vain_is_not_run_later(
    running: Running, rasa: StandIn
) -> None:
    """Who was told that it was not answered does not find it answered behind their back."""
    async with running(patience=0.15) as person:
        await person.begin()
        rasa.delays = [0.5]
        first, second = await asyncio.gather(person.say("first"), person.say("second"))
        await asyncio.sleep(0.6)

        assert (first.status_code, second.status_code) == (503, 503)
        assert rasa.said() == ["first"]
        assert (await person.say("third")).json()["turn"] == 2


async def test_nobody_listening_is_answered_too(running: Running) -> None:
    """A refused connection is no different."""
    async with running() as person:
        await person.begin()
        client = person.app.state.parts.rasa._client
        client._transport = httpx.AsyncHTTPTransport()
        client.base_url = "http://127.0.0.1:9"
        answer = await person.say("hello")

    assert answer.status_code == 503
    assert shows_whom_to_ring(answer)


async def test_nothing_goes_on_after_the_end(running: Running, rasa: StandIn) -> None:
    """A turn that Rasa is still at would open the store again, and nobody would close that."""
    before = asyncio.all_tasks()
    async with running(patience=0.1) as person:
        await person.begin()
        rasa.delays = [0.4]
        assert (await person.say("hello")).status_code == 503

    assert asyncio.all_tasks() == before
