"""Our connections to Microsoft: one pool, time limits, no redirects, no proxy from outside."""

from __future__ import annotations

import asyncio
import time
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

import httpx

from bot.gateway.teams.hosts import PublicOnly

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable

PATIENCE = httpx.Timeout(10.0, connect=5.0)
"""Seconds that one request may take."""


@dataclass(frozen=True)
class Ways:
    """Other ways to Microsoft than the network and the time of day, for tests and measurements.

    ``clock`` gives seconds and ``sleep`` waits for some; both are of the waits between tries.
    """

    connector: httpx.AsyncBaseTransport | None = None
    login: httpx.BaseTransport | None = None
    clock: Callable[[], float] = time.monotonic
    sleep: Callable[[float], Awaitable[None]] = asyncio.sleep


@dataclass(frozen=True)
class Network:
    """Clients for the connector and the keys, and for the login, whose library is not async."""

    connector: httpx.AsyncClient
    login: httpx.Client

    @classmethod
    @asynccontextmanager
    async def opened(cls, ways: Ways) -> AsyncIterator[Network]:
        """Clients, closed afterwards."""
        with httpx.Client(timeout=PATIENCE, trust_env=False, transport=ways.login) as login:
            async with httpx.AsyncClient(
                timeout=PATIENCE,
                trust_env=False,
                follow_redirects=False,
                transport=ways.connector or PublicOnly(),
            ) as connector:
                yield cls(connector, login)
