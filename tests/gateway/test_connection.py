"""Connections of people who send slowly, too much or nothing, to the gateway as it is served."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest
import uvicorn

from bot.gateway import bodies, connection
from bot.gateway.app import Knowledge, create_app
from bot.gateway.crowd import Crowd
from bot.gateway.serving import config_of
from bot.gateway.settings import Settings
from tests.gateway.stand_in import SECRET, StandIn

SOON = 0.3
"""Seconds in the place of ten."""
Serving = Callable[..., AbstractAsyncContextManager[int]]
POST = b"POST /api/v1/conversations HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"


@pytest.fixture
def serving(
    knowledge: Knowledge, tmp_path: Path, rasa: StandIn, monkeypatch: pytest.MonkeyPatch
) -> Serving:
    """Serves on a port of this machine, with less patience."""
    monkeypatch.setattr(connection, "HEAD_WITHIN", SOON)
    monkeypatch.setattr(connection, "READ_WITHIN", SOON)
    monkeypatch.setattr(bodies.Bodies.__init__, "__kwdefaults__", {"within": SOON})

    @asynccontextmanager
    async def serve(**changes: Any) -> AsyncIterator[int]:
        settings = Settings("http://rasa.test", SECRET, tmp_path, **changes)
        way = httpx.ASGITransport(app=rasa.app())
        app = create_app(settings, knowledge=knowledge, transport=way)
        server = uvicorn.Server(config_of(app, settings, "127.0.0.1", 0))
        server.capture_signals = contextlib.nullcontext  # type: ignore[assignment, method-assign]
        served = asyncio.create_task(server.serve())
        while not server.started:  # noqa: ASYNC110  (uvicorn has nothing to wait for)
            await asyncio.sleep(0.01)
        try:
            yield server.servers[0].sockets[0].getsockname()[1]
        finally:
            server.should_exit = True
            await served

    return serve


async def ended(
    port: int, *pieces: bytes, pause: float = 0.0, limit: float = 5.0
) -> tuple[bytes, float]:
    """Send these pieces; what came until the connection was ended, and after how many seconds."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    began = asyncio.get_running_loop().time()
    got = asyncio.create_task(_all(reader))
    with contextlib.suppress(ConnectionError):
        for piece in pieces:
            writer.write(piece)
            await writer.drain()
            await asyncio.sleep(pause)
    try:
        said = await asyncio.wait_for(got, limit)
    finally:
        writer.close()
    return said, asyncio.get_running_loop().time() - began


async def _all(reader: asyncio.StreamReader) -> bytes:
    said = b""
    with contextlib.suppress(ConnectionError):
        while more := await reader.read(65_536):
            said += more
    return said


async def test_who_says_nothing_is_not_waited_for(serving: Serving) -> None:
    """Nothing was asked, so nothing is answered."""
    async with serving() as port:
        said, seconds = await ended(port)

    assert said == b""
    assert SOON <= seconds < 2


async def test_headers_that_drip_in_are_not_waited_for(serving: Serving) -> None:
    """However often another one comes; and the same within a connection that was used before."""
    drip = [b"X-Slow: 1\r\n"] * 40
    whole = b"GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n"
    async with serving() as port:
        first, seconds = await ended(port, b"GET / HTTP/1.1\r\n", *drip, pause=0.05)
        second, _ = await ended(port, whole, b"GET / HTTP/1.1\r\n", *drip, pause=0.05)

    assert first == b""
    assert seconds < 2.5
    assert second.count(b"HTTP/1.1 200") == second.count(b"HTTP/1.1 ") == 1


async def test_a_body_that_drips_in_is_not_waited_for(serving: Serving) -> None:
    """408 with 111; half a message is none."""
    drip = [b" "] * 40
    head = POST + b"Content-Length: 1000\r\n\r\n"
    async with serving() as port:
        said, seconds = await ended(port, head, *drip, pause=0.05)

    assert said.startswith(b"HTTP/1.1 408")
    assert b"connection: close" in said.lower()
    assert b"111" in said
    assert seconds < 2.5


async def test_half_a_message_is_none(serving: Serving, rasa: StandIn) -> None:
    """Who went away in the middle of it began nothing."""
    async with serving() as port:
        _, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.write(POST + b"Content-Length: 50\r\n\r\n{}")
        await writer.drain()
        writer.close()
        await asyncio.sleep(SOON / 2)

    assert rasa.turns == []


async def test_headers_without_end_are_refused(serving: Serving) -> None:
    """400, and no more of them is read."""
    many = [b"X-More: " + b"a" * 8_000 + b"\r\n"] * 20
    async with serving() as port:
        said, _ = await ended(port, b"GET / HTTP/1.1\r\nHost: x\r\n", *many)

    assert said.startswith(b"HTTP/1.1 400") or said == b""


async def test_one_connection_too_many_hears_whom_to_ring(serving: Serving) -> None:
    """503 with Retry-After and 111, and is closed; when one is free the next is served."""
    call = b"GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n"
    async with serving(crowd=Crowd(connections=2)) as port:
        held = [await asyncio.open_connection("127.0.0.1", port) for _ in range(2)]
        await asyncio.sleep(0.05)
        refused, _ = await ended(port, call)
        for _, writer in held:
            writer.close()
        await asyncio.sleep(0.05)
        served, _ = await ended(port, call.replace(b"x\r\n", b"x\r\nConnection: close\r\n"))

    head, _, body = refused.partition(b"\r\n\r\n")
    assert head.startswith(b"HTTP/1.1 503")
    assert b"retry-after: 5" in head.lower()
    assert f"content-length: {len(body)}".encode() in head.lower()
    assert b"111" in body
    assert served.startswith(b"HTTP/1.1 200")


async def test_an_answer_that_nobody_reads_is_given_up(serving: Serving) -> None:
    """Its connection is let go of, though the other side keeps it."""
    ask = b"GET /widget.js HTTP/1.1\r\nHost: x\r\n\r\n" * 400
    async with serving() as port:
        reader, writer = await asyncio.open_connection("127.0.0.1", port, limit=1)
        writer.write(ask)
        with contextlib.suppress(ConnectionError, TimeoutError):
            await asyncio.wait_for(writer.drain(), 1)
        await asyncio.sleep(3 * SOON)
        with contextlib.suppress(ConnectionError):
            while await reader.read(65_536):
                pass
        assert reader.at_eof() or reader.exception()
        writer.close()


async def test_nothing_is_upgraded(serving: Serving) -> None:
    """There is no socket of another kind to get into."""
    head = (
        b"GET /chat HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
        b"Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n"
    )
    async with serving() as port:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.write(head)
        said = await reader.readline()
        writer.close()

    assert said.startswith(b"HTTP/1.1 200")
