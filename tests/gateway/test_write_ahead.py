"""A new file is gone over to the write-ahead log by several at once."""

from __future__ import annotations

import sqlite3

import pytest

from bot.gateway import database


class Busy:
    """A connection, and its cursor, to a file that another takes for so many tries."""

    def __init__(self, tries: int) -> None:
        self.tries, self.done = tries, ""

    def cursor(self) -> Busy:
        """The cursor."""
        return self

    def close(self) -> None:
        """Nothing is open."""

    def execute(self, statement: str) -> None:
        """SQLite refuses to go over at once, whatever the timeout."""
        if "journal_mode" in statement and self.tries:
            self.tries -= 1
            raise sqlite3.OperationalError("database is locked")
        self.done = statement


def test_it_is_tried_until_the_others_have_done_it() -> None:
    """Nobody fails to start because another starts."""
    busy = Busy(3)
    database._prepare(busy, None)
    assert busy.done == "PRAGMA journal_mode = WAL"


def test_a_file_that_stays_taken_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    """Not waited for without end."""
    monkeypatch.setattr(database, "PATIENCE_S", 0.05)
    with pytest.raises(sqlite3.OperationalError, match="locked"):
        database._prepare(Busy(10_000), None)
