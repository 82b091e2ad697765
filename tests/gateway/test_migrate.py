"""The store's tables: made, brought to this version once, or refused in a sentence."""

from __future__ import annotations

import asyncio
import os
import socket
import sqlite3
import subprocess
import sys
from collections.abc import AsyncIterator
from contextlib import closing
from pathlib import Path

import pytest
from alembic import command
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.database import STORE_VERSION, Database
from bot.gateway import migrate as migration
from bot.gateway.database import postgres_engine, sqlite_engine
from bot.gateway.migrate import AnothersStore, HalfMade, NewerStore, migrate
from bot.gateway.ready_store import make_ready
from bot.gateway.sole_user import sole_user
from tests.gateway.conftest import ON_BOTH

DATABASES = ON_BOTH
ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
async def engine(database: Database | None, tmp_path: Path) -> AsyncIterator[AsyncEngine]:
    """An engine of an empty store."""
    made = postgres_engine(database.url) if database else sqlite_engine(tmp_path / "gateway.db")
    yield made
    await made.dispose()


async def run(engine: AsyncEngine, statement: str) -> None:
    """Meddle."""
    async with engine.begin() as connection:
        await connection.execute(text(statement))


async def test_the_newest_migration_is_the_version_that_workers_look_for(
    engine: AsyncEngine,
) -> None:
    """Rasa's environment has no Alembic: it compares with the number written down."""
    await migrate(engine, None)

    async with engine.connect() as connection:
        version = await connection.scalar(text("SELECT version_num FROM alembic_version"))

    assert version == STORE_VERSION == migration._scripts().get_current_head()


async def test_migrations_make_what_the_code_expects(engine: AsyncEngine) -> None:
    """Alembic's own comparison of tables, columns, types, indexes and constraints finds nothing."""
    await migrate(engine, None)
    config = migration._config()

    def check(connection: object) -> None:
        config.attributes["connection"] = connection
        command.check(config)

    async with engine.connect() as connection:
        await connection.run_sync(check)


async def test_many_may_start_at_once(database: Database | None, tmp_path: Path) -> None:
    """The first migrates, the others wait for it and find it done."""
    engines = [
        postgres_engine(database.url) if database else sqlite_engine(tmp_path / "gateway.db")
        for _ in range(5)
    ]

    await asyncio.gather(*(migrate(each, "tests" if database else None) for each in engines))
    await asyncio.gather(*(each.dispose() for each in engines))


async def test_a_newer_store_is_refused(engine: AsyncEngine) -> None:
    """Old software would not know what its columns mean."""
    await migrate(engine, None)
    await run(engine, "UPDATE alembic_version SET version_num = '9999'")

    with pytest.raises(NewerStore, match="has version 9999; this software reads up to"):
        await migrate(engine, None)


@pytest.mark.parametrize(
    "damage",
    [
        pytest.param("DROP TABLE records", id="a table is missing"),
        pytest.param("ALTER TABLE turns DROP COLUMN said", id="a column is missing"),
    ],
)
async def test_a_store_that_is_half_made_is_refused(engine: AsyncEngine, damage: str) -> None:
    """A copy that was cut off says its version all the same."""
    await migrate(engine, None)
    await run(engine, damage)

    with pytest.raises(HalfMade, match=r"it lacks (records|turns)\."):
        await migrate(engine, None)


async def test_a_store_from_before_versions_is_taken_over(engine: AsyncEngine) -> None:
    """Its tables are those of the first version; its conversations stay."""
    await migrate(engine, None)
    await run(engine, "DROP TABLE alembic_version")
    await run(engine, "INSERT INTO to_forget VALUES ('kept')")

    await migrate(engine, None)

    async with engine.connect() as connection:
        assert await connection.scalar(text("SELECT id FROM to_forget")) == "kept"


async def test_what_was_not_sealed_goes_but_for_counts(engine: AsyncEngine) -> None:
    """Of a store from before seals, which anybody could read."""
    await migrate(engine, None)
    await run(engine, "DROP TABLE alembic_version")
    await run(engine, "ALTER TABLE conversations DROP COLUMN issued")
    await run(engine, "INSERT INTO feedback VALUES ('2026-01-02', 'permitted', true, 3)")
    for table in ("installation", "rasa_conversations", "rasa_events"):
        await run(engine, f"DROP TABLE IF EXISTS {table}")

    await migrate(engine, None)

    async with engine.connect() as connection:
        assert await connection.scalar(text("SELECT count FROM feedback")) == 3


