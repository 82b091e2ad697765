"""A whole transaction of the store in one go.

SQLite works in threads, and each visit to one wakes it and waits for its turn: that costs more
than a statement. So what a turn reads, and what it keeps, is one visit each. On PostgreSQL, where
nothing blocks, it is a connection of the pool as everywhere.
"""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, TypeVar

from bot.gateway.database import in_thread

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlalchemy import Connection, Engine
    from sqlalchemy.ext.asyncio import AsyncEngine

T = TypeVar("T")

THREADS = 5
"""So that some can read while another waits for a file that somebody holds."""


class AtOnce:
    """Runs functions, each with a connection and in a transaction of its own."""

    def __init__(self, engine: AsyncEngine) -> None:
        """Beside the engine of a store, or on it."""
        self._engine = engine
        self._threads = ThreadPoolExecutor(THREADS, "store")
        self._inside = in_thread(engine, THREADS) if engine.dialect.name == "sqlite" else None

    @property
    def engine(self) -> Engine:
        """The one whose statements these are."""
        return self._inside or self._engine.sync_engine

    async def run(self, work: Callable[[Connection], T]) -> T:
        """Run a function on a connection; what it wrote is kept unless it raises.

        Who gives up while SQLite is at work does not stop it: it is kept, or not, as a whole.
        """
        if self._inside is None:
            async with self._engine.begin() as connection:
                return await connection.run_sync(work)
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._threads, _transaction, self._inside, work)

    async def close(self) -> None:
        """Wait for what is under way."""
        await asyncio.to_thread(self._threads.shutdown)
        if self._inside is not None:
            self._inside.dispose()


def _transaction(engine: Engine, work: Callable[[Connection], T]) -> T:
    with engine.begin() as connection:
        return work(connection)
