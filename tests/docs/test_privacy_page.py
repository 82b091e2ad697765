"""The privacy assessment names every column and every file in which something is kept."""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import Table

from bot.gateway import tables
from bot.rasa.archive import SCHEMA
from bot.sealing.keys import OWN_FILE

PAGE = (Path(__file__).parents[2] / "docs" / "privacy.md").read_text(encoding="utf-8")


def named(file: str) -> dict[str, set[str]]:
    """The columns of each table of a file, as the page has them."""
    rows = PAGE.partition(f"| table of `{file}` |")[2].partition("\n\n")[0].splitlines()[2:]
    found: dict[str, set[str]] = {}
    table = ""
    for row in rows:
        _, first, columns, *_ = row.split("|")
        table = first.strip(" `") or table
        found.setdefault(table, set()).update(re.findall(r"`(\w+)`", columns))
    return found


def test_every_column_of_the_gateway_is_on_it() -> None:
    """And no other."""
    kept = {
        table.name: {column.name for column in table.columns}
        for table in vars(tables).values()
        if isinstance(table, Table)
    }

    assert kept == named("gateway.db")


def test_every_column_beside_rasa_is_on_it() -> None:
    """And no other."""
    with closing(sqlite3.connect(":memory:")) as db:
        db.executescript(SCHEMA)
        names = [name for (name,) in db.execute("SELECT name FROM sqlite_master")]
        kept = {
            table: {row[1] for row in db.execute(f"PRAGMA table_info({table})")} for table in names
        }

    assert kept == named("rasa.db")


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
