"""A transaction is kept as a whole or not at all, in both databases, and takes one visit."""

from __future__ import annotations

import asyncio
import threading
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import delete, insert, select
from sqlalchemy.exc import OperationalError

from bot.gateway.at_once import AtOnce
from bot.gateway.store import Store
from bot.gateway.tables import to_forget
from bot.sealing.keyring import Keyring
from tests.gateway.conftest import ON_BOTH

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable
    from pathlib import Path

    from sqlalchemy import Connection

    from bot.database import Database

DATABASES = ON_BOTH
KEYS = Keyring([bytes(32)])


@pytest.fixture
async def store(tmp_path: Path, database: Database | None) -> AsyncIterator[Store]:
    """One of each database."""
    async with Store.opened(tmp_path, KEYS, database) as opened:
        yield opened


@pytest.fixture
async def file(tmp_path: Path) -> AsyncIterator[Store]:
    """One in SQLite, for what is its alone."""
    async with Store.opened(tmp_path, KEYS) as opened:
        yield opened


def keep(*names: str) -> Callable[[Connection], list[str]]:
    """What keeps some names, one statement each, and gives all that are there."""

    def work(connection: Connection) -> list[str]:
        for name in names:
            connection.execute(insert(to_forget).values(id=name))
        return sorted(connection.scalars(select(to_forget.c.id)))

    return work


async def test_what_was_written_is_kept_and_what_was_found_comes_back(store: Store) -> None:
    """And the store's other connections see it."""
    assert await store.at_once.run(keep("a", "b")) == ["a", "b"]
    assert sorted(await store.still_to_forget()) == ["a", "b"]


async def test_what_fails_in_the_middle_leaves_nothing(store: Store) -> None:
    """The error is the one that was raised, and the next one goes on."""

    def fails(connection: Connection) -> None:
        connection.execute(insert(to_forget).values(id="a"))
        raise LookupError("in the middle")

    with pytest.raises(LookupError, match="in the middle"):
        await store.at_once.run(fails)

    assert await store.still_to_forget() == []
    assert await store.at_once.run(keep("a")) == ["a"]


async def test_several_at_the_same_time_are_each_kept(store: Store) -> None:
    """More of them than there are threads."""
    await asyncio.gather(*(store.at_once.run(keep(f"c{n}")) for n in range(20)))

    assert len(await store.still_to_forget()) == 20


async def test_all_of_it_is_one_visit_to_a_thread(file: Store) -> None:
    """The loop goes on meanwhile."""
    at_work = []

    def work(connection: Connection) -> None:
        at_work.append(threading.current_thread())
        connection.execute(delete(to_forget))
        at_work.append(threading.current_thread())

    await file.at_once.run(work)

    assert at_work[0] is at_work[1] is not threading.main_thread()


async def test_who_reads_does_not_wait_for_who_waits_to_write(file: Store) -> None:
    """A file that somebody holds can still be read."""
    async with file.engine.connect() as holds:
        await holds.execute(insert(to_forget).values(id="held"))
        writing = asyncio.create_task(file.at_once.run(keep("late")))
        await asyncio.sleep(0.1)

        assert await asyncio.wait_for(file.at_once.run(keep()), 2) == []
        assert not writing.done()
        await holds.rollback()
    assert await writing == ["late"]


async def test_a_file_that_cannot_be_written_says_so(
    file: Store,
) -> None:
    """As an error of the database, without a value in its text."""

    def work(connection: Connection) -> None:
        connection.exec_driver_sql("PRAGMA query_only = ON")
        connection.execute(insert(to_forget).values(id="secret"))

    with pytest.raises(OperationalError) as told:
        await file.at_once.run(work)
    assert "secret" not in str(told.value)


async def test_at_the_end_what_is_under_way_is_finished(file: Store) -> None:
    """Who closes waits for it."""
    own = AtOnce(file.engine)
    may_end = threading.Event()

    def work(connection: Connection) -> None:
        connection.execute(insert(to_forget).values(id="last"))
        may_end.wait(5)

    at_work = asyncio.create_task(own.run(work))
    await asyncio.sleep(0.05)
    closing = asyncio.create_task(own.close())
    await asyncio.sleep(0.05)
    assert not closing.done()
    may_end.set()
    await closing
    await at_work

    assert await file.still_to_forget() == ["last"]
