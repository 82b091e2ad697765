"""The conversations in PostgreSQL: not made by Rasa, not another's, and loud when it fails."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest
from rasa.core.lock_store import LockError

from bot.database import Database
from bot.rasa.archive import NotSaved
from bot.rasa.held import Held
from bot.rasa.postgres import PostgresArchive
from bot.sealing.keyring import Keyring
from tests.postgres import Postgres, name_of

if TYPE_CHECKING:
    from collections.abc import Iterator

KEYS = Keyring([bytes(32)])


@pytest.fixture
def database(postgres: Postgres) -> Database:
    """A database with tables."""
    return Database(postgres.migrated(), "tests")


def test_a_database_without_tables_is_waited_for_and_then_refused(postgres: Postgres) -> None:
    """A gateway may be about to make them."""
    with pytest.raises(NotSaved, match="no tables yet"):
        PostgresArchive(Database(postgres.new_database(), "tests"), KEYS, wait_s=0.3)


@pytest.mark.parametrize(
    ("version", "said"),
    [
        pytest.param("0000", "has version 0000, not", id="older"),
        pytest.param("9999", "has version 9999; this bot reads", id="newer"),
    ],
)
def test_another_version_is_refused(
    postgres: Postgres, database: Database, version: str, said: str
) -> None:
    """Rather than read in a way that it was not written."""
    change = f"UPDATE alembic_version SET version_num = '{version}'"  # noqa: S608  (ours)
    postgres.psql(change, name_of(database.url))

    with pytest.raises(NotSaved, match=said):
        PostgresArchive(database, KEYS, wait_s=0)


def test_another_installations_is_refused(database: Database) -> None:
    """A worker of a test system does not answer real people."""
    with pytest.raises(NotSaved, match="belongs to the installation tests, not to trial"):
        PostgresArchive(Database(database.url, "trial"), KEYS)


def test_no_server_is_loud() -> None:
    """And the message has no address and no password."""
    with pytest.raises(NotSaved, match="OperationalError") as refused:
        PostgresArchive(Database("postgresql://me:pass-word@127.0.0.1:9/none", "tests"), KEYS)

    assert "pass-word" not in str(refused.value)


def test_what_is_saved_is_on_disk_before_it_is_said(database: Database) -> None:
    """Also on a server that usually does not wait for that: the tests' own."""
    archive = PostgresArchive(database, KEYS)

    with archive._connection.cursor() as cursor:
        cursor.execute("SHOW synchronous_commit")
        assert cursor.fetchone() == ("on",)
    archive.close()


def test_a_lost_connection_fails_once_and_is_made_anew(
    postgres: Postgres, database: Database
) -> None:
    """What was saved before is there after."""
    archive = PostgresArchive(database, KEYS)
    archive.save("c", ["1"], 0, "[1]")
    others = "pid <> pg_backend_pid() AND datname = current_database()"
    postgres.psql(
        f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE {others}",  # noqa: S608  (ours)
        name_of(database.url),
    )

    with pytest.raises(NotSaved):
        archive.save("c", ["2"], 1, "[2]")

    assert archive.load("c") == (1, "[1]")
    archive.save("c", ["2"], 1, "[2]")
    assert archive.events("c") == ["1", "2"]


def test_a_save_that_fails_keeps_nothing_of_it(database: Database) -> None:
    """An event collides; the window goes back too. What was removed does not come back."""
    archive = PostgresArchive(database, KEYS)
    archive.save("c", ["1", "2"], 0, "[2]")
    archive.save("gone", ["1"], 0, "[1]")
    archive.delete("gone")

    for name, after in (("c", 1), ("c", 0), ("gone", 1)):
        with pytest.raises(NotSaved, match="changed or removed"):
            archive.save(name, ["x"], after, "[x]")

    assert archive.events("c") == ["1", "2"]
    assert archive.load("c") == (2, "[2]")


@pytest.fixture
def workers(database: Database) -> Iterator[tuple[Held, Held]]:
    """The locks of two workers."""
    pair = Held(database.url), Held(database.url)
    yield pair
    for each in pair:
        each.close()


async def test_one_worker_at_a_time_has_a_conversation(workers: tuple[Held, Held]) -> None:
    """The other one waits for it, and another conversation is free."""
    order: list[str] = []

    async def work(name: str, held: Held) -> None:
        async with held.held("c", 5):
            order.append(name)
            await asyncio.sleep(0.1)
            order.append(name)

    await asyncio.gather(*(work(str(number), held) for number, held in enumerate(workers)))

    assert order in (["0", "0", "1", "1"], ["1", "1", "0", "0"])
    async with workers[0].held("c", 1), workers[1].held("d", 0):
        pass


async def test_who_waits_too_long_is_told(workers: tuple[Held, Held]) -> None:
    """An error of the turn, which may be retried."""
    async with workers[0].held("c", 1):
        with pytest.raises(LockError):
            async with workers[1].held("c", 0.1):
                pass


async def test_a_worker_that_dies_lets_go(workers: tuple[Held, Held]) -> None:
    """PostgreSQL ends its locks with its connection."""
    async with workers[0].held("c", 1):
        workers[0].close()
        async with workers[1].held("c", 1):
            pass


def test_what_is_idle_goes_and_what_had_a_turn_since_stays(database: Database) -> None:
    """As in the file: by the time of the last turn, looked at again when it is removed."""
    archive = PostgresArchive(database, KEYS)
    archive.save("c", ["1"], 0, "[1]")

    assert archive.idle(2**40) == ["c"]
    assert not archive.delete("c", if_idle_since=0)
    assert archive.events("c") == ["1"]
    assert archive.delete("c", if_idle_since=2**40)
    assert archive.events("c") == []
