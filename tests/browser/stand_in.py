"""The gateway on loopback with something before it that answers calls as a test says.

Pages, headers of safety, cookies, CORS and what is kept are the product's own; behind it stands a
``Teller`` in place of Rasa. ``Told`` says what happens to one call in place of its answer.
"""

from __future__ import annotations

import asyncio
import json
import re
import socket
import threading
from collections import defaultdict, deque
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import httpx
import uvicorn
from starlette.responses import Response

from bot.gateway.app import Knowledge, create_app
from bot.gateway.settings import Rate, Settings
from bot.gateway.shell import safety_headers
from tests.browser.teller import FED, Teller

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from starlette.types import ASGIApp, Message, Receive, Scope, Send

MANY = Rate(9999, 9999)
PATIENCE = 20  # seconds that a call is held at most
_CALLS = (
    ("turn", re.compile(r"POST .*/turns")),
    ("past", re.compile(r"GET .*/turns")),
    ("helped", re.compile(r"POST .*/feedback")),
    ("end", re.compile(r"DELETE .*")),
    ("begin", re.compile(r"POST .*")),
)


@dataclass
class Told:
    """What comes of one call.

    Attributes:
        status: answered with this; None lets the gateway answer.
        blocks: the answer's, with ids given.
        turn: the answer's number of the turn.
        body: the answer's, in place of blocks.
        headers: of the answer.
        after: what has to be set before anything is done.
        lost: the connection ends without an answer; with ``status`` None after it was done.
    """

    status: int | None = None
    blocks: list[dict[str, Any]] | None = None
    turn: int | None = None
    body: str = ""
    headers: dict[str, str] = field(default_factory=dict)
    after: threading.Event | None = None
    lost: bool = False

    def answer(self) -> Response:
        """What is sent."""
        body = self.body
        if self.blocks is not None:
            blocks = [{"id": f"z-{n}", **block} for n, block in enumerate(self.blocks)]
            body = json.dumps({"turn": self.turn, "blocks": blocks})
        return Response(body, self.status or 200, {"Content-Type": "x/y", **self.headers})


@dataclass
class StandIn:
    """The gateway as one test has it.

    Attributes:
        address: where it is, on ``127.0.0.1``; also on ``localhost`` and ``127.0.0.2``.
        teller: what replies.
        asked: bodies of the calls that came, by kind; see ``_CALLS``.
        pages: pages of hosts by path, each with headers in place of ours.
        files: in place of ours, by path, each with its media type; for all tests until taken out.
    """

    address: str
    teller: Teller
    asked: dict[str, list[Any]] = field(default_factory=lambda: defaultdict(list))
    pages: dict[str, tuple[str, dict[str, str]]] = field(default_factory=dict)
    files: dict[str, tuple[str, str]] = field(default_factory=dict)
    _told: dict[str, deque[Told]] = field(default_factory=lambda: defaultdict(deque))

    def tell(self, kind: str, *told: Told) -> None:
        """What comes of the next calls of a kind."""
        self._told[kind].extend(told)

    def next(self, kind: str) -> Told:
        """Take what was told of the next call."""
        return self._told[kind].popleft() if self._told[kind] else Told()

    def forget(self) -> None:
        """As a new test has it."""
        self.teller.facts = FED
        for kept in (self.asked, self.pages, self._told):
            kept.clear()

    def sent(self) -> list[str]:
        """The ids of the messages that came."""
        return [each["client_id"] for each in self.asked["turn"]]


class Before:
    """ASGI middleware: does what was told, and else lets the gateway answer."""

    def __init__(self, app: ASGIApp, *, stand_in: StandIn) -> None:
        """Stand before an app."""
        self._app = app
        self._stand_in = stand_in
        self._headers = safety_headers("'self'")

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one call."""
        path = scope.get("path", "")
        if path in self._stand_in.pages:
            page, headers = self._stand_in.pages[path]
            html = {"Content-Type": "text/html; charset=utf-8"}
            answer = Response(page, headers={**self._headers, **html, **headers})
            await answer(scope, receive, send)
        elif path in self._stand_in.files:
            body, kind = self._stand_in.files[path]
            await Response(body, media_type=kind)(scope, receive, send)
        elif path.startswith("/api/v1/conversations") and scope["method"] != "OPTIONS":
            await self._call(scope, receive, send)
        else:
            await self._app(scope, receive, send)

    async def _call(self, scope: Scope, receive: Receive, send: Send) -> None:
        called = f"{scope['method']} {scope['path']}"
        kind = next(name for name, pattern in _CALLS if pattern.fullmatch(called))
        body, again = await _read(receive)
        told = self._stand_in.next(kind)
        self._stand_in.asked[kind].append(json.loads(body or b"null"))
        if told.after:
            await asyncio.to_thread(told.after.wait, PATIENCE)
        if told.lost:
            if told.status is None:
                await self._app(scope, again, _nowhere)
            await _cut(send)
        elif told.status is None:
            await self._app(scope, again, send)
        else:
            await told.answer()(scope, again, send)


async def _read(receive: Receive) -> tuple[bytes, Receive]:
    """A body, and what gives it once more."""
    body: bytes = b""
    while True:
        message = await receive()
        body += message.get("body", b"")
        if not message.get("more_body"):
            break
    given = iter([{"type": "http.request", "body": body, "more_body": False}])

    async def again() -> Message:
        return next(given, None) or await receive()

    return body, again


async def _nowhere(_message: Message) -> None:
    """What is said is not heard."""


async def _cut(send: Send) -> None:
    """Less than was promised: the server closes the connection, and the browser has no answer."""
    length = [(b"content-length", b"10")]
    await send({"type": "http.response.start", "status": 200, "headers": length})


@contextmanager
def gateway(knowledge: Knowledge, state: Path) -> Iterator[StandIn]:
    """One that runs; ``state`` is the folder in which it keeps what was said."""
    with (
        socket.create_server(("127.0.0.1", 0)) as one,
        socket.create_server(("127.0.0.2", one.getsockname()[1])) as other,
    ):
        port = one.getsockname()[1]
        other_site = f"http://localhost:{port}"
        settings = Settings(
            rasa_url="http://rasa.test",
            secret="between-two-processes",
            state=state,
            turns=MANY,
            beginnings=MANY,
            origins=frozenset({other_site}),
            frame_ancestors=f"'self' {other_site}",
        )
        stand_in = StandIn(f"http://127.0.0.1:{port}", Teller(knowledge.law))
        behind = httpx.ASGITransport(app=stand_in.teller.app())
        app = create_app(settings, knowledge=knowledge, transport=behind)
        app.add_middleware(Before, stand_in=stand_in)
        server = uvicorn.Server(uvicorn.Config(app, log_level="critical"))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [one, other]})
        thread.start()
        try:
            yield stand_in
        finally:
            server.should_exit = True
            thread.join()
