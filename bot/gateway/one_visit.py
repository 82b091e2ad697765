"""SQLite behind asyncio, with one visit to its thread for each statement.

aiosqlite runs SQLite in a thread of its own; SQLAlchemy's adapter goes there to make a cursor, to
run it, to fetch its rows and to close it. Each visit wakes a thread and waits for its turn, and
four of them cost more than the statement. Here they are one. The parts that are replaced are
those that the adapter has for its own variants; the results are the same.
"""

from __future__ import annotations

import sqlite3
from collections import deque
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import aiosqlite
from sqlalchemy.dialects.sqlite.aiosqlite import (
    AsyncAdapt_aiosqlite_connection,
    AsyncAdapt_aiosqlite_cursor,
    AsyncAdapt_aiosqlite_dbapi,
)

if TYPE_CHECKING:
    from collections.abc import Callable


@dataclass
class _Ran:
    """What is left to know of a cursor that has run and is closed."""

    description: Any = None
    rowcount: int = -1
    lastrowid: int | None = None
    arraysize: int = 1

    async def close(self) -> None:
        """It is."""


class _Cursor(AsyncAdapt_aiosqlite_cursor):
    __slots__ = ()

    def _make_new_cursor(self, connection: Any) -> Any:
        """Nothing yet: it is made where it runs."""
        del connection
        return _Ran()

    def _aenter_cursor(self, cursor: Any) -> Any:
        return cursor

    async def _execute_async(self, operation: Any, parameters: Any) -> Any:
        return await self._visit(
            lambda cursor: cursor.execute(operation, () if parameters is None else parameters)
        )

    async def _executemany_async(self, operation: Any, seq_of_parameters: Any) -> Any:
        return await self._visit(lambda cursor: cursor.executemany(operation, seq_of_parameters))

    async def _visit(self, run: Callable[[sqlite3.Cursor], Any]) -> None:
        connection: Any = self._connection
        async with self._adapt_connection._execute_mutex:  # noqa: SLF001  (as the adapter does)
            ran = await connection._execute(_in_thread, connection, run)  # noqa: SLF001  (no other way in)
        self._cursor, self._rows = ran


def _in_thread(connection: Any, run: Callable[[sqlite3.Cursor], Any]) -> tuple[_Ran, deque[Any]]:
    cursor: sqlite3.Cursor = connection._conn.cursor()  # noqa: SLF001  (as the adapter does)
    try:
        run(cursor)
        rows = deque(cursor.fetchall() if cursor.description else ())
        return _Ran(cursor.description, cursor.rowcount, cursor.lastrowid), rows
    finally:
        cursor.close()


class _Connection(AsyncAdapt_aiosqlite_connection):
    __slots__ = ()
    _cursor_cls = _Cursor


class OneVisit(AsyncAdapt_aiosqlite_dbapi):
    """For ``create_async_engine(module=...)``, in the place of SQLAlchemy's own."""

    def __init__(self) -> None:
        """Over aiosqlite and sqlite3, as SQLAlchemy has it."""
        super().__init__(aiosqlite, sqlite3)

    def connect(self, *arg: Any, **kw: Any) -> _Connection:
        """Open a file."""
        opened: Any = super().connect(*arg, **kw)
        return _Connection(self, opened._connection)  # noqa: SLF001  (as the adapter does)
