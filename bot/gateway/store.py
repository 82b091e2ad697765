"""What the gateway remembers of a conversation. Nothing that a person typed is in it."""

from __future__ import annotations

from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Self

from sqlalchemy import bindparam, delete, event, insert, select, text, update
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

from bot.gateway import kept_records
from bot.gateway.left_out import LeftOut
from bot.gateway.tables import conversations, metadata, to_forget, turns

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Sequence
    from pathlib import Path

    from sqlalchemy import Row

    from bot.gateway.kept_records import KeptRecord

RawBlocks = list[dict[str, Any]]


@dataclass(frozen=True)
class Issued:
    """What the person may answer now: open questions by fact, and facts that may be changed.

    ``questions`` holds whole blocks, so that they can be shown again; ``changeable`` names each
    fact in words.
    """

    questions: dict[str, dict[str, Any]] = field(default_factory=dict)
    changeable: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Conversation:
    """A conversation as it stands. ``turns`` counts its turns, the greeting not among them."""

    id: str
    token_hash: bytes
    turns: int
    issued: Issued


@dataclass(frozen=True)
class Said:
    """The person's side: a button's label, or the bare fact that something was typed."""

    how: str
    label: str | None = None


@dataclass(frozen=True)
class Turn:
    """One exchange. The greeting is number 0 and nobody said anything before it."""

    number: int
    client_id: str | None
    said: Said | None
    blocks: RawBlocks


# Made once: SQLAlchemy then finds their SQL in its cache by identity.
_FIND = select(conversations).where(conversations.c.id == bindparam("id"))
_ANSWERED = select(turns).where(
    turns.c.conversation == bindparam("id"), turns.c.client_id == bindparam("client_id")
)


class Store:
    """Conversations and turns in SQLite."""

    def __init__(self, engine: AsyncEngine) -> None:
        """Use an engine whose tables exist; ``opened`` makes one."""
        self._engine = engine
        self.records = kept_records.Records(engine)
        self.left_out = LeftOut(engine)

    @classmethod
    @asynccontextmanager
    async def opened(cls, folder: Path) -> AsyncIterator[Self]:
        """The store in ``folder``/gateway.db, made if it is not there, closed afterwards."""
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)  # noqa: ASYNC240  (once, at start)
        engine = create_async_engine(
            f"sqlite+aiosqlite:///{folder / 'gateway.db'}",
            hide_parameters=True,  # no value of a row in the text of an error
        )
        event.listen(engine.sync_engine, "connect", _prepare)
        try:
            async with engine.begin() as connection:
                await connection.run_sync(metadata.create_all)
            yield cls(engine)
        finally:
            await engine.dispose()

    @property
    def engine(self) -> AsyncEngine:
        """For the other tables of the same file."""
        return self._engine

    async def add(self, conversation: Conversation, greeting: RawBlocks) -> None:
        """Keep a new conversation with its greeting."""
        async with self._engine.begin() as connection:
            await connection.execute(
                insert(conversations).values(
                    id=conversation.id,
                    token_hash=conversation.token_hash,
                    created=datetime.now(UTC),
                    turns=0,
                    questions=conversation.issued.questions,
                    changeable=conversation.issued.changeable,
                )
            )
            await connection.execute(
                insert(turns).values(conversation=conversation.id, number=0, blocks=greeting)
            )

    async def find(self, conversation: str) -> Conversation | None:
        """The conversation, or None."""
        async with self._engine.connect() as connection:
            row = (await connection.execute(_FIND, {"id": conversation})).one_or_none()
        return _conversation(row) if row is not None else None

    async def look_up(
        self, conversation: str, client_id: str
    ) -> tuple[Conversation | None, Turn | None]:
        """The conversation, and the turn already made for this ``client_id``; each may be None."""
        given = {"id": conversation, "client_id": client_id}
        async with self._engine.connect() as connection:
            found = (await connection.execute(_FIND, given)).one_or_none()
            answered = (await connection.execute(_ANSWERED, given)).one_or_none()
        return (
            _conversation(found) if found is not None else None,
            _turn(answered) if answered is not None else None,
        )

    async def add_turn(
        self, conversation: str, turn: Turn, issued: Issued, records: Sequence[KeptRecord] = ()
    ) -> None:
        """Keep a turn, what may be answered after it, and its records, in one transaction."""
        said = turn.said
        async with self._engine.begin() as connection:
            await connection.execute(
                insert(turns).values(
                    conversation=conversation,
                    number=turn.number,
                    client_id=turn.client_id,
                    how=said.how if said else None,
                    label=said.label if said else None,
                    blocks=turn.blocks,
                )
            )
            await connection.execute(
                update(conversations)
                .where(conversations.c.id == conversation)
                .values(turns=turn.number, questions=issued.questions, changeable=issued.changeable)
            )
            await kept_records.keep(connection, conversation, records)

    async def close_question(self, conversation: str, issued: Issued) -> None:
        """Keep that a question turned out not to be open."""
        async with self._engine.begin() as connection:
            await connection.execute(
                update(conversations)
                .where(conversations.c.id == conversation)
                .values(questions=issued.questions, changeable=issued.changeable)
            )

    async def turns_after(self, conversation: str, number: int) -> list[Turn]:
        """All turns with a higher number, in order."""
        query = (
            select(turns)
            .where(turns.c.conversation == conversation, turns.c.number > number)
            .order_by(turns.c.number)
        )
        async with self._engine.connect() as connection:
            return [_turn(row) for row in await connection.execute(query)]

    async def remove(self, conversation: str, *, rasa_to_follow: bool = False) -> None:
        """Remove every trace of a conversation from the files.

        Args:
            conversation: its id.
            rasa_to_follow: remember the bare id, so that Rasa can be told later.
        """
        async with self._engine.begin() as connection:
            await kept_records.drop(connection, conversation)
            await connection.execute(delete(turns).where(turns.c.conversation == conversation))
            await connection.execute(
                delete(conversations).where(conversations.c.id == conversation)
            )
            if rasa_to_follow:
                await connection.execute(insert(to_forget).values(id=conversation))
        await self._empty_the_log()

    async def still_to_forget(self) -> list[str]:
        """Ids that Rasa has not been told of yet."""
        async with self._engine.connect() as connection:
            return list(await connection.scalars(select(to_forget.c.id)))

    async def forgotten(self, conversation: str) -> None:
        """Rasa has been told."""
        async with self._engine.begin() as connection:
            await connection.execute(delete(to_forget).where(to_forget.c.id == conversation))
        await self._empty_the_log()

    async def _empty_the_log(self) -> None:
        """secure_delete overwrites the pages; the write-ahead log still holds the old ones."""
        async with self._engine.connect() as connection:
            await connection.execute(text("PRAGMA wal_checkpoint(TRUNCATE)"))

    async def check(self) -> None:
        """Do the least that shows that the store answers.

        Raises:
            SQLAlchemyError: it does not.
        """
        async with self._engine.connect() as connection:
            await connection.execute(select(conversations.c.id).limit(1))


def _conversation(row: Row[Any]) -> Conversation:
    return Conversation(row.id, row.token_hash, row.turns, Issued(row.questions, row.changeable))


def _turn(row: Row[Any]) -> Turn:
    said = Said(row.how, row.label) if row.how else None
    return Turn(row.number, row.client_id, said, row.blocks)


def _prepare(connection: Any, _record: object) -> None:
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
