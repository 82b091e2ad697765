"""One lock per conversation: turns wait in the order they came, and wake at once.

Rasa's own store lets the second message of a person look once a second whether it may go on.
"""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from rasa.core.lock import TicketLock
from rasa.core.lock_store import LOCK_LIFETIME, LockError, LockStore

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator

    from rasa.utils.endpoints import EndpointConfig


@dataclass
class _Queue:
    """A lock, and how many hold it or wait for it."""

    lock: asyncio.Lock = field(default_factory=asyncio.Lock)
    users: int = 0


class ConversationLocks(LockStore):
    """Locks within this process, which is the only one that serves a conversation."""

    def __init__(self, endpoint_config: EndpointConfig | None = None) -> None:
        """Start without locks. Rasa hands over ``endpoint_config``; nothing is set there."""
        self.endpoint_config = endpoint_config
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
