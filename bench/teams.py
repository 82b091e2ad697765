"""How long Teams waits for its 200, and a person for their card: ``python -m bench.teams``.

The gateway with the channel open and our Rasa behind it, in front of a Microsoft of our own: all
over HTTP on loopback, one turn after another.
"""

from __future__ import annotations

import os
import secrets
import statistics
import subprocess
import tempfile
import threading
import time
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import httpx
import uvicorn
from starlette.applications import Starlette
from starlette.responses import JSONResponse
from starlette.routing import Route

from bench.script import turns
from bench.timing import p95
from bot import ports
from bot.bootstrap import environment
from bot.gateway.app import create_app
from bot.gateway.settings import Rate, Settings
from bot.gateway.teams.credentials import Secret
from bot.gateway.teams.network import Ways
from bot.gateway.teams.settings import TeamsSettings
from bot.install import RASA, python
from tests.teams.microsoft import APP, TENANT, Microsoft, activity, token

if TYPE_CHECKING:
    from collections.abc import Iterator

    from starlette.requests import Request

ROOT = Path(__file__).parents[1]
COUNT = 208
WARM_UP = 16
START_LIMIT = 180
FAST = Rate(100_000, 100_000)


@dataclass
class Fake:
    """Our Microsoft behind a port. ``at`` is when each message came to it."""

    microsoft: Microsoft = field(default_factory=Microsoft)
    at: list[float] = field(default_factory=list)
    came: threading.Event = field(default_factory=threading.Event)

    def app(self) -> Starlette:
        """It, as an ASGI app: the host that was meant is in a header."""
        return Starlette(routes=[Route("/{rest:path}", self._answer, methods=["GET", "POST"])])

    async def _answer(self, request: Request) -> JSONResponse:
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
def _served(app: Any) -> Iterator[int]:
    """An app on a port of loopback, in a thread of its own."""
    port = ports.free()
    server = uvicorn.Server(
        uvicorn.Config(app, host="127.0.0.1", port=port, log_level="error", access_log=False)
    )
    thread = threading.Thread(target=server.run)
    thread.start()
    while not server.started:
        time.sleep(0.05)
    try:
        yield port
    finally:
        server.should_exit = True
        thread.join()


@contextmanager
def _rasa(folder: Path, secret: str) -> Iterator[str]:
    """Our Rasa server, as ``make run`` starts it."""
    port = ports.free()
    env = {
        **environment(),
        "SAFE_TO_SHARE_SECRET": secret,
        "SAFE_TO_SHARE_STATE": str(folder),
    }
    command = [str(python(RASA, ROOT)), "-m", "bot.rasa", "--port", str(port)]
    with subprocess.Popen(command, cwd=ROOT, env={**os.environ, **env}) as process:
        try:
            _wait(f"http://127.0.0.1:{port}", secret)
            yield f"http://127.0.0.1:{port}"
        finally:
            process.terminate()


def _wait(address: str, secret: str) -> None:
    limit = time.monotonic() + START_LIMIT
    while time.monotonic() < limit:
        try:
            headers = {"Authorization": f"Bearer {secret}"}
            answer = httpx.get(f"{address}/webhooks/gateway/health", headers=headers)
            if answer.is_success:
                return
        except httpx.HTTPError:
            pass
        time.sleep(0.2)
    raise TimeoutError("Rasa did not start.")


def acknowledged_and_sent(count: int = COUNT) -> tuple[list[float], list[float]]:
    """Milliseconds from a delivery to its 200, and to its card at the connector."""
    secret, fake = secrets.token_urlsafe(32), Fake()
    with (
        tempfile.TemporaryDirectory() as folder,
        _rasa(Path(folder), secret) as rasa,
        _served(fake.app()) as microsoft,
    ):
        settings = Settings(
            rasa,
            secret,
            Path(folder),
            turns=FAST,
            beginnings=FAST,
            teams=TeamsSettings(APP, (TENANT,), "https://share.example.govt.nz", Secret("x")),
        )
        ways = Ways(_Loopback(microsoft), _LoopbackLogin(microsoft))
        with _served(create_app(settings, microsoft=ways)) as gateway:
            return _measured(f"http://127.0.0.1:{gateway}/api/messages", fake, count)


def _measured(address: str, fake: Fake, count: int) -> tuple[list[float], list[float]]:
    acks, cards = [], []
    with httpx.Client(timeout=60) as client:
        for number, words in enumerate(turns(WARM_UP + count)):
            said = activity(id=f"bench-{number}", text=words)
            headers = {"Authorization": f"Bearer {token()}"}
            fake.came.clear()
            began = time.perf_counter()
            answer = client.post(address, json=said, headers=headers)
            taken = time.perf_counter()
            assert answer.status_code == httpx.codes.OK
            assert fake.came.wait(60), words
            if number >= WARM_UP:
                acks.append(1000 * (taken - began))
                cards.append(1000 * (fake.at[-1] - began))
    return acks, cards


def main() -> None:
    """Print the two rows of docs/measurements.md."""
    for name, times in zip(("200", "card"), acknowledged_and_sent(), strict=True):
        print(f"delivery to {name}: p50 {statistics.median(times):.1f}, p95 {p95(times):.1f} ms")


if __name__ == "__main__":
    main()
