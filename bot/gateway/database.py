"""Engines of the store. What only SQLite or only PostgreSQL does is here and nowhere else."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import create_engine, event, text
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import make_url
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

from bot.gateway.one_visit import OneVisit
from bot.write_ahead import write_ahead

if TYPE_CHECKING:
    from pathlib import Path

    from sqlalchemy import Engine, Table
    from sqlalchemy.ext.asyncio import AsyncConnection

    from bot.database import Database

FILE = "gateway.db"
"""In the state folder, when no database is set."""

POOL = 10
"""Connections that a gateway keeps to PostgreSQL; twice as many for a moment."""

PATIENCE_S = 5
"""Seconds for a connection, for a free place among them, and for a statement."""


def engine_of(folder: Path, database: Database | None) -> AsyncEngine:
    """The database of the settings, or the file in the state folder."""
    return postgres_engine(database.url) if database else sqlite_engine(folder / FILE)


def sqlite_engine(file: Path) -> AsyncEngine:
    """SQLite in a file that only this account reads. Deleted rows are overwritten."""
    file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    engine = create_async_engine(
        f"sqlite+aiosqlite:///{file}",
        module=OneVisit(),
        hide_parameters=True,  # no value of a row in the text of an error
    )
    event.listen(engine.sync_engine, "connect", _prepare)
    return engine


def in_thread(engine: AsyncEngine, threads: int) -> Engine:
    """The same SQLite file for threads of our own: a connection each, made as that engine's."""
    made = create_engine(
        engine.url.set(drivername="sqlite"),
        hide_parameters=True,
        pool_size=threads,
        max_overflow=0,
    )
    event.listen(made, "connect", _prepare)
    return made


def postgres_engine(url: str) -> AsyncEngine:
    """PostgreSQL, pooled. A connection that died is replaced before it is used."""
    address = make_url(url).set(drivername="postgresql+asyncpg")
    ssl = address.query.get("sslmode")
    return create_async_engine(
        address.difference_update_query(["sslmode", "sslrootcert"]),
        hide_parameters=True,
        pool_size=POOL,
        max_overflow=POOL,
        pool_timeout=PATIENCE_S,
        pool_pre_ping=True,
        pool_use_lifo=True,  # what is not needed falls idle and is closed by its age
        pool_recycle=600,
        connect_args={
            **_certificates(address.query),
            **({"ssl": ssl} if ssl and "sslrootcert" not in address.query else {}),
            "timeout": PATIENCE_S,
            "command_timeout": PATIENCE_S + 1,  # the network's; the server's own comes first
            "server_settings": {
                "application_name": "safe-to-share-gateway",
                "statement_timeout": f"{PATIENCE_S}s",
                "synchronous_commit": "on",  # a turn that was answered is on disk
                "idle_in_transaction_session_timeout": f"{2 * PATIENCE_S}s",
                "timezone": "UTC",
            },
        },
    )


def insert_or(engine: AsyncEngine, table: Table) -> sqlite.Insert | postgresql.Insert:
    """An insert that can say what happens when the row is there already."""
    return sqlite.insert(table) if engine.dialect.name == "sqlite" else postgresql.insert(table)


async def overwrite_deleted(engine: AsyncEngine) -> None:
    """Leave as little of deleted rows in the files as the database lets us.

    SQLite's secure_delete overwrites the pages; its write-ahead log still holds the old ones until
    it is emptied here. PostgreSQL overwrites dead rows when it vacuums, which is the server's to
    time: ``docs/how-to/deploy.md``.
    """
    if engine.dialect.name == "sqlite":
        async with engine.connect() as connection:
            await connection.execute(text("PRAGMA wal_checkpoint(TRUNCATE)"))


async def see_room(connection: AsyncConnection) -> None:
    """Write a page of SQLite's file that says the same as before: on a full disk it fails.

    A disk of PostgreSQL's is that server's to watch.
    """
    if connection.dialect.name == "sqlite":
        await connection.execute(text("PRAGMA user_version = 0"))


def _certificates(query: Any) -> dict[str, Any]:
    """Who signed the server's certificate, where the address says it."""
    if "sslrootcert" not in query:
        return {}
    import ssl  # noqa: PLC0415  (few need it)

    context = ssl.create_default_context(cafile=query["sslrootcert"])
    context.check_hostname = query.get("sslmode", "verify-full") == "verify-full"
    return {"ssl": context}


def _prepare(connection: Any, _record: object) -> None:
    cursor = connection.cursor()
    for pragma in (
        "busy_timeout=5000",
        "synchronous=NORMAL",
        "secure_delete=ON",
        "foreign_keys=ON",
    ):
        cursor.execute(f"PRAGMA {pragma}")
    write_ahead(cursor.execute, PATIENCE_S)
    cursor.close()
