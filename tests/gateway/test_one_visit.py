"""SQLite's thread is visited once for a statement, and says all that SQLAlchemy asks of it."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import aiosqlite
import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError, OperationalError
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.gateway.database import sqlite_engine


@pytest.fixture
async def connection(tmp_path: Path) -> AsyncIterator[AsyncConnection]:
    """One to a file with a table of two rows."""
    engine = sqlite_engine(tmp_path / "some.db")
    async with engine.begin() as opened:
        await opened.execute(text("CREATE TABLE t (id INTEGER PRIMARY KEY, name TEXT UNIQUE)"))
        await opened.execute(text("INSERT INTO t (name) VALUES (:n)"), [{"n": "a"}, {"n": "b"}])
        yield opened
    await engine.dispose()


async def test_a_statement_is_one_visit(
    connection: AsyncConnection, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Reading rows, changing some, and many at once."""
    visits = []
    real = aiosqlite.Connection._execute

    async def counted(self: aiosqlite.Connection, fn: Any, *args: Any, **kwargs: Any) -> Any:
        visits.append(fn)
        return await real(self, fn, *args, **kwargs)  # type: ignore[no-untyped-call]

    monkeypatch.setattr(aiosqlite.Connection, "_execute", counted)
    await connection.execute(text("SELECT * FROM t"))
    await connection.execute(text("UPDATE t SET name = 'c' WHERE id = 1"))
    await connection.execute(text("INSERT INTO t (name) VALUES (:n)"), [{"n": "d"}, {"n": "e"}])

    assert len(visits) == 3


async def test_rows_come_in_order_and_by_name(connection: AsyncConnection) -> None:
    """One by one, and none when there is none."""
    found = await connection.execute(text("SELECT id, name FROM t ORDER BY id"))
    assert [(row.id, row.name) for row in found] == [(1, "a"), (2, "b")]

    none = await connection.execute(text("SELECT * FROM t WHERE id = 9"))
    assert none.one_or_none() is None


async def test_it_is_said_how_many_rows_changed(connection: AsyncConnection) -> None:
    """A turn of a conversation that is gone is known by that."""
    changed = await connection.execute(text("UPDATE t SET name = name || '!'"))
    missed = await connection.execute(text("UPDATE t SET name = 'x' WHERE id = 9"))

    assert (changed.rowcount, missed.rowcount) == (2, 0)


async def test_a_refused_statement_is_the_error_that_it_was(connection: AsyncConnection) -> None:
    """And the connection goes on."""
    with pytest.raises(IntegrityError):
        await connection.execute(text("INSERT INTO t (name) VALUES ('a')"))
    with pytest.raises(OperationalError):
        await connection.execute(text("SELECT * FROM nothing"))

    assert await connection.scalar(text("SELECT count(*) FROM t")) == 2
