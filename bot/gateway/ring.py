"""Which Rasa worker has which conversation: rendezvous hashing over those that are reached.

Each gateway comes to the same order without asking anybody. When a worker is lost only its own
conversations move, and when it is back they return.
"""

from __future__ import annotations

import hashlib
import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

LEFT_OUT_S = 5.0
"""Seconds for which a worker that was not reached is not tried first."""


class Ring:
    """The workers, by their addresses."""

    def __init__(self, workers: Sequence[str], clock: Callable[[], float] = time.monotonic) -> None:
        """Take them all for well; ``clock`` gives seconds."""
        self._workers = tuple(workers)
        self._clock = clock
        self._lost: dict[str, float] = {}

    def order(self, conversation: str) -> list[str]:
        """Whom to try for a conversation, first to last; the lost ones come last."""
        now = self._clock()
        ranked = sorted(self._workers, key=lambda worker: _weight(worker, conversation))
        return sorted(ranked, key=lambda worker: self._lost.get(worker, now - 1) > now)

    def left_out(self) -> int:
        """How many are tried last now."""
        now = self._clock()
        return sum(until > now for until in self._lost.values())

    def lost(self, worker: str) -> None:
        """It was not reached."""
        self._lost[worker] = self._clock() + LEFT_OUT_S

    def reached(self, worker: str) -> None:
        """It answers again."""
        self._lost.pop(worker, None)


def _weight(worker: str, conversation: str) -> bytes:
    return hashlib.blake2b(f"{worker} {conversation}".encode(), digest_size=8).digest()
