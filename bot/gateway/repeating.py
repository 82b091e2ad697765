"""Work that is done again and again while the gateway runs."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager, suppress
from typing import TYPE_CHECKING

from bot.gateway.faults import log_fault

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable


@asynccontextmanager
async def repeating(
    work: Callable[[], Awaitable[None]], every: float, *, fault: str, patience: float
) -> AsyncIterator[None]:
    """Do ``work`` now and ``every`` so many seconds until the block ends.

    What is under way at the end is finished, for up to ``patience`` seconds, and not cut off: a
    connection to the store that is cut while it is opened would be left open. What goes wrong is
    logged as ``fault`` and tried again the next time.
    """
    is_over = asyncio.Event()

    async def repeat() -> None:
        while not is_over.is_set():
            try:
                await work()
            except Exception as error:  # noqa: BLE001  (tried again soon)
                log_fault(fault, error)
            with suppress(TimeoutError):
                await asyncio.wait_for(is_over.wait(), every)

    task = asyncio.create_task(repeat())
    try:
        yield
    finally:
        is_over.set()
        with suppress(TimeoutError):
            await asyncio.wait_for(task, patience)
