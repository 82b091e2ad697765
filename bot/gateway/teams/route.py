"""Where Microsoft delivers to, and the channel behind it: open with credentials, else closed."""

from __future__ import annotations

from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from fastapi import APIRouter, Request
from starlette.responses import Response

from bot.gateway.faults import log_line
from bot.gateway.repeating import repeating
from bot.gateway.teams.channel import Channel
from bot.gateway.teams.chats import Chats
from bot.gateway.teams.keys import Keys
from bot.gateway.teams.login import Login
from bot.gateway.teams.network import Network, Ways
from bot.gateway.teams.outbox import Outbox
from bot.gateway.teams.owed import Owed
from bot.gateway.teams.seal import Seal
from bot.gateway.teams.talk import Talk
from bot.gateway.teams.tokens import Tokens
from bot.gateway.teams.under_way import LOOK_EVERY

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from bot.gateway.parts import Parts

router = APIRouter(include_in_schema=False)
_DROP_EVERY = 600.0
"""Seconds between two looks for notes that are too old to matter."""


@router.post("/api/messages")
async def receive(request: Request) -> Response:
    """Take a delivery of Teams: the bare status says whether it was let in."""
    channel: Channel | None = request.app.state.teams
    if channel is None:
        return Response(status_code=404)
    body = await request.body()
    return await channel.receive(request.headers.get("authorization", ""), body)


@asynccontextmanager
async def opened(parts: Parts, ways: Ways) -> AsyncIterator[Channel | None]:
    """The channel, drained and closed afterwards; None without credentials. Fetches nothing yet.

    Args:
        parts: of the gateway.
        ways: to Microsoft.
    """
    settings = parts.settings.teams
    if settings is None:
        log_line("teams_closed", why="no credentials")
        yield None
        return
    chats = Chats(parts.store.engine)
    seal = Seal.opened(settings.key, parts.settings.state)
    async with Network.opened(ways) as network:
        tokens = Tokens(
            settings.app_id,
            Keys(network.connector, ways.clock),
            enforce_endorsement=settings.enforce_endorsement,
        )
        outbox = Outbox(network.connector, Login(settings, network.login), ways)
        owed = Owed(parts.store.engine, seal)
        await owed.inherit()
        talk = Talk(parts, chats, owed, seal, settings.address)
        channel = Channel(settings, talk, tokens, outbox)
        log_line("teams_open", endorsement="enforced" if settings.enforce_endorsement else "logged")
        patience = parts.settings.patience
        async with (
            repeating(
                chats.drop_old, _DROP_EVERY, fault="teams_notes_not_dropped", patience=patience
            ),
            repeating(channel.look, LOOK_EVERY, fault="teams_owed_not_seen", patience=patience),
        ):
            try:
                yield channel
            finally:
                await channel.finish(patience)
