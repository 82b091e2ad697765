"""Bring the store's tables to this software's version, under a lock, or say why not."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import MetaData, insert, inspect, select, text

from bot.database import STORE_VERSION
from bot.gateway import shared_tables, tables

if TYPE_CHECKING:
    from sqlalchemy import Connection
    from sqlalchemy.ext.asyncio import AsyncEngine

FOLDER = Path(__file__).parent / "migrations"
FIRST = "0001"
_COUNTS = frozenset({"feedback", "to_forget", "usage"})
_LOCK = 0x5AFE_0001
"""Of PostgreSQL: who holds it migrates, others wait."""


_NAMED = 5
"""Columns named in a message: more help nobody."""


class StoreError(Exception):
    """The store cannot be served from. The message says what it is and what to do."""


class NewerStore(StoreError):
    """Another version of the software made it."""


class HalfMade(StoreError):
    """Tables or columns are missing: a copy that was cut off, or a hand at work."""


class AnothersStore(StoreError):
    """It belongs to another installation."""


def expected(dialect: str) -> MetaData:
    """All tables that there have to be."""
    if dialect == "sqlite":
        return tables.metadata
    both = MetaData()
    for source in (tables.metadata, shared_tables.metadata):
        for table in source.tables.values():
            table.to_metadata(both)
    return both


async def migrate(engine: AsyncEngine, installation: str | None = None) -> None:
    """Make or upgrade the tables, in one transaction; wait for who is at it.

    Args:
        engine: of the store.
        installation: whose store it has to be; that of the first who comes.

    Raises:
        StoreError: it is newer, half made, or another's.
        SQLAlchemyError, OSError: the database does not answer.
    """
    async with engine.connect() as connection:
        if engine.dialect.name == "sqlite":
            await connection.execute(text("BEGIN IMMEDIATE"))  # Python begins none before DDL
        else:
            await connection.execute(text("SET LOCAL statement_timeout = '60s'"))
            await connection.execute(text(f"SELECT pg_advisory_xact_lock({_LOCK})"))
        await connection.run_sync(_upgraded)
        if installation:
            await connection.run_sync(_claim, installation)
        await connection.commit()


def _upgraded(connection: Connection) -> None:
    version = MigrationContext.configure(connection).get_current_revision()
    known = {script.revision for script in _scripts().walk_revisions()}
    if version is not None and version not in known:
        raise NewerStore(
            f"The store has version {version}; this software reads up to {STORE_VERSION}. "
            "Start the newer software, or give this one another store."
        )
    config = _config()
    config.attributes["connection"] = connection
    if version is None and inspect(connection).has_table("conversations"):
        _take_over(connection, config)
    if version != STORE_VERSION:
        command.upgrade(config, "head")
    _check_shape(connection)


def _take_over(connection: Connection, config: Config) -> None:
    """A store from before versions: as the first, or not sealed yet, so that anybody could read it.

    What was not sealed goes, but for counts.
    """
    if "issued" in {each["name"] for each in inspect(connection).get_columns("conversations")}:
        command.stamp(config, FIRST)
        return
    old = [each for each in tables.metadata.sorted_tables if each.name not in _COUNTS]
    tables.metadata.drop_all(connection, old)


def _check_shape(connection: Connection) -> None:
    """A store says its version, but only its columns show that nothing is missing."""
    inspector = inspect(connection)
    columns = {
        name: {column["name"] for column in found}
        for (_, name), found in inspector.get_multi_columns().items()
    }
    missing = [
        f"{table.name}.{column.name}"
        for table in expected(connection.dialect.name).sorted_tables
        for column in table.columns
        if column.name not in columns.get(table.name, set())
    ]
    if missing:
        raise HalfMade(
            f"The store says that it has version {STORE_VERSION}, but it lacks "
            f"{', '.join(missing[:_NAMED])}{' and more' if missing[_NAMED:] else ''}. "
            "Restore a backup that is whole, or give this software an empty store."
        )


def _claim(connection: Connection, name: str) -> None:
    table = shared_tables.installation
    owner = connection.scalar(select(table.c.name))
    if owner is None:
        connection.execute(insert(table).values(one=1, name=name))
    elif owner != name:
        raise AnothersStore(
            f"The database belongs to the installation {owner}; this one is {name}. "
            "Each has a database of its own: set SAFE_TO_SHARE_DATABASE or "
            "SAFE_TO_SHARE_INSTALLATION right."
        )


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(FOLDER))
    return config


@cache
def _scripts() -> ScriptDirectory:
    return ScriptDirectory.from_config(_config())
