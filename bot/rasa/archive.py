"""The SQLite file of the conversations: one row each, and their events. Knows nothing of Rasa.

Events and window are sealed with the agency's key, each for its own place.

Every failure is a ``NotSaved``: the caller can tell the person, and nothing is kept elsewhere.
"""

from __future__ import annotations

import os
import sqlite3
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING, NamedTuple

from bot.write_ahead import write_ahead

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from bot.sealing.keyring import Keyring, Sealer

VERSION = 2
"""In version 1 nothing was sealed and nothing said how old it was: what it held is dropped."""
SCHEMA = """
CREATE TABLE IF NOT EXISTS conversations (
    id TEXT PRIMARY KEY,
    events INTEGER NOT NULL,
    recent BLOB NOT NULL,
    last_turn INTEGER NOT NULL
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS events (
    conversation TEXT NOT NULL,
    position INTEGER NOT NULL,
    body BLOB NOT NULL,
    PRIMARY KEY (conversation, position)
) WITHOUT ROWID;
SELECT id, conversations.events, recent, last_turn, conversation, position, body
    FROM conversations, events LIMIT 0;  -- a copy that was cut off says its version too
"""
FOREVER = 2**62
"""Later than any turn."""
DROP = "DROP TABLE IF EXISTS conversations; DROP TABLE IF EXISTS events;"
PRAGMAS = (
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

    def __init__(self, path: Path, keys: Keyring, *, wait_s: float = 1.0) -> None:
        """Open the file, making it and its folder when missing.

        Args:
            path: of the SQLite file. Others on the machine cannot read it.
            keys: the agency's.
            wait_s: seconds to wait for another process that holds the file.

        Raises:
            NotSaved: the file cannot be opened, or another version of the bot wrote it.
        """
        self._path = path
        self._keys = keys
        with _loudly():
            path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            path.touch(mode=0o600)
            self._inode = path.stat().st_ino
            self._db = sqlite3.connect(
                path, timeout=wait_s, isolation_level=None, check_same_thread=False
            )
            self._prepare(wait_s)

    def _prepare(self, wait_s: float) -> None:
        write_ahead(self._db.execute, wait_s)
        for pragma in PRAGMAS:
            self._db.execute(pragma)
        (version,) = self._db.execute("PRAGMA user_version").fetchone()
        if version == 1:
            self._db.executescript(DROP)
            self._db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        if version not in (0, 1, VERSION):
            message = f"{self._path} has version {version}; this bot reads version {VERSION}."
            raise NotSaved(message)
        self._db.executescript(SCHEMA)
        self._db.execute(f"PRAGMA user_version = {VERSION}")

    def load(self, conversation: str) -> Stored | None:
        """Read a conversation's row, None when it has none.

        Raises:
            NotSaved: the file cannot be read.
            Unreadable: it was sealed with a key that is not here any more.
        """
        with _loudly():
            self._check_file()
            row = self._db.execute(
                "SELECT events, recent FROM conversations WHERE id = ?", (conversation,)
            ).fetchone()
        if not row:
            return None
        return Stored(row[0], opened(self._keys.sealer(conversation), row[1], "recent"))

    def save(self, conversation: str, new: Sequence[str], after: int, recent: str) -> None:
        """Append events and replace the recent ones.

        Args:
            conversation: its id.
            new: events as JSON, in order.
            after: how many events the caller knows to be archived already.
            recent: the window, as JSON.

        Raises:
            NotSaved: the file cannot be written, or someone else appended or removed in between.
        """
        rows, row = sealed(self._keys, conversation, new, after, recent)
        with self._transaction() as db:
            self._check_place(conversation, after)
            db.executemany("INSERT INTO events VALUES (?, ?, ?)", rows)
            db.execute("INSERT OR REPLACE INTO conversations VALUES (?, ?, ?, ?)", row)

    def _check_place(self, conversation: str, after: int) -> None:
        """What was removed during a turn does not come back with its end."""
        row = self._db.execute(
            "SELECT events FROM conversations WHERE id = ?", (conversation,)
        ).fetchone()
        if (row[0] if row else 0) != after:
            raise NotSaved("The conversation was changed or removed during the turn.")

    def events(self, conversation: str) -> list[str]:
        """Every archived event of a conversation, as JSON, oldest first.

        Raises:
            NotSaved: the file cannot be read.
            Unreadable: one was sealed with a key that is not here any more.
        """
        with _loudly():
            rows = self._db.execute(
                "SELECT position, body FROM events WHERE conversation = ? ORDER BY position",
                (conversation,),
            ).fetchall()
        sealer = self._keys.sealer(conversation)
        return [opened(sealer, body, f"body {position}") for position, body in rows]

    def ids(self) -> list[str]:
        """Ids of all conversations."""
        with _loudly():
            return [row[0] for row in self._db.execute("SELECT id FROM conversations")]

    def idle(self, before: int) -> list[str]:
        """Ids of conversations whose last turn was before that time, in seconds since 1970."""
        with _loudly():
            query = "SELECT id FROM conversations WHERE last_turn < ?"
            return [row[0] for row in self._db.execute(query, (before,))]

    def delete(self, conversation: str, *, if_idle_since: int | None = None) -> bool:
        """Remove a conversation and overwrite where it was, in the write-ahead log as well.

        Args:
            conversation: its id.
            if_idle_since: leave it when it had a turn at that time or later.

        Returns:
            Whether there was one to remove.

        Raises:
            NotSaved: the file cannot be written; the conversation is still there.
        """
        with self._transaction() as db:
            removed = db.execute(
                "DELETE FROM conversations WHERE id = ? AND last_turn < ?",
                (conversation, FOREVER if if_idle_since is None else if_idle_since),
            ).rowcount
            if removed or if_idle_since is None:
                db.execute("DELETE FROM events WHERE conversation = ?", (conversation,))
        with _loudly():
            if if_idle_since is None:  # secure_delete leaves keys where pages were shared out anew
                self._db.execute("VACUUM")
            self._db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        return bool(removed)

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


def sealed(
    keys: Keyring, conversation: str, new: Sequence[str], after: int, recent: str
) -> tuple[list[tuple[str, int, bytes]], tuple[str, int, bytes, int]]:
    """The rows of new events, and the conversation's own row, as they are kept.

    When the last turn was is kept to the minute: nobody needs to know it better.
    """
    sealer = keys.sealer(conversation)
    events = [
        (conversation, place, sealer.seal(body.encode(), f"body {place}"))
        for place, body in enumerate(new, start=after + 1)
    ]
    window = sealer.seal(recent.encode(), "recent")
    return events, (conversation, after + len(new), window, int(time.time()) // 60 * 60)


def opened(sealer: Sealer, sealed: bytes, place: str) -> str:
    """What was sealed, as text.

    Raises:
        Unreadable: it was sealed with a key that is not here any more.
    """
    return sealer.open(sealed, place).decode()


@contextmanager
def _loudly() -> Iterator[None]:
    try:
        yield
    except (sqlite3.Error, OSError) as error:
        message = f"The conversations' file failed: {type(error).__name__}."
        raise NotSaved(message) from error
