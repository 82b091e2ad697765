"""Conversations that nobody goes on with are removed, each after the turn under way."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from bot.gateway.receipts import utc_now

if TYPE_CHECKING:
    from datetime import datetime

    from bot.gateway.conversations import Conversations


def idle_before(hours: float) -> datetime:
    """Whatever had its last turn before this is to go."""
    return utc_now() - timedelta(hours=hours)


async def drop_idle(talks: Conversations, hours: float) -> int:
    """Remove what had no turn for so many hours; Rasa is told afterwards.

    A conversation that somebody goes on with at that moment stays: its turn comes first.

    Returns:
        How many were removed.
    """
    before, removed = idle_before(hours), 0
    for conversation in await talks.store.idle(before):
        async with talks.order.alone(conversation):
            removed += await talks.store.remove(
                conversation, rasa_to_follow=True, if_idle_since=before
            )
    return removed
