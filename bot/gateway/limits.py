"""How much one caller may ask for, and all of them together, whatever it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.requests import Request

from bot.gateway.errors import Busy, Refused, TooFast
from bot.gateway.parts import caller_of
from bot.gateway.public import is_public
from bot.gateway.rate import Buckets

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Receive, Scope, Send

    from bot.gateway.settings import Rate
    from bot.gateway.turned_away import TurnedAway

_ALL = ""


class Limits:
    """ASGI middleware, inside the sign-in: who is not let in uses nothing up."""

    def __init__(self, app: ASGIApp, *, calls: Rate, in_all: Rate, away: TurnedAway) -> None:
        """Wrap an app: rates for each caller, and for all of them in this gateway."""
        self._app = app
        self._calls = Buckets(calls)
        self._in_all = Buckets(in_all)
        self._away = away

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one call."""
        if scope["type"] == "http" and not is_public(scope["path"]):
            try:
                self._take(caller_of(Request(scope)))
            except Refused as refused:
                await self._away.answer(scope, refused)(scope, receive, send)
                return
        await self._app(scope, receive, send)

    def _take(self, caller: str) -> None:
        """One caller's own rate comes first, so that none uses up what is for all.

        Raises:
            TooFast, Busy: it is used up.
        """
        self._calls.take(caller)
        try:
            self._in_all.take(_ALL)
        except TooFast as empty:
            raise Busy(empty.seconds) from None
