"""One turn at a time in a conversation, first come first served, and each message once."""

from __future__ import annotations

import asyncio
import time
from contextlib import asynccontextmanager, nullcontext
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable
    from contextlib import AbstractAsyncContextManager

T = TypeVar("T")


class TooSlow(Exception):
    """The work was not done in time."""


class _Run(Generic[T]):
    """One piece of work under way, and whether its turn has come."""

    def __init__(self) -> None:
        self.has_begun = False
        self.task: asyncio.Task[T]


class Order(Generic[T]):
    """Queues of work, one for each conversation."""

    def __init__(
        self,
        across: Callable[[str], AbstractAsyncContextManager[None]] | None = None,
        waited: Callable[[float], None] = lambda _: None,
        place: Callable[[], AbstractAsyncContextManager[None]] = nullcontext,
    ) -> None:
        """Nothing waits yet.

        Args:
            across: holds a conversation among all gateways.
            waited: is told after how many seconds a piece of work had its turn.
            place: had by work before it begins, among all conversations.
        """
        self._waited = waited
        self._across = across or (lambda _: nullcontext())
        self._place = place
        self._locks: dict[str, asyncio.Lock] = {}
        self._waiting: dict[str, int] = {}
        self._runs: dict[tuple[str, str], _Run[T]] = {}

    @asynccontextmanager
    async def alone(self, conversation: str) -> AsyncIterator[None]:
        """Have the conversation to oneself. asyncio's lock is fair."""
        lock = self._locks.setdefault(conversation, asyncio.Lock())
        self._waiting[conversation] = self._waiting.get(conversation, 0) + 1
        try:
            async with lock, self._across(conversation):
                yield
        finally:
            self._waiting[conversation] -= 1
            if not self._waiting[conversation]:
                del self._waiting[conversation], self._locks[conversation]

    async def once(
        self, conversation: str, key: str, work: Callable[[], Awaitable[T]], *, patience: float
    ) -> T:
        """Do the work when its turn comes; a second call with the same key shares the result.

        Work that has begun is never cut off: Rasa may have taken the turn already, so its reply
        is waited for and kept, and the next try finds it. Work that has not begun is dropped.

        Args:
            conversation: whose queue.
            key: names the work within the conversation.
            work: what to do, alone in the conversation.
            patience: seconds to wait for it.

        Raises:
            TooSlow: it was not done in that time.
            Full: there is no place for it.
        """
        run = self._runs.get((conversation, key))
        is_ours = run is None
        if run is None:
            run = self._start(conversation, key, work)
        await asyncio.wait({run.task}, timeout=patience)
        if run.task.cancelled():
            raise TooSlow
        if not run.task.done():
            if is_ours and not run.has_begun:
                run.task.cancel()
            raise TooSlow
        return run.task.result()

    def waiting(self) -> int:
        """How many conversations have something under way or waiting."""
        return len(self._waiting)

    async def finish(self, patience: float) -> None:
        """Wait for what is under way, at most so many seconds, and cut off the rest.

        The store is closed next: a turn that went on would open it again, and nobody would close
        that. Of a turn that is cut off, Rasa keeps the reply for the next try.
        """
        tasks = [run.task for run in self._runs.values()]
        if not tasks:
            return
        _, late = await asyncio.wait(tasks, timeout=patience)
        for task in late:
            task.cancel()
        if late:
            await asyncio.wait(late)

    def _start(self, conversation: str, key: str, work: Callable[[], Awaitable[T]]) -> _Run[T]:
        run: _Run[T] = _Run()
        came = time.perf_counter()

        async def in_turn() -> T:
            async with self.alone(conversation), self._place():
                run.has_begun = True
                self._waited(time.perf_counter() - came)
                return await work()

        def ended(task: asyncio.Task[T]) -> None:
            del self._runs[conversation, key]
            if not task.cancelled():
                task.exception()  # taken note of, also when nobody waits any more

        run.task = asyncio.create_task(in_turn())
        self._runs[conversation, key] = run
        run.task.add_done_callback(ended)
        return run
