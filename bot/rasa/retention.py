"""Removes what the gateway does not know of, or could not tell: conversations idle for too long.

The gateway leads: it removes a conversation on time and tells us. This is for what is left when a
greeting was made and its gateway ended before it kept it, or a gateway never came back.
"""

from __future__ import annotations

import asyncio
import logging
import time
from typing import TYPE_CHECKING

from bot.privacy.logs import place_of

if TYPE_CHECKING:
    from rasa.core.agent import Agent

log = logging.getLogger(__name__)

AFTER_THE_GATEWAY_S = 60 * 60
EVERY_S = 10 * 60.0


async def drop_idle(agent: Agent, hours: float) -> int:
    """Remove what had no turn for an hour longer than conversations are kept; gives how many."""
    before = int(time.time() - hours * 3600 - AFTER_THE_GATEWAY_S)
    archive, removed = agent.tracker_store.archive, 0
    for conversation in archive.idle(before):
        async with agent.lock_store.lock(conversation):
            removed += archive.delete(conversation, if_idle_since=before)
    return removed


async def keep_dropping(agent: Agent, hours: float) -> None:
    """Do so again and again; what fails is tried again the next time."""
    while True:
        try:
            await drop_idle(agent, hours)
        except Exception as error:  # noqa: BLE001  (the server goes on)
            log.error("Old conversations were not removed: %s.", place_of(error))  # noqa: TRY400  (its message may hold words)
        await asyncio.sleep(EVERY_S)
