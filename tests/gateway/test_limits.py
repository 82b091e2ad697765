"""How much, how many at once, and what is said to who is one too many."""

from __future__ import annotations

import asyncio

import httpx
import pytest

from bot.gateway.crowd import Crowd, Full, Room
from bot.gateway.proxies import read_proxies
from bot.gateway.settings import Rate, Settings, SettingsError
from bot.gateway.sign_in.settings import ByProxy
from tests.gateway.conftest import Person, Running
from tests.gateway.stand_in import StandIn


async def test_a_conversation_over_its_rate_waits(running: Running, rasa: StandIn) -> None:
    """429 with Retry-After; Rasa is spared; other conversations are not held up."""
    async with running(turns=Rate(burst=2, per_minute=30)) as person:
        await person.begin()
        statuses = [(await person.say("hello")).status_code for _ in range(2)]
        refused = await person.say("hello")
        await person.begin()
        other = await person.say("hello")

    assert statuses == [200, 200]
    assert refused.status_code == 429
    assert refused.headers["retry-after"] == "2"
    assert "2 seconds" in refused.json()["blocks"][0]["text"]
    assert other.status_code == 200
    assert len(rasa.said()) == 3


async def test_an_address_can_begin_only_so_many_conversations(running: Running) -> None:
    """429 for the next one."""
    async with running(beginnings=Rate(burst=1, per_minute=1)) as person:
        await person.begin()
        answer = await person.client.post("/api/v1/conversations", json={})

    assert answer.status_code == 429
    assert answer.headers["retry-after"] == "60"


ONCE = Rate(burst=1, per_minute=1)


async def look(person: Person, path: str = "/chat", by: str = "192.0.2.1") -> httpx.Response:
    """Ask for a path from this address."""
    transport = httpx.ASGITransport(app=person.app, client=(by, 1))
    async with httpx.AsyncClient(transport=transport, base_url="http://chat.test") as client:
        return await client.get(path, headers={"x-remote-user": "somebody"})


@pytest.mark.parametrize("path", ["/chat", "/api/v1/openapi.json", f"/records/{'A' * 43}"])
async def test_one_caller_has_a_rate_for_all_calls(running: Running, path: str) -> None:
    """429 with Retry-After and whom to ring; others are not held up, nor is what is public."""
    async with running(calls=ONCE) as person:
        statuses = [(await look(person, path)).status_code for _ in range(2)]
        refused = await look(person, path)
        other = await look(person, path, by="192.0.2.2")
        health = [(await look(person, "/healthz")).status_code for _ in range(3)]

    assert statuses[1] == refused.status_code == 429
    assert refused.headers["retry-after"] == "60"
    assert "111" in refused.text
    assert "60 seconds" in refused.text
    assert other.status_code != 429
    assert health == [200, 200, 200]


async def test_one_caller_has_only_so_many_calls_under_way(running: Running, rasa: StandIn) -> None:
    """429, and the others have their turns; once theirs are had, so has the one."""
    async with running(crowd=Crowd(at_once=8, waiting=8, of_one=2)) as person:
        talks = []
        for _ in range(4):
            await person.begin()
            talks.append((person.id, person.bearer))
        rasa.delays = [0.4, 0.4]
        held = [asyncio.create_task(say(person, *talk)) for talk in talks[:2]]
        await asyncio.sleep(0.1)
        refused = await say(person, *talks[2])
        other = await look(person, by="192.0.2.2")
        served = [answer.status_code for answer in await asyncio.gather(*held)]
        later = await say(person, *talks[3])

    assert refused.status_code == 429
    assert refused.headers["retry-after"] == "5"
    assert "111" in refused.text
    assert other.status_code == 200
    assert served == [200, 200]
    assert later.status_code == 200


def test_no_caller_can_take_all_places() -> None:
    """As it is shipped: what one may have under way leaves places to others."""
    crowd = Crowd()

    assert crowd.of_one < crowd.waiting
    assert crowd.of_one < crowd.connections / 2


async def test_all_callers_together_have_a_rate(running: Running) -> None:
    """503: it is not theirs; one who is over their own rate uses nothing up for the others."""
    two = Rate(burst=2, per_minute=1)
    async with running(calls=ONCE, in_all=two) as person:
        greedy = [(await look(person)).status_code for _ in range(5)]
        second = await look(person, by="192.0.2.2")
        third = await look(person, by="192.0.2.3")

    assert greedy == [200, 429, 429, 429, 429]
    assert (second.status_code, third.status_code) == (200, 503)
    assert third.headers["retry-after"] == "60"
    assert "Many people" in third.text
    assert "111" in third.text


