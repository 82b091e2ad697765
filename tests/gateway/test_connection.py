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

from bot import ports
from bot.gateway import bodies, connection
from bot.gateway.app import Knowledge, create_app
from bot.gateway.crowd import Crowd
from bot.gateway.serving import config_of
from bot.gateway.settings import Settings
from tests.gateway.stand_in import SECRET, StandIn
from tests.gateway.test_headers import lacking

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
        server = uvicorn.Server(config_of(app, settings))
        server.capture_signals = contextlib.nullcontext  # type: ignore[assignment, method-assign]
        served = asyncio.create_task(server.serve([ports.bind("127.0.0.1", 0)]))
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


def read_answer(said: bytes) -> httpx.Response:
    """One answer as it came over the wire; nothing comes after it."""
    head, _, body = said.partition(b"\r\n\r\n")
    first, *lines = head.decode().split("\r\n")
    headers = [(name, value) for name, _, value in (line.partition(": ") for line in lines)]
    answer = httpx.Response(int(first.split()[1]), headers=headers, content=body)
    assert answer.headers["content-length"] == str(len(body))
    assert answer.headers["connection"] == "close"
    return answer


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


@pytest.mark.parametrize(
    "sent",
    [
        pytest.param(b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n", id="TLS"),
        pytest.param(b"hello, is anybody there?\r\n\r\n", id="words"),
        pytest.param(
            b"GET /tamariki\xe9 HTTP/1.1\r\nHost: x\r\n\r\n", id="a path that is no ASCII"
        ),
        pytest.param(b"GET / HTTP/1.1\r\nHost x\r\n\r\n", id="no colon"),
        pytest.param(POST + b"Content-Length: -1\r\n\r\n{}", id="less than nothing"),
        pytest.param(
            POST + b"Content-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
            id="two lengths",
        ),
        pytest.param(
            b"GET / HTTP/1.1\r\nHost: x\r\nX-More: " + b"a" * 70_000, id="too much of a head"
        ),
    ],
)
async def test_what_is_no_call_hears_whom_to_ring(serving: Serving, sent: bytes) -> None:
    """400 in our words, with every header of safety, and nothing of what was sent."""
    async with serving() as port:
        said, _ = await ended(port, sent)

    answer = read_answer(said)
    assert answer.status_code == 400
    assert lacking(answer) == []
    assert "111" in answer.text
    assert set(answer.json()) == {"blocks"}
    assert "HTTP" not in answer.text
    assert "hello" not in answer.text


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

    answer = read_answer(refused)
    assert answer.status_code == 503
    assert answer.headers["retry-after"] == "5"
    assert lacking(answer) == []
    assert "111" in answer.text
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
