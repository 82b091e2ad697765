"""What is worked on: each delivery once, those of a chat in order, and none given up unsaid."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from bot.gateway.faults import log_fault, log_line
from bot.gateway.order import Order
from bot.gateway.teams.outbox import Away, Refused, Stopped

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from bot.gateway.teams.activity import Activity
    from bot.gateway.teams.owed import Debt, Owed

    Work = Callable[[Activity], Awaitable[None]]

MOST = 2_000
"""Deliveries under way or waiting; further ones are not acknowledged, and come again."""

LOOK_EVERY = 1.0
"""Seconds between two looks for deliveries that a gateway left behind when it died."""


class UnderWay:
    """Deliveries under way, of which the store knows until they are done."""

    def __init__(self, owed: Owed, apologise: Work) -> None:
        """Nothing is under way yet. ``apologise`` is what is done when the work fails."""
        self._owed = owed
        self._apologise = apologise
        self._order: Order[None] = Order()
        self._tasks: dict[asyncio.Task[None], bytes] = {}
        self._is_ending = False

    def count(self) -> int:
        """How many are under way or waiting."""
        return len(self._tasks)

    def has_room(self) -> bool:
        """Whether one more may be taken."""
        if self._is_ending or len(self._tasks) >= MOST:
            log_line("teams_full", ending=self._is_ending)
            return False
        return True

    def take(
        self, debt: Debt, activity: Activity, work: Work
    ) -> tuple[asyncio.Task[None], asyncio.Future[bool]]:
        """Begin the work when its turn comes.

        Its place in the queue is taken now, before anything is waited for.

        Returns:
            The work, and whether the store has it now: only then may it be acknowledged.
        """
        noting = asyncio.ensure_future(self._owed.take(debt))
        return self._start(debt.name, activity, work, noting), noting

    async def look(self, again: Callable[[Activity], Work | None]) -> None:
        """Say that we still work on what we have; take over what nobody works on any more.

        Args:
            again: gives the work on a delivery of which only the wish is known.
        """
        await self._owed.renew(set(self._tasks.values()))
        if self._is_ending or len(self._tasks) >= MOST:
            return
        for debt in await self._owed.overdue(MOST - len(self._tasks)):
            log_line("teams_owed")
            work = again(debt.activity)
            if work is None:
                await self._owed.done(debt.name)
            else:
                self._start(debt.name, debt.activity, work, None)

    async def finish(self, patience: float) -> None:
        """Take nothing more; wait for what is under way, at most so many seconds."""
        self._is_ending = True
        if not self._tasks:
            return
        _, late = await asyncio.wait(self._tasks, timeout=patience)
        for task in late:
            task.cancel()
        if late:
            log_fault("teams_cut_off", deliveries=len(late))
            await asyncio.wait(late)

    async def settled(self) -> None:
        """Wait until nothing is under way."""
        while self._tasks:
            await asyncio.wait(self._tasks)

    def _start(
        self, name: bytes, activity: Activity, work: Work, noting: asyncio.Future[bool] | None
    ) -> asyncio.Task[None]:
        async def in_order() -> None:
            async with self._order.alone(activity.place):
                try:
                    await self._once(name, activity, work, noting)
                except Exception as error:  # noqa: BLE001  (nothing more can be done)
                    log_fault("teams_failed", error)

        task = asyncio.create_task(in_order())
        self._tasks[task] = name
        task.add_done_callback(self._tasks.pop)
        return task

    async def _once(
        self, name: bytes, activity: Activity, work: Work, noting: asyncio.Future[bool] | None
    ) -> None:
        """Work on it, if it is new; then it is owed no more, unless it may still be answered."""
        try:
            if await self._is_done(activity, work, noting):
                await self._owed.done(name)
        except Away:
            await self._owed.put_off(name)
        except (Stopped, Refused):
            log_line("teams_stopped")
            await self._owed.done(name)

    async def _is_done(
        self, activity: Activity, work: Work, noting: asyncio.Future[bool] | None
    ) -> bool:
        """Work on it, or say that it went wrong; False when another delivery is the one."""
        try:
            if noting is not None and not await noting:
                log_line("teams_repeated")
                return False
            await work(activity)
        except (Stopped, Away):
            raise
        except Exception as error:  # noqa: BLE001  (the person waits for a word)
            if not isinstance(error, Refused):
                log_fault("teams_failed", error)
            await self._apologise(activity)
        return True
