"""One product for all tests of this folder: real processes, and a clock that can be put."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest

from bench import stacks
from tests.faults.clock import Clock


@dataclass(frozen=True)
class Product:
    """A product that runs.

    Attributes:
        address: where the gateway answers.
        supervisor: process id of ``make run``.
        state: its folder.
        clock: of all its processes.
        client: of the public contract.
    """

    address: str
    supervisor: int
    state: Path
    clock: Clock
    client: httpx.Client


@pytest.fixture(scope="session")
def product(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Product]:
    """The product on SQLite. Each test leaves it well."""
    folder = tmp_path_factory.mktemp("product")
    clock, state = Clock(folder), folder / "state"
    with (
        stacks.ours(state, **clock.settings()) as (address, process, _),
        httpx.Client(base_url=address, timeout=30) as client,
    ):
        yield Product(address, process.pid, state, clock, client)
