"""A running gateway in front of a stand-in for Rasa, and someone who talks to it."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest
from sqlalchemy import select

from bot.database import Database
from bot.gateway.app import Knowledge, create_app
from bot.gateway.migrate import expected
from bot.gateway.settings import Rate, Settings
from tests.gateway.stand_in import SECRET, StandIn

ON_BOTH = ("sqlite", "postgresql")
"""A file with ``DATABASES = ON_BOTH`` has its tests run on each of them."""

FAST = Rate(burst=10_000, per_minute=10_000)
Running = Callable[..., AbstractAsyncContextManager["Person"]]


class Person:
    """A client of the public contract, with one conversation at a time."""

    def __init__(self, client: httpx.AsyncClient, app: Any, state: Path) -> None:
        """Talk through a client."""
        self.client = client
        self.app = app
        self.state = state
        self.id = ""
        self.token = ""
        self.count = 0

    async def begin(self, **call: Any) -> dict[str, Any]:
        """Begin a conversation and keep its token."""
        answer = await self.client.post("/api/v1/conversations", json=call)
        assert answer.status_code == 201, answer.text
        body: dict[str, Any] = answer.json()
        self.id, self.token = body["id"], body["token"]
        return body

    @property
    def bearer(self) -> dict[str, str]:
        """The header with the token."""
        return {"Authorization": f"Bearer {self.token}"}

    async def take(self, **message: Any) -> httpx.Response:
        """Send one message, with an id of its own unless one is given."""
        self.count += 1
        body = {"client_id": f"m{self.count}", **message}
        return await self.client.post(
            f"/api/v1/conversations/{self.id}/turns", json=body, headers=self.bearer
        )

    async def say(self, words: str, **more: Any) -> httpx.Response:
        """Type something."""
        return await self.take(text=words, **more)

    async def choose(self, question: str, value: str, **more: Any) -> httpx.Response:
        """Press a button."""
        return await self.take(answer={"question": question, "value": value}, **more)

    async def past(self, after: int = -1) -> httpx.Response:
        """Ask for what was said."""
        return await self.client.get(
            f"/api/v1/conversations/{self.id}/turns", params={"after": after}, headers=self.bearer
        )

    async def rows(self, table: str) -> list[tuple[Any, ...]]:
        """What a table of the store holds."""
        async with self.app.state.parts.store.engine.connect() as connection:
            found = await connection.execute(select(expected("postgresql").tables[table]))
            return [tuple(row) for row in found]

    async def everything_kept(self) -> bytes:
        """Every byte of SQLite's files; every row of PostgreSQL."""
        if self.app.state.parts.settings.database is None:
            return b"".join(path.read_bytes() for path in self.state.glob("gateway.db*"))
        kept = [await self.rows(table) for table in expected("postgresql").tables]
        return repr(kept).encode()

    async def end(self) -> httpx.Response:
        """Clear the chat."""
        return await self.client.delete(f"/api/v1/conversations/{self.id}", headers=self.bearer)


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """One test for each database, where a file asks for it and a test keeps anything."""
    databases = getattr(metafunc.module, "DATABASES", None)
    if databases and "database" in metafunc.fixturenames:
        metafunc.parametrize("database", databases, indirect=True)


@pytest.fixture
def rasa() -> StandIn:
    """The server behind the gateway."""
    return StandIn()


@pytest.fixture(scope="session")
def knowledge() -> Knowledge:
    """The product's own law data and signs of danger, read once."""
    return Knowledge.load()


@pytest.fixture
def database(request: pytest.FixtureRequest) -> Database | None:
    """An empty PostgreSQL database where a test asks for one; else None, for SQLite."""
    if getattr(request, "param", "sqlite") == "sqlite":
        return None
    return Database(request.getfixturevalue("postgres").new_database(), "tests")


@pytest.fixture
def running(
    rasa: StandIn, knowledge: Knowledge, tmp_path: Path, database: Database | None
) -> Running:
    """Starts gateways, with settings of the test's own where it gives some."""

    @asynccontextmanager
    async def start(
        issuer: httpx.AsyncBaseTransport | None = None, **changes: Any
    ) -> AsyncIterator[Person]:
        settings: dict[str, Any] = {
            "rasa_url": "http://rasa.test",
            "secret": SECRET,
            "state": tmp_path,
            "database": database,
            "turns": FAST,
            "beginnings": FAST,
            "questions": FAST,
            "calls": FAST,
            "in_all": FAST,
        }
        app = create_app(
            Settings(**settings | changes),
            knowledge=knowledge,
            transport=httpx.ASGITransport(app=rasa.app()),
            issuer=issuer,
        )
        async with app.router.lifespan_context(app):
            transport = httpx.ASGITransport(app=app)
            async with httpx.AsyncClient(
                transport=transport, base_url="http://chat.test"
            ) as client:
                yield Person(client, app, tmp_path)

    return start


@pytest.fixture
async def person(running: Running) -> AsyncIterator[Person]:
    """Someone with a conversation that has begun."""
    async with running() as someone:
        await someone.begin()
        yield someone
