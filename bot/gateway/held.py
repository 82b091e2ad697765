"""A conversation held by one gateway among all: its turns keep their order wherever they arrive.

Advisory locks of PostgreSQL, all on one connection: a gateway that dies lets go of them at once.
Within a gateway ``Order`` comes first, so that none of them is taken twice here.
"""

from __future__ import annotations

import asyncio
import contextlib
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from sqlalchemy import TextClause
    from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

STEP_S = 0.02
"""Seconds between two tries, while another gateway holds the conversation."""

_TAKE = text("SELECT pg_try_advisory_lock(hashtextextended(:conversation, 1))")
_LET_GO = text("SELECT pg_advisory_unlock(hashtextextended(:conversation, 1))")


class Held:
    """The conversations that this gateway holds."""

    def __init__(self, engine: AsyncEngine) -> None:
        """On SQLite there is one gateway, and nothing to hold."""
        self._engine = engine
        self._is_shared = engine.dialect.name == "postgresql"
        self._connection: AsyncConnection | None = None
        self._speaking = asyncio.Lock()

    @asynccontextmanager
    async def alone(self, conversation: str) -> AsyncIterator[None]:
        """Have the conversation among all gateways; who waits for the caller gives up first.

        Raises:
            SQLAlchemyError, OSError: the database does not answer.
        """
        if not self._is_shared:
            yield
            return
        while not await self._taken(conversation):  # noqa: ASYNC110  (another machine lets go)
            await asyncio.sleep(STEP_S)
        try:
            yield
        finally:
            # With the connection the lock is gone too; turns have their numbers once all the same.
            with contextlib.suppress(SQLAlchemyError, OSError):
                await self._says_yes(_LET_GO, conversation)

    async def _taken(self, conversation: str) -> bool:
        """Whether it is ours now. Who gives up in the middle of the question lets go again."""
        asking = asyncio.ensure_future(self._says_yes(_TAKE, conversation))
        try:
            return await asyncio.shield(asking)
        except asyncio.CancelledError:
            if await asking:
                await self._says_yes(_LET_GO, conversation)
            raise

    async def close(self) -> None:
        """Let go of all."""
        if self._connection is not None:
            await self._connection.close()
            self._connection = None

    async def _says_yes(self, statement: TextClause, conversation: str) -> bool:
        async with self._speaking:
            if self._connection is None:
                opened = await self._engine.connect()
                self._connection = await opened.execution_options(isolation_level="AUTOCOMMIT")
            try:
                given = {"conversation": conversation}
                return bool(await self._connection.scalar(statement, given))
            except Exception:
                lost, self._connection = self._connection, None
                await lost.invalidate()
                await lost.close()
                raise
