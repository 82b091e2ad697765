"""Buckets by themselves: how they fill, and what they take of the memory."""

from __future__ import annotations

import pytest

from bot.gateway.errors import TooFast
from bot.gateway.rate import MOST_BUCKETS, Buckets
from bot.gateway.settings import Rate


class Clock:
    """Time that stands still until it is moved."""

    now = 0.0

    def __call__(self) -> float:
        """Seconds."""
        return self.now


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
