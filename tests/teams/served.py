"""Our Microsoft behind a port of loopback, for gateways that speak HTTP to it."""

from __future__ import annotations

import threading
import time
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import httpx
import uvicorn
from starlette.applications import Starlette
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from bot import ports
from bot.gateway.teams.network import Ways
from tests.teams.microsoft import Microsoft

if TYPE_CHECKING:
    from collections.abc import Iterator

    from starlette.requests import Request


@dataclass
class Served:
    """Our Microsoft as an ASGI app. ``at`` is when each message came to it."""

    microsoft: Microsoft = field(default_factory=Microsoft)
    at: list[float] = field(default_factory=list)
    came: threading.Event = field(default_factory=threading.Event)

    def app(self) -> Starlette:
        """It: the host that was meant is in a header."""
        return Starlette(routes=[Route("/{rest:path}", self._answer, methods=["GET", "POST"])])

    async def _answer(self, request: Request) -> Response:
        came = time.perf_counter()
        meant = f"https://{request.headers['x-meant']}{request.scope['raw_path'].decode()}"
        before = len(self.microsoft.sent)
        found = self.microsoft.answer(
            request.method, meant, dict(request.headers), await request.body()
        )
        if len(self.microsoft.sent) > before:
            self.at.append(came)
            self.came.set()
        return JSONResponse(found.body or {}, found.status)


def ways_to(port: int) -> Ways:
    """A gateway's ways to the Microsoft that is served there, whatever host it means."""
    return Ways(_Loopback(port), _LoopbackLogin(port))


def _to(port: int, request: httpx.Request) -> httpx.Request:
    request.headers["x-meant"] = request.url.host
    request.url = request.url.copy_with(scheme="http", host="127.0.0.1", port=port)
    return request


class _Loopback(httpx.AsyncHTTPTransport):
    def __init__(self, port: int) -> None:
        super().__init__()
        self._port = port

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        return await super().handle_async_request(_to(self._port, request))


class _LoopbackLogin(httpx.HTTPTransport):
    def __init__(self, port: int) -> None:
        super().__init__()
        self._port = port

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        return super().handle_request(_to(self._port, request))


@contextmanager
def served(app: Any) -> Iterator[int]:
    """An app on a port of loopback, in a thread of its own."""
    port = ports.free()
    server = uvicorn.Server(
        uvicorn.Config(app, host="127.0.0.1", port=port, log_config=None, access_log=False)
    )
    thread = threading.Thread(target=server.run)
    thread.start()
    while not server.started:
        assert thread.is_alive(), "it did not start"
        time.sleep(0.02)
    try:
        yield port
    finally:
        server.should_exit = True
        thread.join()
