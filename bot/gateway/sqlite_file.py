"""How the store's file is opened, and its tables made."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import inspect

from bot.gateway.tables import metadata

if TYPE_CHECKING:
    from sqlalchemy import Connection


def make_tables(connection: Connection) -> None:
    """Make what is missing. Tables of before there were seals go: anybody could read them."""
    found = inspect(connection)
    is_there = found.has_table("conversations")
    if is_there and "issued" not in {each["name"] for each in found.get_columns("conversations")}:
        counts = {"feedback", "to_forget"}
        metadata.drop_all(connection, [t for t in metadata.sorted_tables if t.name not in counts])
    metadata.create_all(connection)


def prepare(connection: Any, _record: object) -> None:
    """Set a new connection up: a write-ahead log, deletions that overwrite, keys that hold."""
    cursor = connection.cursor()
    for pragma in (
        "journal_mode=WAL",
        "synchronous=NORMAL",
        "secure_delete=ON",
        "foreign_keys=ON",
        "busy_timeout=5000",
    ):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()
