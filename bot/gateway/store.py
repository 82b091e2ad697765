"""What the gateway remembers of a conversation: nothing that was typed, and all of it sealed."""

from __future__ import annotations

from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Self

from sqlalchemy import Row, delete, insert, select, update

from bot.gateway import kept_records, statements
from bot.gateway.at_once import AtOnce
from bot.gateway.database import engine_of, overwrite_deleted, see_room
from bot.gateway.held import Held
from bot.gateway.left_out import LeftOut
from bot.gateway.migrate import migrate
from bot.gateway.sealed import Envelope, Issued, RawBlocks, Turn
from bot.gateway.tables import conversations, to_forget, turns

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Sequence
    from pathlib import Path

    from sqlalchemy import Connection, Engine
    from sqlalchemy.ext.asyncio import AsyncEngine

    from bot.database import Database
    from bot.gateway.kept_records import KeptRecord
    from bot.sealing.keyring import Keyring

Kept = Row[Any]
"""A row as it is kept: sealed."""


@dataclass(frozen=True)
class Conversation:
    """A conversation as it stands. ``turns`` counts its turns, the greeting not among them."""

    id: str
    token_hash: bytes
    turns: int
    issued: Issued


class Gone(Exception):
    """The conversation was removed while a turn of it was under way; nothing was kept."""


