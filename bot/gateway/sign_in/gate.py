"""Before everything that is about somebody: is whoever calls signed in?"""

from __future__ import annotations

import hashlib
import secrets
from typing import TYPE_CHECKING

import httpx

from bot.gateway import words
from bot.gateway.errors import Refused
from bot.gateway.public import is_public
from bot.gateway.sign_in.doors import ProxyDoor, TokenDoor
from bot.gateway.sign_in.issuer import IssuerKeys
from bot.gateway.sign_in.settings import ByToken

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Receive, Scope, Send

    from bot.gateway.sign_in.doors import Door
    from bot.gateway.sign_in.settings import ByProxy
    from bot.gateway.turned_away import TurnedAway
    from bot.law.model import Law

WHO = "safe_to_share.who"
"""In the scope: what tells callers apart for their rates, and no more."""

_PATIENCE = httpx.Timeout(10.0, connect=5.0)


class Entrance:
    """Who may come in: the door, once it is open, and a key that makes names unreadable."""

    def __init__(
        self,
        settings: ByProxy | ByToken,
        law: Law,
        transport: httpx.AsyncBaseTransport | None = None,
    ) -> None:
        """Not open yet.

        Args:
            settings: how people are told.
            law: says whom to ring.
            transport: another way to the issuer than the network.
        """
        self._key = secrets.token_bytes(32)
        self._client = httpx.AsyncClient(timeout=_PATIENCE, trust_env=False, transport=transport)
        self._door: Door = (
            TokenDoor(settings, IssuerKeys(settings, self._client), law)
            if isinstance(settings, ByToken)
            else ProxyDoor(settings)
        )

    async def close(self) -> None:
        """Close the way to the issuer."""
        await self._client.aclose()

    async def who(self, scope: Scope) -> str:
        """A name for whoever is signed in, which is good in this process and says nothing of them.

        Raises:
            Refused: nobody is.
        """
        named = (await self._door.who(scope)).encode("utf-8", "surrogateescape")
        return hashlib.blake2b(named, key=self._key, digest_size=16).hexdigest()


class Gate:
    """ASGI middleware: lets pass what is public, and whoever is signed in."""

    def __init__(self, app: ASGIApp, *, entrance: Entrance | None, away: TurnedAway) -> None:
        """Wrap an app; without an entrance, everybody passes and is told by their address."""
        self._app = app
        self._entrance = entrance
        self._away = away

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one call."""
        if scope["type"] == "http" and not is_public(scope["path"]):
            try:
                if self._entrance:
                    scope[WHO] = await self._entrance.who(scope)
            except Refused as refused:
                # Nobody reads what they typed, so 111 comes first in any case.
                refused.blocks.insert(0, words.emergency(self._away.law))
                await self._away.answer(scope, refused)(scope, receive, send)
                return
        await self._app(scope, receive, send)
