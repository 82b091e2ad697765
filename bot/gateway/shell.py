"""Around every call: headers of safety, one line in the log, a last resort."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import JSONResponse

from bot import tracing
from bot.gateway import words
from bot.gateway.blocks import as_json, with_ids
from bot.gateway.faults import log_fault, log_line
from bot.gateway.spans import span

if TYPE_CHECKING:
    from opentelemetry.trace import Span
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

    from bot.gateway.metrics import Metrics
    from bot.gateway.words import RawBlock
    from bot.law.model import Law

METHODS = frozenset({"GET", "HEAD", "POST", "DELETE", "OPTIONS"})
"""Those that any route has; what else somebody invents is neither logged nor counted by name."""


def safety_headers(frame_ancestors: str) -> dict[str, str]:
    """Headers for every answer: nothing from elsewhere, nothing inline, nothing told to others."""
    policy = (
        "default-src 'self'; base-uri 'none'; object-src 'none'; form-action 'self'; "
        f"require-trusted-types-for 'script'; frame-ancestors {frame_ancestors}"
    )
    headers = {
        "Content-Security-Policy": policy,
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "no-referrer",
        "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
        "Cross-Origin-Resource-Policy": "same-origin",
    }
    return headers | ({"X-Frame-Options": "DENY"} if frame_ancestors == "'none'" else {})


def refusal(
    status: int, blocks: list[RawBlock], headers: dict[str, str] | None = None
) -> JSONResponse:
    """An answer that says why not, in blocks."""
    body = {"blocks": as_json(with_ids(blocks, "x"))}
    return JSONResponse(body, status_code=status, headers=headers)


class Shell:
    """ASGI middleware, the outermost of ours."""

    def __init__(self, app: ASGIApp, *, law: Law, frame_ancestors: str, metrics: Metrics) -> None:
        """Wrap an app; the law's words are used where nothing else can answer."""
        self._app = app
        self._law = law
        self._headers = safety_headers(frame_ancestors)
        self._metrics = metrics

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one call."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        given = Headers(scope=scope).get(tracing.HEADER)
        with tracing.traced(given), span("call") as begun:
            await self._traced(scope, receive, send, begun)

    async def _traced(self, scope: Scope, receive: Receive, send: Send, begun: Span) -> None:
        began = time.perf_counter()
        headers = self._headers | tracing.onward(tracing.ANSWERED)
        answer = Answer(send, headers, no_store=scope["path"].startswith("/api/"))
        try:
            await self._app(scope, receive, answer)
        except Exception as error:  # noqa: BLE001  (the last resort: words, not a bare 500)
            log_fault("unexpected", error)
            if not answer.status:
                await refusal(500, words.unavailable(self._law))(scope, receive, answer)
        finally:
            self._note(scope, answer.status, time.perf_counter() - began, begun)

    def _note(self, scope: Scope, status: int, seconds: float, begun: Span) -> None:
        """One line and one count: which call, how it ended, how long it took.

        The path itself holds an id; the route is its pattern.
        """
        route = getattr(scope.get("route"), "path", "unknown")
        method = scope["method"] if scope["method"] in METHODS else "other"
        self._metrics.called(route, method, status, seconds)
        begun.update_name(f"{method} {route}")
        begun.set_attributes({"http.route": route, "http.response.status_code": status})
        log_line("request", method=method, route=route, status=status, ms=round(seconds * 1000, 1))


class Answer:
    """Sends on, with our headers; remembers the status, 0 while nothing was sent."""

    def __init__(self, send: Send, headers: dict[str, str], *, no_store: bool) -> None:
        """Before anything was sent; a header that an answer has itself stays."""
        self._send = send
        self._headers = headers
        self._cache = "no-store" if no_store else "no-cache"
        self.status = 0

    async def __call__(self, message: Message) -> None:
        """Send a part of it on."""
        if message["type"] == "http.response.start":
            self.status = message["status"]
            headers = MutableHeaders(scope=message)
            for name, value in self._headers.items():
                headers.setdefault(name, value)
            headers.setdefault("Cache-Control", self._cache)
        await self._send(message)
