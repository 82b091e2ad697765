"""Work that is done again and again while the gateway runs."""

from __future__ import annotations

import asyncio

from bot.gateway.repeating import repeating


async def test_what_is_under_way_at_the_end_is_finished() -> None:
    """It is not cut off in the middle, where it may hold something open."""
    begun, told = asyncio.Event(), []

    async def work() -> None:
        begun.set()
        await asyncio.sleep(0.05)
        told.append("finished")

    async with repeating(work, 60, fault="unfinished", patience=5):
        await begun.wait()

    assert told == ["finished"]


async def test_what_goes_wrong_is_tried_again() -> None:
    """One failure does not end it."""
    tries: list[int] = []
    twice = asyncio.Event()

    async def work() -> None:
        tries.append(len(tries))
        if len(tries) > 1:
            twice.set()
        raise OSError

    async with repeating(work, 0.01, fault="failed", patience=5):
        await asyncio.wait_for(twice.wait(), 5)


async def test_the_end_waits_only_so_long() -> None:
    """Work that hangs does not keep the gateway from ending."""

    async def hang() -> None:
        await asyncio.sleep(60)

    async with asyncio.timeout(5):
        async with repeating(hang, 60, fault="hung", patience=0.01):
            await asyncio.sleep(0.01)
