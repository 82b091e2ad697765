"""The whole product as ``make run`` has it, and its processes, to be killed one by one."""

from __future__ import annotations

import asyncio
import os
import signal
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import httpx

from bot.process_names import GATEWAY, RASA

if TYPE_CHECKING:
    import random
    from collections.abc import Sequence

    from tests.postgres import Postgres

_SERVICES = {"Rasa": ("bot.rasa", RASA), "the gateway": ("bot.gateway", GATEWAY)}
SERVING = tuple(f"fork of {service}" for service in _SERVICES)
ROLES = (
    *SERVING,
    *(f"holder of {service}" for service in _SERVICES),
    *(f"spare of {service}" for service in _SERVICES),
)
DATABASE = "PostgreSQL"
"""Not the product's own: who runs it starts it again, as its service manager would."""


@dataclass
class Killer:
    """Kills processes of a running product, and notes how long each takes to be back.

    Attributes:
        supervisor: its process id.
        address: where the gateway answers.
        database: that it uses, when it is PostgreSQL.
        recoveries: seconds from the kill to ready, by what was killed.
    """

    supervisor: int
    address: str
    database: Postgres | None = None
    recoveries: list[tuple[str, float]] = field(default_factory=list)

    async def kill(self, role: str) -> None:
        """``kill -9``, and wait until another process is there and the product is ready."""
        before = self._pid(role)
        began = time.monotonic()
        if role == DATABASE and self.database:
            await asyncio.to_thread(_kill_and_start, self.database)
        else:
            os.kill(before, signal.SIGKILL)
        async with httpx.AsyncClient(base_url=self.address, timeout=5) as client:
            while not (self._is_replaced(role, before) and await _is_ready(client)):
                assert time.monotonic() - began < 120, f"{role} is not back"
                await asyncio.sleep(0.05)
        self.recoveries.append((role, time.monotonic() - began))

    async def kill_now_and_then(
        self, roles: Sequence[str], pause: float, by: random.Random
    ) -> None:
        """Kill one after another at random moments, until cancelled."""
        while True:
            for role in roles:
                await asyncio.sleep(by.uniform(0.5, 1.5) * pause)
                await self.kill(role)

    def _is_replaced(self, role: str, before: int) -> bool:
        try:
            return self._pid(role) != before
        except (LookupError, OSError):
            return False

    def _pid(self, role: str) -> int:
        if role == DATABASE and self.database:
            return self.database.process.pid
        return pid_of(self.supervisor, role)


def pid_of(supervisor: int, role: str) -> int:
    """The process that has a role now.

    Raises:
        LookupError, OSError: there is none now.
    """
    kind, _, service = role.partition(" of ")
    module, names = _SERVICES[service]
    holding = _child(supervisor, module, names.holder)
    below = {"fork": names.serving, "spare": names.spare}
    return _child(holding, module, below[kind]) if kind in below else holding


def _kill_and_start(database: Postgres) -> None:
    database.kill(signal.SIGKILL)
    database.start()


async def _is_ready(client: httpx.AsyncClient) -> bool:
    try:
        return (await client.get("/readyz")).is_success
    except httpx.TransportError:
        return False


def _child(parent: int, module: str, called: str) -> int:
    """The child that runs a module, and calls itself so.

    Raises:
        LookupError: there is none now.
    """
    listed = Path(f"/proc/{parent}/task/{parent}/children").read_text(encoding="utf-8")
    for pid in map(int, listed.split()):
        command = Path(f"/proc/{pid}/cmdline").read_text(encoding="utf-8").split("\0")
        stat = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8")
        name, _, rest = stat.partition("(")[2].rpartition(")")
        if module in command and rest.split()[0] != "Z" and name == called:
            return pid
    raise LookupError(module)