class Store:
    """Conversations and turns, in SQLite or PostgreSQL."""

    def __init__(self, engine: AsyncEngine, keys: Keyring) -> None:
        """Use an engine whose tables exist, and the agency's keys; ``opened`` makes one."""
        self._engine = engine
        self._keys = keys
        self.records = kept_records.Records(engine, keys)
        self.left_out = LeftOut(engine)
        self.held = Held(engine)
        self.at_once = AtOnce(engine)

    @classmethod
    @asynccontextmanager
    async def opened(
        cls, folder: Path, keys: Keyring, database: Database | None = None
    ) -> AsyncIterator[Self]:
        """The store, its tables brought to this version; closed afterwards.

        Args:
            folder: where ``gateway.db`` is, made if it is not there.
            keys: the agency's.
            database: used in place of that file when given.

        Raises:
            StoreError: it cannot be served from; the message says why.
            SQLAlchemyError, OSError: it does not answer.
        """
        engine = engine_of(folder, database)
        try:
            await migrate(engine, database.installation if database else None)
            await overwrite_deleted(engine)
            store = cls(engine, keys)
            try:
                yield store
            finally:
                await store.at_once.close()
                await store.held.close()
        finally:
            await engine.dispose()

    @property
    def engine(self) -> AsyncEngine:
        """For the other tables of the same store."""
        return self._engine

    @property
    def engines(self) -> set[Engine]:
        """All whose statements are the store's."""
        return {self._engine.sync_engine, self.at_once.engine}

    async def add(self, new: Conversation, token: str, greeting: RawBlocks) -> None:
        """Keep a new conversation with its greeting."""
        envelope = Envelope.of(self._keys, new.id, token)
        row = {"id": new.id, "token_hash": new.token_hash, "turns": 0, "last_turn": _minute()}
        first = envelope.of_turn(Turn(0, None, None, greeting))
        async with self._engine.begin() as connection:
            await connection.execute(
                insert(conversations).values(**row, **envelope.of_issued(new.issued))
            )
            await connection.execute(insert(turns).values(conversation=new.id, **first))

    async def find(self, conversation: str) -> Kept | None:
        """The conversation as it is kept, or None."""
        async with self._engine.connect() as connection:
            return (await connection.execute(statements.FIND, {"id": conversation})).one_or_none()

    async def look_up(self, conversation: str, client_id: str) -> tuple[Kept | None, Kept | None]:
        """The conversation, and the turn already made for this ``client_id``; each may be None."""
        given = {"id": conversation, "client_id": client_id}
        both = (statements.FIND, statements.ANSWERED)
        found, answered = await self.at_once.run(
            lambda connection: [connection.execute(each, given).one_or_none() for each in both]
        )
        return found, answered

    def unsealed(self, kept: Kept, token: str) -> Conversation:
        """The conversation that is kept, for who has its token.

        Raises:
            Unreadable: it was sealed with a key that is not here any more.
        """
        issued = Envelope.of(self._keys, kept.id, token).issued(kept)
        return Conversation(kept.id, kept.token_hash, kept.turns, issued)

    def unsealed_turn(self, kept: Kept, token: str) -> Turn:
        """The same for a turn."""
        return Envelope.of(self._keys, kept.conversation, token).turn(kept)

    async def add_turn(
        self,
        found: Conversation,
        token: str,
        turn: Turn,
        issued: Issued,
        records: Sequence[KeptRecord] = (),
    ) -> None:
        """Keep a turn, what may be answered after it, and its records, in one transaction.

        Raises:
            Gone: the conversation is not there any more.
        """
        envelope = Envelope.of(self._keys, found.id, token)
        this = {"this": found.id, "turns": turn.number, "last_turn": _minute()}
        now = {**this, **envelope.of_issued(issued)}
        row = {"conversation": found.id, **envelope.of_turn(turn)}

        def keep(connection: Connection) -> None:
            if not connection.execute(statements.GO_ON, now).rowcount:
                raise Gone
            connection.execute(statements.KEEP, row)
            kept_records.keep(connection, self._keys, found.id, records)

        await self.at_once.run(keep)

    async def close_question(self, found: Conversation, token: str, issued: Issued) -> None:
        """Keep that a question turned out not to be open."""
        envelope = Envelope.of(self._keys, found.id, token)
        given = {"this": found.id, **envelope.of_issued(issued)}
        async with self._engine.begin() as connection:
            await connection.execute(statements.GO_ON, given)

    async def turn(self, conversation: str, token: str, number: int) -> Turn | None:
        """One turn by its number, or None."""
        given = {"id": conversation, "number": number}
        async with self._engine.connect() as connection:
            row = (await connection.execute(statements.NUMBERED, given)).one_or_none()
        return self.unsealed_turn(row, token) if row is not None else None

    async def turns_after(self, conversation: str, token: str, number: int) -> list[Turn]:
        """All turns with a higher number, in order."""
        given = {"id": conversation, "number": number}
        envelope = Envelope.of(self._keys, conversation, token)
        async with self._engine.connect() as connection:
            return [envelope.turn(row) for row in await connection.execute(statements.AFTER, given)]

    async def idle(self, before: datetime) -> list[str]:
        """Ids of conversations whose last turn was before that time (UTC, no zone)."""
        query = select(conversations.c.id).where(conversations.c.last_turn < before)
        async with self._engine.connect() as connection:
            return list(await connection.scalars(query))

    async def remove(
        self,
        conversation: str,
        *,
        rasa_to_follow: bool = False,
        if_idle_since: datetime | None = None,
    ) -> bool:
        """Remove every trace of a conversation from the files.

        Args:
            conversation: its id.
            rasa_to_follow: remember the bare id, so that Rasa can be told later.
            if_idle_since: leave it when it had a turn at that time or later.

        Returns:
            Whether it is removed.
        """
        it = conversations.c.id == conversation
        async with self._engine.begin() as connection:
            if if_idle_since is not None:
                # A write, so that no turn comes in between: then it would be kept half.
                idle = update(conversations).where(it, conversations.c.last_turn < if_idle_since)
                written = await connection.execute(idle.values(turns=conversations.c.turns))
                if not written.rowcount:
                    return False
            await kept_records.drop(connection, conversation)
            await connection.execute(delete(turns).where(turns.c.conversation == conversation))
            await connection.execute(delete(conversations).where(it))
            if rasa_to_follow:
                await connection.execute(insert(to_forget).values(id=conversation))
        await overwrite_deleted(self._engine)
        return True

    async def still_to_forget(self) -> list[str]:
        """Ids that Rasa has not been told of yet."""
        async with self._engine.connect() as connection:
            return list(await connection.scalars(select(to_forget.c.id)))

    async def forgotten(self, conversation: str) -> None:
        """Rasa has been told."""
        async with self._engine.begin() as connection:
            await connection.execute(delete(to_forget).where(to_forget.c.id == conversation))
        await overwrite_deleted(self._engine)

    async def check(self) -> None:
        """Do the least that shows that the store answers, and takes what is written.

        Raises:
            SQLAlchemyError: it does not.
        """
        async with self._engine.connect() as connection:
            await connection.execute(select(conversations.c.id).limit(1))
            await see_room(connection)


def _minute() -> datetime:
    """Now in UTC, to the minute and without a zone: nobody needs to know it better."""
    return datetime.now(UTC).replace(tzinfo=None, second=0, microsecond=0)
