"""The privacy assessment names every column and every file in which something is kept."""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from bot.database import Database
from bot.gateway.database import FILE
from bot.gateway.ready_store import make_ready
from bot.rasa.archive import SCHEMA
from bot.sealing.keys import OWN_FILE
from tests.postgres import Postgres, name_of

PAGE = (Path(__file__).parents[2] / "docs" / "privacy.md").read_text(encoding="utf-8")
GATEWAY, RASA, SHARED = "`gateway.db`", "`rasa.db`", "PostgreSQL alone"
"""Whose tables the page lists."""

COLUMNS = """
    SELECT table_name, column_name FROM information_schema.columns WHERE table_schema = 'public'
"""


def named(place: str) -> dict[str, set[str]]:
    """The columns of each table of a place, as the page has them."""
    rows = PAGE.partition(f"| table of {place} |")[2].partition("\n\n")[0].splitlines()[2:]
    found: dict[str, set[str]] = {}
    table = ""
    for row in rows:
        _, first, columns, *_ = row.split("|")
        table = first.strip(" `") or table
        found.setdefault(table, set()).update(re.findall(r"`(\w+)`", columns))
    return found


def made(db: sqlite3.Connection) -> dict[str, set[str]]:
    """The columns of each table that there is in a file."""
    names = [name for (name,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    return {table: {row[1] for row in db.execute(f"PRAGMA table_info({table})")} for table in names}


def test_every_column_of_the_gateways_file_is_on_it(tmp_path: Path) -> None:
    """And no other: a store is made as the gateway makes it, and looked into."""
    assert make_ready(tmp_path, None) is None
    with closing(sqlite3.connect(tmp_path / FILE)) as db:
        assert made(db) == named(GATEWAY)


def test_every_column_of_rasas_file_is_on_it() -> None:
    """And no other."""
    with closing(sqlite3.connect(":memory:")) as db:
        db.executescript(SCHEMA)
        assert made(db) == named(RASA)


def test_every_column_in_postgresql_is_on_it(postgres: Postgres, tmp_path: Path) -> None:
    """And no other: those of the gateway's file, and those that are there only."""
    url = postgres.new_database()
    assert make_ready(tmp_path, Database(url, "tests")) is None
    kept: dict[str, set[str]] = {}
    for row in postgres.psql(COLUMNS, name_of(url)).splitlines():
        table, _, column = row.partition("|")
        kept.setdefault(table, set()).add(column)

    assert kept == {**named(GATEWAY), **named(SHARED)}


@pytest.mark.parametrize(
    "file", ["gateway.db", "rasa.db", "teams.key", OWN_FILE, "gateway.log", "rasa.log"]
)
def test_every_file_is_on_it(file: str) -> None:
    """Stores, keys and logs."""
    assert file in PAGE.partition("| file | what it holds |")[2]


@pytest.mark.parametrize("principle", [*map(str, range(1, 14)), "3A"])
def test_each_principle_is_answered(principle: str) -> None:
    """In a row of its own."""
    assert re.search(rf"^\| {principle}, ", PAGE, re.MULTILINE)
