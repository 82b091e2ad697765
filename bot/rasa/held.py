"""A conversation held by one worker among all: the guard for when it moves to another.

The gateway sends a conversation to one worker at a time. But a worker that was given up may still
be at work while another takes over; the second one waits here until the first has let go, and a
worker that dies lets go at once, since PostgreSQL ends its locks with its connection.
"""

from __future__ import annotations

import asyncio
import contextlib
import time
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from rasa.core.lock_store import LockError

from bot.rasa.archive import NotSaved
from bot.rasa.postgres import Connection

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator

STEP_S = 0.02
"""Seconds between two tries, while another worker holds the conversation."""

_TAKE = "SELECT pg_try_advisory_lock(hashtextextended(%s, 2))"
_LET_GO = "SELECT pg_advisory_unlock(hashtextextended(%s, 2))"


class Held:
    """Advisory locks on a connection of their own. Within the worker, its own locks come first."""

    def __init__(self, url: str) -> None:
        """Connect when the first conversation is held."""
        self._connection = Connection(url)

    @asynccontextmanager
    async def held(self, conversation: str, longest_s: float) -> AsyncGenerator[None, None]:
        """Hold a conversation among all workers.

        Raises:
            LockError: another worker held it for longer than ``longest_s``.
            NotSaved: the database does not answer.
        """
        limit = time.monotonic() + longest_s
        while not self._says(_TAKE, conversation):
            if time.monotonic() > limit:
                raise LockError("Another worker held the conversation for too long.")
            await asyncio.sleep(STEP_S)
        try:
            yield
        finally:
            # Where the connection is lost so is the lock; what was saved meanwhile is guarded by
            # the positions of its events.
            with contextlib.suppress(NotSaved):
                self._says(_LET_GO, conversation)

    def close(self) -> None:
        """Let go of all."""
        self._connection.close()

    def _says(self, statement: str, conversation: str) -> bool:
        with self._connection.cursor() as cursor:
            cursor.execute(statement, (conversation,))
            return bool(cursor.fetchone()[0])
