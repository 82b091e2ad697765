"""The body of a call: read whole before a route has it, no more than is allowed, and in time."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from starlette.datastructures import Headers

from bot.gateway import words
from bot.gateway.errors import Refused, TooLarge, TooLate
from bot.gateway.sizes import LARGEST_ACTIVITY, LARGEST_BODY, LARGEST_FORM

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

    from bot.gateway.turned_away import TurnedAway

FORMS = "/chat"
"""Takes forms, and refuses in a page of its own."""

_LARGEST = {FORMS: LARGEST_FORM, "/api/messages": LARGEST_ACTIVITY}

TOO_LARGE = "safe_to_share.too_large"
"""Set in the scope of a form that was too large to read."""

WITHIN = 10.0
"""Seconds in which a body has to be here; a form of 64 kB takes as long at 52 kbit/s."""


class _Gone(Exception):
    """Who called went away before all of it was here."""


class Bodies:
    """ASGI middleware, next to the routes."""

    def __init__(self, app: ASGIApp, *, away: TurnedAway, within: float = WITHIN) -> None:
        """Wrap an app; ``within`` is in seconds."""
        self._app = app
        self._away = away
        self._within = within

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one call."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        try:
            body = await self._read(scope, receive)
        except _Gone:  # half a message is none, and nobody waits for an answer
            return
        except TooLarge as refused:
            if scope["path"] != FORMS:
                await self._refuse(scope, receive, send, refused)
                return
            scope[TOO_LARGE] = True
            body = b""
        except TooLate as refused:
            await self._refuse(scope, receive, send, refused)
            return
        await self._app(scope, _replay(body, receive), send)

    async def _refuse(self, scope: Scope, receive: Receive, send: Send, refused: Refused) -> None:
        """Not read, so it may have told of danger: 111 comes with it in any case."""
        refused.blocks.insert(0, words.emergency(self._away.law))
        refused.headers["Connection"] = "close"
        await self._away.answer(scope, refused)(scope, receive, send)

    async def _read(self, scope: Scope, receive: Receive) -> bytes:
        """The body.

        Raises:
            TooLarge: it is larger than allowed.
            TooLate: it did not come in time.
            _Gone: it will not come.
        """
        limit = _LARGEST.get(scope["path"], LARGEST_BODY)
        length = Headers(scope=scope).get("content-length", "")
        too_large = TooLarge(words.BODY_TOO_LARGE.format(limit=LARGEST_BODY))
        if length.isdecimal() and int(length[:20]) > limit:
            raise too_large
        try:
            async with asyncio.timeout(self._within):
                body = await _whole(receive, limit)
        except TimeoutError:
            raise TooLate from None
        if body is None:
            raise too_large
        return body


async def _whole(receive: Receive, limit: int) -> bytes | None:
    """All of it; None as soon as it is larger than allowed.

    Raises:
        _Gone: the connection ended before.
    """
    body = bytearray()
    while True:
        message = await receive()
        if message["type"] == "http.disconnect":
            raise _Gone
        body += message.get("body", b"")
        if len(body) > limit:
            return None
        if not message.get("more_body", False):
            return bytes(body)


def _replay(body: bytes, receive: Receive) -> Receive:
    """Give the body that was read, then whatever comes."""
    given = False

    async def again() -> Message:
        nonlocal given
        if given:
            return await receive()
        given = True
        return {"type": "http.request", "body": body, "more_body": False}

    return again
