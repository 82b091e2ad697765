"""The widget in the browser before a gateway that does as it is told."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.gateway.app import Knowledge
from tests.browser import stand_in

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.browser.stand_in import StandIn


@pytest.fixture(scope="session")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[StandIn]:
    """The gateway, for all tests."""
    with stand_in.gateway(Knowledge.load(), tmp_path_factory.mktemp("state")) as found:
        yield found


@pytest.fixture
def gateway(running: StandIn) -> Iterator[StandIn]:
    """The gateway, with nothing told to it."""
    running.forget()
    yield running
    running.forget()


@pytest.fixture
def address(gateway: StandIn) -> str:
    """Where visitors go."""
    return gateway.address
