"""One lock per conversation: turns wait in the order they came, and wake at once.

Rasa's own store lets the second message of a person look once a second whether it may go on.
"""

from __future__ import annotations

import asyncio
import os
from contextlib import asynccontextmanager, nullcontext
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from rasa.core.lock import TicketLock
from rasa.core.lock_store import LOCK_LIFETIME, LockError, LockStore

from bot.database import read_database
from bot.rasa.held import Held

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator

    from rasa.utils.endpoints import EndpointConfig


@dataclass
class _Queue:
    """A lock, and how many hold it or wait for it."""

    lock: asyncio.Lock = field(default_factory=asyncio.Lock)
    users: int = 0


class ConversationLocks(LockStore):
    """Locks within this process; on PostgreSQL also among the workers that share it."""

    def __init__(self, endpoint_config: EndpointConfig | None = None) -> None:
        """Start without locks. Rasa hands over ``endpoint_config``; nothing is set there.

        Raises:
            DatabaseError: the database of the settings is not named right.
        """
        self.endpoint_config = endpoint_config
        database = read_database(os.environ)
        self._held = Held(database.url) if database else None
        self._queues: dict[str, _Queue] = {}

    @asynccontextmanager
    async def lock(
        self,
        conversation_id: str,
        lock_lifetime: float = LOCK_LIFETIME,
        wait_time_in_seconds: float = 0,
    ) -> AsyncGenerator[TicketLock, None]:
        """Hold the conversation's lock.

        Args:
            conversation_id: whose lock.
            lock_lifetime: seconds to wait for it at most.
            wait_time_in_seconds: Rasa's polling step; nothing is polled here.

        Raises:
            LockError: the wait was longer than ``lock_lifetime``.
            NotSaved: the database that workers share does not answer.
        """
        del wait_time_in_seconds
        queue = self._queues.setdefault(conversation_id, _Queue())
        queue.users += 1
        try:
            try:
                await asyncio.wait_for(queue.lock.acquire(), lock_lifetime)
            except asyncio.TimeoutError as error:
                raise LockError("The conversation was busy for too long.") from error
            try:
                held = self._held
                async with held.held(conversation_id, lock_lifetime) if held else nullcontext():
                    yield TicketLock(conversation_id)
            finally:
                queue.lock.release()
        finally:
            queue.users -= 1
            if not queue.users:
                del self._queues[conversation_id]

    @property
    def in_use(self) -> int:
        """Number of conversations that hold a lock or wait for one."""
        return len(self._queues)
