"""Tells a person what was left out of their words: each kind of thing once in a conversation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import insert, select

from bot.gateway import words
from bot.gateway.tables import left_out

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqlalchemy.ext.asyncio import AsyncEngine

    from bot.gateway.words import RawBlock
    from bot.law.model import Law
    from bot.privacy.kinds import PersonalKind


class LeftOut:
    """The kinds that each conversation has been told of: kinds only, never what was left out."""

    def __init__(self, engine: AsyncEngine) -> None:
        """Use the engine of the store."""
        self._engine = engine

    async def untold(self, conversation: str, found: Iterable[PersonalKind]) -> list[PersonalKind]:
        """Of the kinds found now those that the person has not been told of."""
        found = list(found)
        if not found:
            return []
        query = select(left_out.c.kind).where(left_out.c.conversation == conversation)
        async with self._engine.connect() as connection:
            told = set(await connection.scalars(query))
        return [kind for kind in found if kind.value not in told]

    async def tell(self, conversation: str, kinds: Iterable[PersonalKind]) -> None:
        """Remember that they have been told; it goes with the conversation."""
        rows = [{"conversation": conversation, "kind": kind.value} for kind in kinds]
        if rows:
            async with self._engine.begin() as connection:
                await connection.execute(insert(left_out), rows)


def with_notice(law: Law, blocks: list[RawBlock], kinds: Iterable[PersonalKind]) -> list[RawBlock]:
    """A reply that says first what was left out; whatever is urgent stays before it."""
    kinds = list(kinds)
    if not kinds:
        return blocks
    urgent = next(
        (i for i, block in enumerate(blocks) if block.get("level") != "emergency"), len(blocks)
    )
    return [*blocks[:urgent], words.left_out(law, kinds), *blocks[urgent:]]