async def test_a_migration_that_fails_leaves_nothing_behind(
    engine: AsyncEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Making a table is part of the transaction, on both."""

    def fail(*_: object) -> None:
        raise RuntimeError("the power went")

    monkeypatch.setattr(migration, "_check_shape", fail)
    with pytest.raises(RuntimeError):
        await migrate(engine, None)
    monkeypatch.undo()

    await run(engine, "CREATE TABLE conversations (x INTEGER)")  # it is not there


async def test_another_installation_is_kept_out(database: Database | None, tmp_path: Path) -> None:
    """By its name on PostgreSQL; on SQLite by who holds the folder."""
    if database:
        engine = postgres_engine(database.url)
        await migrate(engine, "tests")
        with pytest.raises(AnothersStore, match="belongs to the installation tests; this"):
            await migrate(engine, "other")
        await engine.dispose()
    else:
        with sole_user(tmp_path):
            said = start(environment(None, tmp_path))

        assert said.returncode == 2
        assert said.stderr.startswith("Another gateway uses")


def test_the_gateway_says_what_is_wrong_before_it_serves(
    database: Database | None, tmp_path: Path
) -> None:
    """One sentence and status 2; no traceback, no password."""
    assert make_ready(tmp_path, database) is None
    env = environment(database, tmp_path)
    if database:
        env["SAFE_TO_SHARE_DATABASE"] = "postgresql://me:pass-word@127.0.0.1:9/none"
    else:
        (tmp_path / "gateway.db").write_bytes(b"not a database, but long enough to be read" * 99)

    said = start(env)

    assert said.returncode == 2
    assert said.stderr.startswith("The store does not answer")
    assert "Traceback" not in said.stderr
    assert "pass-word" not in said.stderr


def test_a_store_that_does_not_answer_in_time_is_said_before_anything_is_served(
    database: Database | None, tmp_path: Path
) -> None:
    """Held by a backup that went wrong, or behind a network that swallows everything."""
    env = environment(database, tmp_path)
    with (
        socket.create_server(("127.0.0.1", 0)) as silent,
        closing(sqlite3.connect(tmp_path / "gateway.db", isolation_level=None)) as holder,
    ):
        holder.execute("BEGIN IMMEDIATE")
        if database:
            port = silent.getsockname()[1]
            env["SAFE_TO_SHARE_DATABASE"] = f"postgresql://me:pass-word@127.0.0.1:{port}/none"

        said = start(env)

    assert said.returncode == 2
    assert said.stderr.startswith("The store does not answer")
    assert "pass-word" not in said.stderr
    assert len(said.stderr.splitlines()) == 1


def test_the_command_migrates(database: Database | None, tmp_path: Path) -> None:
    """For who wants it done before new software starts."""
    said = start(environment(database, tmp_path), "-m", "bot", "migrate")

    assert said.returncode == 0, said.stderr
    assert said.stdout == f"The store has version {STORE_VERSION}.\n"


def environment(database: Database | None, state: Path) -> dict[str, str]:
    """Settings of a gateway with this store."""
    env = {
        "PATH": os.environ["PATH"],
        "SAFE_TO_SHARE_STATE": str(state),
        "SAFE_TO_SHARE_SECRET": "s",
        "SAFE_TO_SHARE_RASA_URL": "http://127.0.0.1:1",
    }
    if database:
        env["SAFE_TO_SHARE_DATABASE"] = database.url
        env["SAFE_TO_SHARE_INSTALLATION"] = database.installation
    return env


def start(env: dict[str, str], *command: str) -> subprocess.CompletedProcess[str]:
    """Start a gateway that cannot start, or another command; gives how it ended."""
    given = command or ("-m", "bot.gateway", "--port", "0")
    return subprocess.run(
        [sys.executable, *given],
        cwd=ROOT,
        env=env,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
