"""The conversations in PostgreSQL: the same promises as the file's, for workers on many machines.

The gateway's migrations make the tables. One connection: a worker takes one turn at a time.
"""

from __future__ import annotations

import contextlib
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import psycopg2

from bot.database import STORE_VERSION
from bot.rasa.archive import FOREVER, NotSaved, Stored, opened, sealed

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bot.database import Database
    from bot.sealing.keyring import Keyring

PATIENCE_S = 5
"""Seconds for a connection, and for a statement."""

MIGRATION_S = 60.0
"""Seconds that a worker waits at start for the gateway to make the tables."""

_OPTIONS = {
    "connect_timeout": PATIENCE_S,
    "application_name": "safe-to-share-rasa",
    # A turn that was answered is on disk, also where the server's usual is not to wait for that.
    "options": f"-c statement_timeout={PATIENCE_S}s -c synchronous_commit=on",
    "keepalives_idle": 10,
    "keepalives_interval": 5,
    "keepalives_count": 2,
    "tcp_user_timeout": 2_000 * PATIENCE_S,  # a machine that is gone says nothing
}
_LOAD = "SELECT events, recent FROM rasa_conversations WHERE id = %s"
_APPEND = "INSERT INTO rasa_events VALUES (%s, %s, %s)"
_FIRST = "INSERT INTO rasa_conversations VALUES (%s, %s, %s, %s) ON CONFLICT DO NOTHING"
_NEXT = (
    "UPDATE rasa_conversations SET events = %s, recent = %s, last_turn = %s "
    "WHERE id = %s AND events = %s"
)
_EVENTS = "SELECT position, body FROM rasa_events WHERE conversation = %s ORDER BY position"
_DELETE = "DELETE FROM rasa_conversations WHERE id = %s AND last_turn < %s"


class Connection:
    """A connection that is made when it is needed, and made anew after it was lost."""

    def __init__(self, url: str) -> None:
        """Connect later, to this address."""
        self._url = url
        self._open: Any = None

    @contextmanager
    def cursor(self) -> Iterator[Any]:
        """A cursor, each of its calls a transaction of its own.

        Raises:
            NotSaved: the database did not do it.
        """
        try:
            if self._open is None or self._open.closed:
                self._open = psycopg2.connect(self._url, **_OPTIONS)
                self._open.autocommit = True
            with self._open.cursor() as cursor:
                yield cursor
        except psycopg2.Error as error:
            self._close_when_lost(error)
            message = f"The conversations' database failed: {type(error).__name__}."
            raise NotSaved(message) from error

    def close(self) -> None:
        """Let go of it, and of every lock that it holds."""
        if self._open is not None:
            self._open.close()
            self._open = None

    def _close_when_lost(self, error: Exception) -> None:
        """After such errors the connection may look well and never answer again."""
        if isinstance(error, (psycopg2.OperationalError, psycopg2.InterfaceError)):
            self.close()


@contextmanager
def _transaction(cursor: Any) -> Iterator[None]:
    """All of it or nothing; a connection that was lost rolls back by itself."""
    cursor.execute("BEGIN")
    try:
        yield
        cursor.execute("COMMIT")
    except BaseException:
        with contextlib.suppress(psycopg2.Error):
            cursor.execute("ROLLBACK")
        raise


