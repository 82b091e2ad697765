"""How much one caller may ask for, and all of them together, whatever it is."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from starlette.requests import Request

from bot.gateway.crowd import SOON
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

    def __init__(
        self, app: ASGIApp, *, calls: Rate, in_all: Rate, at_once: int, away: TurnedAway
    ) -> None:
        """Wrap an app.

        Args:
            app: what answers.
            calls: rate of each caller.
            in_all: rate of all callers of this gateway together.
            at_once: calls that each caller may have under way.
            away: draws refusals.
        """
        self._app = app
        self._at_once = at_once
        self._under_way: Counter[str] = Counter()
        self._calls = Buckets(calls)
        self._in_all = Buckets(in_all)
        self._away = away

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one call."""
        if scope["type"] != "http" or is_public(scope["path"]):
            await self._app(scope, receive, send)
            return
        caller = caller_of(Request(scope))
        try:
            self._take(caller)
        except Refused as refused:
            await self._away.answer(scope, refused)(scope, receive, send)
            return
        self._under_way[caller] += 1
        try:
            await self._app(scope, receive, send)
        finally:
            self._under_way[caller] -= 1
            if not self._under_way[caller]:
                del self._under_way[caller]

    def _take(self, caller: str) -> None:
        """One caller's own rate comes first, so that none uses up what is for all.

        Raises:
            TooFast, Busy: it is used up, or so many calls of theirs are under way.
        """
        if self._under_way[caller] >= self._at_once:
            raise TooFast(SOON)
        self._calls.take(caller)
        try:
            self._in_all.take(_ALL)
        except TooFast as empty:
            raise Busy(empty.seconds) from None
