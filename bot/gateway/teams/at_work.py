"""A sign that we are at work, as long as we are."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from bot.gateway.teams.outbox import Outbox, Place

FIRST = 1.0
"""Seconds before the first sign; most answers are there by then."""

EVERY = 3.0
"""Seconds for which Teams shows one."""


@asynccontextmanager
async def shown(outbox: Outbox, place: Place) -> AsyncIterator[None]:
    """Show it during the work. One under way is let through, so that none follows the answer."""
    is_done = asyncio.Event()
    showing = asyncio.create_task(_show(outbox, place, is_done))
    try:
        yield
    finally:
        is_done.set()
        await showing


async def _show(outbox: Outbox, place: Place, is_done: asyncio.Event) -> None:
    pause = FIRST
    while True:
        try:
            async with asyncio.timeout(pause):
                await is_done.wait()
            return
        except TimeoutError:
            pause = EVERY
        await outbox.try_once(place, {"type": "typing"})
