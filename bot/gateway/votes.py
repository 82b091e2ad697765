"""Whether answers helped: counts by day and outcome, and nothing that leads back to anyone.

Beside a count stands no conversation. Which way an answer was voted is kept with its conversation,
so that a change of mind moves the count, and goes with it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import delete, select, update

from bot.gateway.database import insert_or
from bot.gateway.tables import feedback, votes

if TYPE_CHECKING:
    from datetime import date

    from sqlalchemy.ext.asyncio import AsyncConnection

    from bot.gateway.store import Store

_SAME = ("day", "outcome", "helped")

_LONGEST_NUMBER = 9
"""Digits; a larger one the store could not compare."""


class Votes:
    """Votes on answers, in the store."""

    def __init__(self, store: Store) -> None:
        """Use the store's engine, and its turns."""
        self._store = store
        self._engine = store.engine

    async def outcome(self, conversation: str, token: str, answer_id: str) -> str | None:
        """What an answer of this conversation came to; None when it has no such answer."""
        number = answer_id.partition("-")[0]
        if not number.isdecimal() or len(number) > _LONGEST_NUMBER:
            return None
        turn = await self._store.turn(conversation, token, int(number))
        for block in turn.blocks if turn else ():
            if block["type"] == "answer" and block["id"] == answer_id:
                return str(block["outcome"])
        return None

    async def count(
        self, conversation: str, answer_id: str, outcome: str, *, helped: bool, today: date
    ) -> None:
        """Count a vote once; another way on the same answer moves it.

        The first statement writes, so that votes of the same instant follow each other.
        """
        mine = (votes.c.conversation == conversation) & (votes.c.answer_id == answer_id)
        vote = {"day": today, "outcome": outcome, "helped": helped}
        async with self._engine.begin() as connection:
            turned = await connection.execute(
                update(votes).where(mine, votes.c.helped != helped).values(helped=helped)
            )
            if turned.rowcount:
                kept = (await connection.execute(select(votes).where(mine))).one()
                vote["day"] = kept.day
                await self._add(connection, vote | {"helped": not helped}, -1)
            else:
                row = {"conversation": conversation, "answer_id": answer_id, **vote}
                new = insert_or(self._engine, votes).values(**row).on_conflict_do_nothing()
                if not (await connection.execute(new)).rowcount:
                    return
            await self._add(connection, vote, 1)

    async def of(self, conversation: str) -> dict[str, bool]:
        """Which way each answer of a conversation was voted."""
        query = select(votes.c.answer_id, votes.c.helped).where(
            votes.c.conversation == conversation
        )
        async with self._engine.connect() as connection:
            return {row.answer_id: row.helped for row in await connection.execute(query)}

    async def _add(self, connection: AsyncConnection, vote: dict[str, Any], change: int) -> None:
        """Two who count the same for the first time follow each other: neither fails."""
        count = feedback.c.count + change
        await connection.execute(
            insert_or(self._engine, feedback)
            .values(**vote, count=change)
            .on_conflict_do_update(index_elements=_SAME, set_={"count": count})
        )
        same = [feedback.c[name] == vote[name] for name in _SAME]
        await connection.execute(delete(feedback).where(*same, feedback.c.count < 1))
