"""Counts conversations by what was met in them, and writes the counts where nobody stands beside.

A count is not written with its turn: both rows would then tell of each other, by their place in
the file or by PostgreSQL's number of the transaction. Counts wait in memory until there are those
of several conversations, and are written together, sorted.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from sqlalchemy import delete
from sqlalchemy.exc import SQLAlchemyError

from bot.gateway.database import insert_or
from bot.gateway.faults import log_fault
from bot.gateway.tables import usage
from bot.gateway.usage.names import CHANNEL, INTENT, OUTCOME, UNANSWERED
from bot.gateway.usage.weeks import kept_since

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from sqlalchemy.ext.asyncio import AsyncEngine

    from bot.gateway.rasa import Reply
    from bot.gateway.sealed import Issued, RawBlocks
    from bot.gateway.usage.names import Cell, Names

TOGETHER = 6
"""Conversations whose counts are written at once, unless the day or the gateway ends before."""


class Tally:
    """What this gateway counted and has not written yet."""

    def __init__(self, engine: AsyncEngine, names: Names, today: Callable[[], date]) -> None:
        """Write to the engine of the store; count only what has a name."""
        self._engine = engine
        self._names = names
        self._today = today
        self._waiting: Counter[tuple[date, str, str]] = Counter()
        self._whose: set[str] = set()

    def news(self, issued: Issued, reply: Reply, blocks: RawBlocks) -> tuple[str, ...]:
        """What a turn shows that its conversation was not counted for yet.

        Args:
            issued: of the conversation; it is sealed, so nobody sees what was counted.
            reply: of Rasa's.
            blocks: as they go out.
        """
        cells: list[Cell] = [(CHANNEL, issued.channel), (INTENT, reply.intent)]
        cells += [(OUTCOME, block["outcome"]) for block in blocks if block["type"] == "answer"]
        cells.append((UNANSWERED, reply.unanswered))
        met = dict.fromkeys(" ".join(cell) for cell in cells if self._names.has(cell))
        return tuple(one for one in met if one not in issued.counted)

    def count(self, conversation: str, news: tuple[str, ...]) -> None:
        """Count them for today, once the turn is kept."""
        for one in news:
            kind, _, name = one.partition(" ")
            self._waiting[self._today(), kind, name] += 1
            self._whose.add(conversation)

    async def write(self, *, all_of_it: bool = False) -> None:
        """Write what waits, if it is of several conversations or of a day that is over."""
        today = self._today()
        is_over = any(day < today for day, _, _ in self._waiting)
        if not self._waiting or not (all_of_it or is_over or len(self._whose) >= TOGETHER):
            return
        waiting, whose = self._waiting, self._whose
        self._waiting, self._whose = Counter(), set()
        try:
            await self._write(waiting, today)
        except BaseException:
            self._waiting += waiting
            self._whose |= whose
            raise

    async def close(self) -> None:
        """Write what waits; what the store does not take is lost, and the log says so."""
        try:
            await self.write(all_of_it=True)
        except (SQLAlchemyError, OSError) as error:
            log_fault("counts_lost", error)

    async def _write(self, counts: Counter[tuple[date, str, str]], today: date) -> None:
        async with self._engine.begin() as connection:
            for (day, kind, name), count in sorted(counts.items()):
                new = insert_or(self._engine, usage).values(
                    day=day, kind=kind, name=name, count=count
                )
                added = {"count": usage.c.count + count}
                await connection.execute(
                    new.on_conflict_do_update(index_elements=("day", "kind", "name"), set_=added)
                )
            await connection.execute(delete(usage).where(usage.c.day < kept_since(today)))
