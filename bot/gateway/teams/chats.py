"""Which conversation goes on in which chat, and what was taken already. In the store."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from sqlalchemy import bindparam, delete, select

from bot.gateway.database import insert_or
from bot.gateway.receipts import utc_now
from bot.gateway.tables import teams_chats, teams_seen

if TYPE_CHECKING:
    from sqlalchemy.ext.asyncio import AsyncEngine

KEPT = timedelta(days=1)
"""How long a delivery is known again. A token is good for an hour or so; a button of ours, until
its conversation ends, but its question is closed by then."""

_FIND = select(teams_chats.c.conversation).where(teams_chats.c.chat == bindparam("chat"))
_AT = select(teams_chats.c.conversation).where(teams_chats.c.place == bindparam("place"))
_NOTED = select(teams_seen.c.name).where(teams_seen.c.name == bindparam("name"))


class Chats:
    """Chats of Teams, by hashes."""

    def __init__(self, engine: AsyncEngine) -> None:
        """Use the store's engine."""
        self._engine = engine
        self._seen = insert_or(engine, teams_seen).on_conflict_do_nothing()

    async def find(self, chat: bytes) -> str | None:
        """The conversation of a chat."""
        async with self._engine.connect() as connection:
            found = (await connection.execute(_FIND, {"chat": chat})).scalar_one_or_none()
        return str(found) if found is not None else None

    async def at(self, place: bytes) -> list[str]:
        """Every conversation of a place: of a personal chat there is one."""
        async with self._engine.connect() as connection:
            return list(await connection.scalars(_AT, {"place": place}))

    async def keep(self, chat: bytes, place: bytes, conversation: str) -> None:
        """From now on the chat goes on with this conversation. It goes when that goes."""
        row = {"place": place, "conversation": conversation}
        async with self._engine.begin() as connection:
            await connection.execute(
                insert_or(self._engine, teams_chats)
                .values(chat=chat, **row)
                .on_conflict_do_update(index_elements=["chat"], set_=row)
            )

    async def is_noted(self, name: bytes) -> bool:
        """Whether something was taken note of."""
        async with self._engine.connect() as connection:
            return bool((await connection.execute(_NOTED, {"name": name})).first())

    async def note(self, name: bytes) -> bool:
        """Take note of something; False when it was taken note of before."""
        async with self._engine.begin() as connection:
            return bool(
                (await connection.execute(self._seen, {"name": name, "seen": utc_now()})).rowcount
            )

    async def drop_old(self) -> None:
        """Remove notes that nobody can bring up any more."""
        old = utc_now() - KEPT
        async with self._engine.begin() as connection:
            await connection.execute(delete(teams_seen).where(teams_seen.c.seen < old))
