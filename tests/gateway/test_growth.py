"""Two gateways, two workers, one PostgreSQL: a conversation's turns keep their order."""

from __future__ import annotations

import asyncio
from collections import Counter
from dataclasses import dataclass, field

import httpx
import pytest

from bot.gateway.ring import LEFT_OUT_S, Ring
from bot.gateway.settings import Settings, SettingsError
from tests.gateway.conftest import Running
from tests.gateway.stand_in import StandIn

DATABASES = ("postgresql",)
TWO = "http://a.test http://b.test"


@dataclass
class Workers(httpx.AsyncBaseTransport):
    """Two workers on one network; those in ``gone`` are not reached."""

    rasa: StandIn
    gone: set[str] = field(default_factory=set)
    asked: list[str] = field(default_factory=list)

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Reach one, or not."""
        if request.url.host in self.gone:
            raise httpx.ConnectError("refused")
        if "/turn" in request.url.path:
            self.asked.append(request.url.host)
        return await httpx.ASGITransport(app=self.rasa.app()).handle_async_request(request)


async def test_the_same_message_at_both_gateways_is_had_once(
    running: Running, rasa: StandIn
) -> None:
    """At the same instant: one turn, and both have its reply."""
    async with running() as one, running() as other:
        await one.begin()
        other.id, other.token = one.id, one.token
        rasa.delays = [0.2]

        answers = await asyncio.gather(
            one.say("hello", client_id="same"), other.say("hello", client_id="same")
        )

    assert [answer.status_code for answer in answers] == [200, 200]
    assert answers[0].json() == answers[1].json()
    assert rasa.said() == ["hello"]


async def test_two_messages_at_both_gateways_follow_each_other(
    running: Running, rasa: StandIn
) -> None:
    """No two turns of a conversation at once, and each has its number."""
    async with running() as one, running() as other:
        await one.begin()
        other.id, other.token = one.id, one.token
        rasa.delays = [0.05] * 10

        answers = await asyncio.gather(
            *((one, other)[n % 2].say("hello", client_id=f"m{n}") for n in range(5))
        )
        numbers = sorted(answer.json()["turn"] for answer in answers)

    assert numbers == [1, 2, 3, 4, 5]
    assert rasa.most_at_once == 1


async def test_a_gateway_that_dies_lets_go(running: Running) -> None:
    """Its locks end with its connection, and the other one goes on."""
    async with running() as one, running() as other:
        await one.begin()
        other.id, other.token = one.id, one.token
        held = one.app.state.parts.store.held
        async with held.alone(one.id):
            waiting = asyncio.create_task(other.say("hello"))
            await asyncio.sleep(0.1)
            assert not waiting.done()
            await held._connection.invalidate()
            answer = await waiting

    assert answer.status_code == 200


async def test_a_worker_that_is_lost_is_replaced_and_comes_back(
    running: Running, rasa: StandIn
) -> None:
    """Nobody notices; its conversations return to it."""
    workers = Workers(rasa)
    async with running(rasa_url=TWO) as person:
        talks = person.app.state.parts.rasa
        talks._client._transport = workers
        await person.begin()
        workers.asked.clear()
        await person.say("one")
        home = workers.asked[-1]
        workers.gone = {home}
        lost = await person.say("two")
        away = workers.asked[-1]
        workers.gone = set()
        assert await talks.laws()
        await person.say("three")

    assert lost.status_code == 200
    assert away != home
    assert workers.asked[-1] == home


def test_only_the_lost_ones_conversations_move() -> None:
    """And every worker has its share."""
    now = [0.0]
    ring = Ring(["a", "b", "c"], clock=lambda: now[0])
    before = {str(n): ring.order(str(n))[0] for n in range(600)}
    ring.lost("a")
    after = {name: ring.order(name)[0] for name in before}
    now[0] = LEFT_OUT_S

    assert all(160 < share < 240 for share in Counter(before.values()).values())
    assert all(after[n] == worker for n, worker in before.items() if worker != "a")
    assert "a" not in after.values()
    assert {name: ring.order(name)[0] for name in before} == before


def test_several_workers_need_one_store() -> None:
    """Each with a file of its own would know half of the conversations."""
    env = {"SAFE_TO_SHARE_SECRET": "s", "SAFE_TO_SHARE_RASA_URL": TWO}

    with pytest.raises(SettingsError, match="need one store"):
        Settings.from_environment(env)