class PostgresArchive:
    """As ``Archive``, whose methods these are."""

    def __init__(self, database: Database, keys: Keyring, *, wait_s: float = MIGRATION_S) -> None:
        """Look whether the tables are there and ours.

        Args:
            database: address, and whose it has to be.
            keys: the agency's.
            wait_s: seconds to wait until a gateway has made or upgraded the tables.

        Raises:
            NotSaved: they are not, are another version's, or another installation's.
        """
        self._connection = Connection(database.url)
        self._keys = keys
        limit = time.monotonic() + wait_s
        while (fault := self._fault(database.installation)) is not None:
            if time.monotonic() > limit:
                self._connection.close()
                raise NotSaved(fault)
            time.sleep(0.25)

    def _fault(self, installation: str) -> str | None:
        """Why the database cannot be used yet.

        Raises:
            NotSaved: it can never be.
        """
        with self._connection.cursor() as cursor:
            cursor.execute("SELECT to_regclass('alembic_version'), to_regclass('installation')")
            if None in cursor.fetchone():
                return "The database has no tables yet. Start a gateway, or: python -m bot migrate"
            cursor.execute("SELECT version_num, name FROM alembic_version, installation")
            version, owner = cursor.fetchone() or ("", installation)
        if owner != installation:
            message = f"The database belongs to the installation {owner}, not to {installation}."
            raise NotSaved(message)
        if version > STORE_VERSION:
            message = f"The database has version {version}; this bot reads {STORE_VERSION}."
            raise NotSaved(message)
        if version < STORE_VERSION:
            return f"The database has version {version}, not {STORE_VERSION}: python -m bot migrate"
        return None

    def load(self, conversation: str) -> Stored | None:
        """Read a conversation's row, None when it has none.

        Raises:
            NotSaved: it cannot be read.
            Unreadable: it was sealed with a key that is not here any more.
        """
        with self._connection.cursor() as cursor:
            cursor.execute(_LOAD, (conversation,))
            row = cursor.fetchone()
        if not row:
            return None
        return Stored(row[0], opened(self._keys.sealer(conversation), bytes(row[1]), "recent"))

    def save(self, conversation: str, new: Sequence[str], after: int, recent: str) -> None:
        """Append events and replace the recent ones, in one transaction.

        Args:
            conversation: its id.
            new: events as JSON, in order.
            after: how many events the caller knows to be archived already.
            recent: the window, as JSON.

        Raises:
            NotSaved: it cannot be written, or someone else appended or removed in between.
        """
        rows, row = sealed(self._keys, conversation, new, after, recent)
        _, total, window, now = row
        with self._connection.cursor() as cursor, _transaction(cursor):
            if after:
                cursor.execute(_NEXT, (total, window, now, conversation, after))
            else:
                cursor.execute(_FIRST, row)
            if not cursor.rowcount:
                raise NotSaved("The conversation was changed or removed during the turn.")
            cursor.execute(b"; ".join(cursor.mogrify(_APPEND, row) for row in rows))

    def events(self, conversation: str) -> list[str]:
        """Every archived event of a conversation, as JSON, oldest first.

        Raises:
            NotSaved: they cannot be read.
            Unreadable: one was sealed with a key that is not here any more.
        """
        with self._connection.cursor() as cursor:
            cursor.execute(_EVENTS, (conversation,))
            rows = cursor.fetchall()
        sealer = self._keys.sealer(conversation)
        return [opened(sealer, bytes(body), f"body {position}") for position, body in rows]

    def ids(self) -> list[str]:
        """Ids of all conversations."""
        with self._connection.cursor() as cursor:
            cursor.execute("SELECT id FROM rasa_conversations")
            return [row[0] for row in cursor.fetchall()]

    def idle(self, before: int) -> list[str]:
        """Ids of conversations whose last turn was before that time, in seconds since 1970."""
        with self._connection.cursor() as cursor:
            cursor.execute("SELECT id FROM rasa_conversations WHERE last_turn < %s", (before,))
            return [row[0] for row in cursor.fetchall()]

    def delete(self, conversation: str, *, if_idle_since: int | None = None) -> bool:
        """Remove a conversation. Where it was is overwritten when the server vacuums.

        Args:
            conversation: its id.
            if_idle_since: leave it when it had a turn at that time or later.

        Returns:
            Whether there was one to remove.

        Raises:
            NotSaved: it is still there.
        """
        with self._connection.cursor() as cursor, _transaction(cursor):
            before = FOREVER if if_idle_since is None else if_idle_since
            cursor.execute(_DELETE, (conversation, before))
            removed = bool(cursor.rowcount)
            if removed or if_idle_since is None:
                cursor.execute("DELETE FROM rasa_events WHERE conversation = %s", (conversation,))
        return removed

    def close(self) -> None:
        """Close the connection."""
        self._connection.close()
