"""Locks: fair, immediate, one conversation at a time, and gone when idle."""

from __future__ import annotations

import asyncio

import pytest
from rasa.core.lock_store import LockError, LockStore
from rasa.utils.endpoints import EndpointConfig

from bot.rasa.lock_store import ConversationLocks


async def test_turns_take_the_lock_in_the_order_they_came() -> None:
    """First come, first served, and no two at once."""
    locks, inside, order = ConversationLocks(), 0, []

    async def turn(number: int) -> None:
        nonlocal inside
        async with locks.lock("c"):
            inside += 1
            assert inside == 1
            await asyncio.sleep(0.002)
            inside -= 1
            order.append(number)

    await asyncio.gather(*(turn(number) for number in range(20)))

    assert order == list(range(20))
    assert locks.in_use == 0


async def test_conversations_do_not_wait_for_each_other() -> None:
    """Another conversation goes on while one is held."""
    locks = ConversationLocks()

    async with locks.lock("a"), locks.lock("b"):
        assert locks.in_use == 2

    assert locks.in_use == 0


async def test_the_wait_has_an_end() -> None:
    """After ``lock_lifetime`` the waiting turn fails, and the next one still gets the lock."""
    locks = ConversationLocks()

    async with locks.lock("c"):
        with pytest.raises(LockError):
            async with locks.lock("c", lock_lifetime=0.01):
                pytest.fail("two at once")
    async with locks.lock("c"):
        assert locks.in_use == 1


async def test_a_failing_turn_gives_the_lock_back() -> None:
    """An exception inside leaves nothing locked."""
    locks = ConversationLocks()

    with pytest.raises(RuntimeError):
        async with locks.lock("c"):
            raise RuntimeError

    assert locks.in_use == 0


async def test_a_cancelled_wait_leaves_the_queue() -> None:
    """A client that hangs up while it waits does not block those behind it."""
    locks = ConversationLocks()

    async def wait() -> None:
        async with locks.lock("c"):
            pytest.fail("it was cancelled")

    async with locks.lock("c"):
        waiting = asyncio.create_task(wait())
        await asyncio.sleep(0)
        waiting.cancel()
        with pytest.raises(asyncio.CancelledError):
            await waiting
    async with locks.lock("c", lock_lifetime=0.1):
        assert locks.in_use == 1


def test_rasa_makes_it_from_its_class_path() -> None:
    """As endpoints.yml names it."""
    path = "bot.rasa.lock_store.ConversationLocks"

    assert isinstance(LockStore.create(EndpointConfig(type=path)), ConversationLocks)
