"""Other origins whose pages may hold the chat: which, and what their browsers are told."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from starlette.middleware.cors import CORSMiddleware

from bot.gateway.shell import Answer

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Receive, Scope, Send

API = "/api/v1/"
_HOST = re.compile(r"[a-z0-9]([a-z0-9.-]*[a-z0-9])?|\[[0-9a-f:.]+\]")
_PORTS = {"http": 80, "https": 443}
_REMEMBERED = 2 * 60 * 60
"""Seconds for which a browser need not ask again; none remembers it for longer."""


class OriginError(ValueError):
    """Something is no origin. The message names it and says what is allowed."""


def read_origins(text: str) -> frozenset[str]:
    """Origins from a setting, with spaces between, in the form in which browsers name them.

    Raises:
        OriginError: one is malformed, or would let in more than one origin.
    """
    return frozenset(_origin(each) for each in text.split())


def _origin(given: str) -> str:
    try:
        parts = urlsplit(given.lower())
        port = parts.port
    except ValueError:
        raise _not_one(given) from None
    host = parts.netloc.removesuffix(f":{port}")
    rest = given.lower().removeprefix(f"{parts.scheme}://{parts.netloc}")
    if parts.scheme not in _PORTS or rest or not _HOST.fullmatch(host):
        raise _not_one(given)
    return f"{parts.scheme}://{host}" + ("" if port in {None, _PORTS[parts.scheme]} else f":{port}")


def _not_one(given: str) -> OriginError:
    return OriginError(
        f"has {given!r}, which is no origin: a scheme, a host and perhaps a port, "
        "such as https://intranet.example or http://localhost:8080; no path, no closing slash and "
        "no star. Put spaces between several."
    )


class OtherOrigins:
    """ASGI middleware: tells browsers that pages of these origins may call the API, cookie and all.

    It stands outside everything else, so that refusals too can be read by those pages.
    """

    def __init__(self, app: ASGIApp, *, origins: frozenset[str], headers: dict[str, str]) -> None:
        """Wrap an app; nobody else's page may read from it.

        Args:
            app: what answers.
            origins: whose pages may.
            headers: of safety, for what a browser asks before a call: it gets no further than here.
        """
        self._app = app
        self._headers = headers
        self._told = CORSMiddleware(
            app,
            allow_origins=sorted(origins),
            allow_methods=["GET", "POST", "DELETE"],
            allow_headers=["Content-Type", "Authorization"],
            allow_credentials=True,
            expose_headers=["Retry-After"],
            max_age=_REMEMBERED,
        )

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one call; only the API is open to others, no page is."""
        is_api = scope["type"] == "http" and scope["path"].startswith(API)
        if is_api:
            await self._told(scope, receive, Answer(send, self._headers, no_store=True))
        else:
            await self._app(scope, receive, send)
