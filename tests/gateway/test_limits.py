"""How much at once."""

from __future__ import annotations

import pytest

from bot.gateway.errors import TooFast
from bot.gateway.rate import MOST_BUCKETS, Buckets
from bot.gateway.settings import Rate
from tests.gateway.conftest import Running
from tests.gateway.stand_in import StandIn


class Clock:
    """Time that stands still until it is moved."""

    now = 0.0

    def __call__(self) -> float:
        """Seconds."""
        return self.now


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


def test_a_bucket_fills_again_with_time() -> None:
    """One a second at sixty a minute, and never over its burst."""
    clock = Clock()
    buckets = Buckets(Rate(burst=2, per_minute=60), clock)
    buckets.take("a")
    buckets.take("a")

    with pytest.raises(TooFast):
        buckets.take("a")

    clock.now = 100
    buckets.take("a")
    buckets.take("a")
    with pytest.raises(TooFast):
        buckets.take("a")


def test_buckets_that_are_full_again_are_dropped() -> None:
    """Many addresses do not fill the memory."""
    clock = Clock()
    buckets = Buckets(Rate(burst=1, per_minute=60), clock)
    for number in range(MOST_BUCKETS):
        buckets.take(str(number))

    clock.now = 2
    buckets.take("one more")

    assert len(buckets._buckets) == 1
