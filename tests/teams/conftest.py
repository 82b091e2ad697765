"""A gateway with the Teams channel open, in front of a stand-in for Rasa and our own Microsoft."""

from __future__ import annotations

import asyncio
import itertools
import json
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx
import pytest

from bot.gateway.app import Knowledge, create_app
from bot.gateway.settings import Rate, Settings
from bot.gateway.teams.credentials import Secret
from bot.gateway.teams.network import Ways
from bot.gateway.teams.settings import TeamsSettings
from tests.gateway.stand_in import SECRET as RASA_SECRET
from tests.gateway.stand_in import StandIn
from tests.teams.microsoft import APP, SECRET, TENANT, Microsoft, activity, token

FAST = Rate(burst=10_000, per_minute=10_000)
ADDRESS = "https://share.example.govt.nz"
Running = Callable[..., AbstractAsyncContextManager["Agency"]]


@dataclass
class Wire:
    """How requests of the gateway reach our Microsoft, and time that passes when it waits.

    Attributes:
        away: seconds, by our clock, until which the connector cannot be reached.
        delays: real seconds, one taken for each message.
    """

    microsoft: Microsoft
    away: float = 0.0
    now: float = 1_000.0
    delays: list[float] = field(default_factory=list)
    waits: list[float] = field(default_factory=list)
    has_waited: asyncio.Event = field(default_factory=asyncio.Event)

    def ways(self) -> Ways:
        """For the gateway."""
        return Ways(
            httpx.MockTransport(self._connector),
            httpx.MockTransport(self._login),
            lambda: self.now,
            self._sleep,
        )

    async def _connector(self, request: httpx.Request) -> httpx.Response:
        if request.url.host == "smba.trafficmanager.net":
            if self.now < self.away:
                raise httpx.ConnectError("away", request=request)
            if self.delays and b'"typing"' not in request.content:
                await asyncio.sleep(self.delays.pop(0))
        return self._login(request)

    def _login(self, request: httpx.Request) -> httpx.Response:
        found = self.microsoft.answer(
            request.method, str(request.url), dict(request.headers), request.content
        )
        return httpx.Response(found.status, headers=found.headers, json=found.body or {})

    async def _sleep(self, seconds: float) -> None:
        self.has_waited.set()
        self.waits.append(seconds)
        self.now += seconds
        await asyncio.sleep(0)


@dataclass
class Agency:
    """An agency's Teams in front of a running gateway."""

    client: httpx.AsyncClient
    app: Any
    microsoft: Microsoft
    wire: Wire
    numbers: Any = field(default_factory=lambda: itertools.count(1))

    async def deliver(self, **changes: Any) -> httpx.Response:
        """Deliver an activity, with an id of its own unless one is given."""
        said = activity(**{"id": f"id-{next(self.numbers)}", **changes})
        return await self.post(json.dumps(said).encode())

    async def post(self, body: bytes) -> httpx.Response:
        """Deliver a body with a good token."""
        headers = {"Authorization": f"Bearer {token()}"}
        return await self.client.post("/api/messages", content=body, headers=headers)

    async def say(self, words: str, **changes: Any) -> None:
        """Type something, and wait until nothing is under way."""
        assert (await self.deliver(text=words, **changes)).status_code == 200
        await self.settled()

    async def press(self, sealed: Any, *, wait: bool = True, **changes: Any) -> None:
        """Press a button, and wait."""
        answer = await self.deliver(text=None, value={"sts": sealed}, **changes)
        assert answer.status_code == 200
        if wait:
            await self.settled()

    async def install(self, **changes: Any) -> None:
        """Add the bot, as Teams tells it: twice."""
        bot = [{"id": f"28:{APP}"}]
        await self.deliver(type="conversationUpdate", text=None, membersAdded=bot, **changes)
        await self.deliver(type="installationUpdate", text=None, action="add", **changes)
        await self.settled()

    async def uninstall(self) -> httpx.Response:
        """Take the bot away."""
        return await self.deliver(type="installationUpdate", text=None, action="remove")

    async def settled(self) -> None:
        """Wait until all that was delivered is done."""
        async with asyncio.timeout(30):
            await self.app.state.teams.settled()


@pytest.fixture(scope="session")
def knowledge() -> Knowledge:
    """The product's own law data and signs of danger, read once."""
    return Knowledge.load()


@pytest.fixture
def rasa() -> StandIn:
    """The server behind the gateway."""
    return StandIn()


@pytest.fixture
def microsoft() -> Microsoft:
    """The other side."""
    return Microsoft()


@pytest.fixture
def running(rasa: StandIn, microsoft: Microsoft, knowledge: Knowledge, tmp_path: Path) -> Running:
    """Starts gateways, with settings of the test's own where it gives some."""

    @asynccontextmanager
    async def start(*, patience: float = 8.0, **changes: Any) -> AsyncIterator[Agency]:
        teams: dict[str, Any] = {
            "app_id": APP,
            "tenants": (TENANT,),
            "address": ADDRESS,
            "credential": Secret(SECRET),
            "enforce_endorsement": True,
        }
        wire = Wire(microsoft)
        settings = Settings(
            rasa_url="http://rasa.test",
            secret=RASA_SECRET,
            state=tmp_path,
            turns=FAST,
            beginnings=FAST,
            patience=patience,
            teams=TeamsSettings(**teams | changes),
        )
        behind = httpx.ASGITransport(app=rasa.app())
        app = create_app(settings, knowledge=knowledge, transport=behind, microsoft=wire.ways())
        async with app.router.lifespan_context(app):
            front = httpx.ASGITransport(app=app)
            async with httpx.AsyncClient(transport=front, base_url=ADDRESS) as client:
                yield Agency(client, app, microsoft, wire)

    return start


@pytest.fixture
async def agency(running: Running) -> AsyncIterator[Agency]:
    """An agency whose channel is open."""
    async with running() as there:
        yield there