async def test_who_is_not_signed_in_uses_nothing_up(running: Running) -> None:
    """Whoever knocks at a closed door does not close it for the others."""
    by_proxy = ByProxy("x-remote-user", read_proxies("192.0.2.9"))
    async with running(sign_in=by_proxy, in_all=ONCE) as person:
        knocks = [(await look(person)).status_code for _ in range(5)]
        signed = await look(person, by="192.0.2.9")

    assert knocks == [403] * 5
    assert signed.status_code == 200


async def test_only_so_many_turns_are_had_at_once(running: Running, rasa: StandIn) -> None:
    """The others wait; those for whom there is no place to wait hear so, with 111."""
    async with running(crowd=Crowd(at_once=2, waiting=1)) as person:
        talks = []
        for _ in range(5):
            await person.begin()
            talks.append((person.id, person.bearer))
        rasa.delays, rasa.most_at_once = [0.3] * 5, 0

        answers = await asyncio.gather(*(say(person, *talk) for talk in talks))
        later = await say(person, *talks[4], text="again")

    refused = [answer for answer in answers if answer.status_code == 503]
    assert [answer.status_code for answer in answers].count(200) == 3
    assert rasa.most_at_once == 2
    assert len(refused) == 2
    assert refused[0].headers["retry-after"] == "5"
    assert "Many people" in refused[0].text
    assert "111" in refused[0].text
    assert later.status_code == 200


async def test_words_of_danger_are_answered_when_all_places_are_taken(
    running: Running, rasa: StandIn
) -> None:
    """111 comes first, whoever else waits."""
    async with running(crowd=Crowd(at_once=1, waiting=1)) as person:
        talks = []
        for _ in range(3):
            await person.begin()
            talks.append((person.id, person.bearer))
        rasa.delays = [0.3, 0.3]
        first = [asyncio.create_task(say(person, *talk)) for talk in talks[:2]]
        await asyncio.sleep(0.1)
        refused = await say(person, *talks[2], text="he is hitting her right now")
        await asyncio.gather(*first)

    assert refused.status_code == 503
    assert refused.json()["blocks"][0]["level"] == "emergency"


async def test_who_waited_for_a_place_in_vain_is_not_answered_later(
    running: Running, rasa: StandIn
) -> None:
    """What was not begun when the person was told so is never had."""
    async with running(crowd=Crowd(at_once=1, waiting=5), patience=0.2) as person:
        await person.begin()
        one = (person.id, person.bearer)
        await person.begin()
        rasa.delays = [0.6]
        busy = asyncio.create_task(say(person, *one, text="first"))
        await asyncio.sleep(0.05)
        waited = await say(person, person.id, person.bearer, text="second")
        await busy
        await asyncio.sleep(0.6)

    assert waited.status_code == 503
    assert rasa.said() == ["first"]


async def say(
    person: Person, conversation: str, bearer: dict[str, str], text: str = "hello"
) -> httpx.Response:
    """Say something in one of several conversations."""
    path = f"/api/v1/conversations/{conversation}/turns"
    body = {"client_id": text.replace(" ", "-"), "text": text}
    return await person.client.post(path, json=body, headers=bearer)


async def test_a_place_is_free_again_whatever_happens_in_it() -> None:
    """Also after a fault, and after somebody who gave up waiting."""
    room = Room(at_once=1, waiting=1)
    for _ in range(3):
        with pytest.raises(ZeroDivisionError):
            async with room.place():
                raise ZeroDivisionError
    async with room.place():
        with pytest.raises(TimeoutError):
            async with asyncio.timeout(0.01), room.place():
                pytest.fail("there was no place")
    async with room.place():
        pass


async def test_a_room_that_is_full_says_so() -> None:
    """At once, and not after a wait."""
    room = Room(at_once=1, waiting=0)
    async with room.place():
        with pytest.raises(Full):
            async with room.place():
                pytest.fail("there was no place")


@pytest.mark.parametrize("name", ["TURNS_AT_ONCE", "TURNS_WAITING", "CALLS_AT_ONCE", "CONNECTIONS"])
@pytest.mark.parametrize("value", ["0", "-1", "many", "1.5", "999999999", "\u0661"])
def test_a_number_that_is_none_stops_the_start(name: str, value: str) -> None:
    """The message names the setting."""
    needed = {"SAFE_TO_SHARE_SECRET": "s", "SAFE_TO_SHARE_RASA_URL": "http://127.0.0.1:1/"}
    with pytest.raises(SettingsError, match=f"SAFE_TO_SHARE_{name}"):
        Settings.from_environment({**needed, f"SAFE_TO_SHARE_{name}": value})
