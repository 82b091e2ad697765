"""The SQLite file of the conversations: one row each, and their events. Knows nothing of Rasa.

Every failure is a ``NotSaved``: the caller can tell the person, and nothing is kept elsewhere.
"""

from __future__ import annotations

import os
import sqlite3
from contextlib import contextmanager
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

VERSION = 1
SCHEMA = """
CREATE TABLE IF NOT EXISTS conversations (
    id TEXT PRIMARY KEY,
    events INTEGER NOT NULL,
    recent TEXT NOT NULL
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS events (
    conversation TEXT NOT NULL,
    position INTEGER NOT NULL,
    body TEXT NOT NULL,
    PRIMARY KEY (conversation, position)
) WITHOUT ROWID;
"""
PRAGMAS = (
    "PRAGMA journal_mode = WAL",
    "PRAGMA synchronous = NORMAL",
    "PRAGMA secure_delete = ON",
)


class NotSaved(Exception):
    """The file could not be read or written; nothing of the turn was kept."""


class Stored(NamedTuple):
    """A conversation's row: how many events are archived, and the recent ones as JSON."""

    events: int
    recent: str


class Archive:
    """Reads and writes the file, one short transaction a call."""

    def __init__(self, path: Path, *, wait_s: float = 1.0) -> None:
        """Open the file, making it and its folder when missing.

        Args:
            path: of the SQLite file. Others on the machine cannot read it.
            wait_s: seconds to wait for another process that holds the file.

        Raises:
            NotSaved: the file cannot be opened, or another version of the bot wrote it.
        """
        self._path = path
        with _loudly():
            path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            path.touch(mode=0o600)
            self._inode = path.stat().st_ino
            self._db = sqlite3.connect(
                path, timeout=wait_s, isolation_level=None, check_same_thread=False
            )
            self._prepare()

    def _prepare(self) -> None:
        for pragma in PRAGMAS:
            self._db.execute(pragma)
        (version,) = self._db.execute("PRAGMA user_version").fetchone()
        if version not in (0, VERSION):
            message = f"{self._path} has version {version}; this bot reads version {VERSION}."
            raise NotSaved(message)
        self._db.executescript(SCHEMA)
        self._db.execute(f"PRAGMA user_version = {VERSION}")

    def load(self, conversation: str) -> Stored | None:
        """Read a conversation's row, None when it has none.

        Raises:
            NotSaved: the file cannot be read.
        """
        with _loudly():
            self._check_file()
            row = self._db.execute(
                "SELECT events, recent FROM conversations WHERE id = ?", (conversation,)
            ).fetchone()
        return Stored(*row) if row else None

    def save(self, conversation: str, new: Sequence[str], after: int, recent: str) -> None:
        """Append events and replace the recent ones.

        Args:
            conversation: its id.
            new: events as JSON, in order.
            after: how many events the caller knows to be archived already.
            recent: the window, as JSON.

        Raises:
            NotSaved: the file cannot be written, or someone else appended in between.
        """
        rows = [(conversation, after + n, body) for n, body in enumerate(new, start=1)]
        with self._transaction() as db:
            db.executemany("INSERT INTO events VALUES (?, ?, ?)", rows)
            db.execute(
                "INSERT OR REPLACE INTO conversations VALUES (?, ?, ?)",
                (conversation, after + len(new), recent),
            )

    def events(self, conversation: str) -> list[str]:
        """Every archived event of a conversation, as JSON, oldest first.

        Raises:
            NotSaved: the file cannot be read.
        """
        with _loudly():
            rows = self._db.execute(
                "SELECT body FROM events WHERE conversation = ? ORDER BY position",
                (conversation,),
            ).fetchall()
        return [body for (body,) in rows]

    def ids(self) -> list[str]:
        """Ids of all conversations."""
        with _loudly():
            return [row[0] for row in self._db.execute("SELECT id FROM conversations")]

    def delete(self, conversation: str) -> None:
        """Remove a conversation and overwrite where it was, in the write-ahead log as well.

        Raises:
            NotSaved: the file cannot be written; the conversation is still there.
        """
        with self._transaction() as db:
            db.execute("DELETE FROM events WHERE conversation = ?", (conversation,))
            db.execute("DELETE FROM conversations WHERE id = ?", (conversation,))
        with _loudly():
            self._db.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def close(self) -> None:
        """Close the file."""
        self._db.close()

    @contextmanager
    def _transaction(self) -> Iterator[sqlite3.Connection]:
        with _loudly():
            self._check_file()
            self._db.execute("BEGIN IMMEDIATE")
            try:
                yield self._db
                self._db.execute("COMMIT")
            except BaseException:
                self._db.execute("ROLLBACK")
                raise

    def _check_file(self) -> None:
        """SQLite goes on writing into a file that was deleted, and everybody believes it."""
        if os.stat(self._path).st_ino != self._inode:  # noqa: PTH116  (every turn: the fast one)
            message = f"{self._path} is not the file that was opened."
            raise NotSaved(message)


@contextmanager
def _loudly() -> Iterator[None]:
    try:
        yield
    except (sqlite3.Error, OSError) as error:
        message = f"The conversations' file failed: {type(error).__name__}."
        raise NotSaved(message) from error
