"""Time turns at places far apart in one conversation."""

from __future__ import annotations

import statistics
import time
from typing import TYPE_CHECKING

from bench.script import ROUND, turns

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bench.asking import Caller
    from bench.crowd import Begin

EARLY, LATE, LATEST = 5, 200, 500


def p95(times: list[float]) -> float:
    """The time that 95 in 100 turns keep."""
    return statistics.quantiles(times, n=20)[-1]


class Growth:
    """Milliseconds of turns around some places of a conversation.

    Around: over one whole round of the script, so that all places have the same kinds of turn.
    """

    def __init__(self, places: Sequence[int] = (EARLY, LATE, LATEST)) -> None:
        """Nothing is timed yet."""
        self.times: dict[int, list[float]] = {place: [] for place in places}

    async def follow(self, caller: Caller, begin: Begin) -> None:
        """Hold one conversation, a round beyond the last place."""
        send = await begin(caller)
        for number, text in enumerate(turns(max(self.times) + len(ROUND) - 1), 1):
            started = time.perf_counter()
            await send(text)
            taken = 1000 * (time.perf_counter() - started)
            for place, times in self.times.items():
                if place <= number < place + len(ROUND):
                    times.append(taken)

    def line(self, name: str) -> str:
        """A row of the table: p50 and p95 at each place, and the last p50 against the first."""
        cells = [
            f"{statistics.median(times):.1f} / {p95(times):.1f}" for times in self.times.values()
        ]
        cells += ["-"] * (3 - len(cells))
        medians = [statistics.median(times) for times in self.times.values()]
        return f"| {name} | {' | '.join(cells)} | {medians[-1] / medians[0]:.2f} |"
