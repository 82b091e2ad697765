"""For every test: no network beyond this machine, the law, a day, and the product to drive."""

from __future__ import annotations

import ipaddress
import os
import subprocess
import sys
import tempfile
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from bot.law.load import load_law
from tests.postgres import Postgres, running_postgres

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.law.model import Law

ROOT = Path(__file__).resolve().parents[1]

NAMES_OF_LOOPBACK = {"localhost", "", None}


class NetworkRefusedError(RuntimeError):
    """A test reached for another machine; tests must not depend on one."""


def _stay_on_loopback(event: str, arguments: tuple[Any, ...]) -> None:
    """Refuse to look up or connect to any address but this machine's own."""
    if event == "socket.connect":
        address = arguments[1]
        host = address[0] if isinstance(address, tuple) else None  # else a Unix socket
    elif event == "socket.getaddrinfo":
        host = arguments[0]
    else:
        return
    name = host.decode() if isinstance(host, bytes) else host
    if name in NAMES_OF_LOOPBACK or _is_own(str(name)):
        return
    raise NetworkRefusedError(f"a test asked for {name}; only this machine may be reached.")


def _is_own(name: str) -> bool:
    """Whether an address is of this machine: loopback, or the wildcard used for listening."""
    try:
        address = ipaddress.ip_address(name)
    except ValueError:
        return False
    return address.is_loopback or address.is_unspecified


# An audit hook sees every connection that Python's sockets make, whoever makes it, and
# cannot be taken away again: blocked, and not merely avoided.
sys.addaudithook(_stay_on_loopback)


@pytest.fixture(scope="session")
def law() -> Law:
    """All of data/law, as it stands."""
    return load_law()


@pytest.fixture(scope="session")
def postgres() -> Iterator[Postgres]:
    """A real PostgreSQL, for the whole run."""
    with running_postgres() as server:
        yield server


@pytest.fixture
def today() -> date:
    """A fixed day: tests read no clock."""
    return date(2026, 11, 22)


@pytest.fixture(scope="session")
def product_state() -> Iterator[Path]:
    """The folder in which the product keeps its stores and logs; it is gone afterwards."""
    with tempfile.TemporaryDirectory() as state:
        yield Path(state)


@pytest.fixture(scope="session")
def product(product_state: Path) -> Iterator[str]:
    """The whole product, started as a person starts it; yields its address."""
    with running(product_state) as address:
        yield address


@contextmanager
def running(state: Path, host: str = "", **settings: str) -> Iterator[str]:
    """Start the product, with these settings of ``SAFE_TO_SHARE_...``; yields its address."""
    env = {**os.environ, "PORT": "0", "HOST": host, "SAFE_TO_SHARE_STATE": str(state)}
    # All conversations come from one address here.
    many = dict.fromkeys(("RATE_TURNS", "RATE_BEGINNINGS", "RATE_CALLS", "RATE_ALL"), "9999/99999")
    given = {**many, **settings}
    env |= {f"SAFE_TO_SHARE_{name}": value for name, value in given.items()}
    with subprocess.Popen(
        ["make", "run"], cwd=ROOT, env=env, stdout=subprocess.PIPE, text=True
    ) as process:
        try:
            yield _address(process)
        finally:
            process.terminate()
            process.wait(timeout=30)


def _address(process: subprocess.Popen[str]) -> str:
    """Read what it prints until it is ready."""
    said = []
    for line in process.stdout or ():
        if line.startswith("Ready: "):
            return line.removeprefix("Ready: ").strip()
        said.append(line)
    raise RuntimeError(f"make run ended before it was ready: {''.join(said)}")
