"""Token buckets, in this process."""

from __future__ import annotations

import math
import time
from typing import TYPE_CHECKING

from bot.gateway.errors import TooFast

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.gateway.settings import Rate

MOST_BUCKETS = 10_000
"""Beyond so many, the buckets that are full again are dropped: they remember nothing."""


class Buckets:
    """One bucket for each key: a conversation or a client address."""

    def __init__(self, rate: Rate, clock: Callable[[], float] = time.monotonic) -> None:
        """Full buckets of this rate; ``clock`` gives seconds."""
        self._burst = float(rate.burst)
        self._per_second = rate.per_minute / 60
        self._clock = clock
        self._buckets: dict[str, tuple[float, float]] = {}

    def take(self, key: str) -> None:
        """Take one from the key's bucket.

        Raises:
            TooFast: it is empty; the error says in how many seconds it is not.
        """
        now = self._clock()
        if key not in self._buckets and len(self._buckets) >= MOST_BUCKETS:
            self._drop_full(now)
        left = self._level(key, now)
        if left < 1:
            raise TooFast(max(1, math.ceil((1 - left) / self._per_second)))
        self._buckets[key] = (left - 1, now)

    def _level(self, key: str, now: float) -> float:
        level, when = self._buckets.get(key, (self._burst, now))
        return min(self._burst, level + (now - when) * self._per_second)

    def _drop_full(self, now: float) -> None:
        kept = {k: v for k, v in self._buckets.items() if self._level(k, now) < self._burst}
        self._buckets = kept
