"""Time turns at two places of many conversations, side by side."""

from __future__ import annotations

import statistics
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from bench.script import ROUND, turns

if TYPE_CHECKING:
    from collections.abc import Callable

EARLY, LATE = 5, 200


@dataclass
class Times:
    """Milliseconds of turns around turn 5 and around turn 200.

    Around: over one whole round of the script, so that both have the same kinds of turn.
    """

    early: list[float] = field(default_factory=list)
    late: list[float] = field(default_factory=list)

    def line(self, name: str) -> str:
        """A row of the table: p50 and p95 at both places, and their ratio."""
        e50, l50 = statistics.median(self.early), statistics.median(self.late)
        return (
            f"| {name} | {e50:.1f} / {p95(self.early):.1f} | {l50:.1f} / {p95(self.late):.1f} "
            f"| {l50 / e50:.2f} |"
        )


def p95(times: list[float]) -> float:
    """The time that 95 in 100 turns keep."""
    return statistics.quantiles(times, n=20)[-1]


def measure(
    begin: Callable[[], Callable[[str], None]], times: Times, *, longest: int = LATE
) -> None:
    """Hold one conversation of ``longest`` turns and a round, and note both places.

    Args:
        begin: opens a conversation and returns what sends one message.
        times: where to note the milliseconds.
        longest: how many turns before the second place.
    """
    send = begin()
    for number, text in enumerate(turns(longest + len(ROUND)), 1):
        started = time.perf_counter()
        send(text)
        taken = 1000 * (time.perf_counter() - started)
        if EARLY <= number < EARLY + len(ROUND):
            times.early.append(taken)
        elif number > longest:
            times.late.append(taken)
