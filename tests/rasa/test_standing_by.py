"""Who serves is killed, and another serves at once."""

from __future__ import annotations

import os
import signal
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from parcel_server import Server

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="forks on Linux only")


def children_of(pid: int) -> dict[str, int]:
    """The processes that it forked, by what they are called."""
    listed = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return {Path(f"/proc/{child}/comm").read_text().strip(): int(child) for child in listed}


def test_a_killed_server_serves_again_at_once(own_server: Server) -> None:
    """The next turn waits at the socket for the fork, and the conversation goes on."""
    own_server.turn("on", text="I want to send a parcel")
    os.kill(children_of(own_server.process.pid)["rasa-serves"], signal.SIGKILL)
    began = time.monotonic()

    status, _ = own_server.answer("on", "size", "small")

    assert status == 200
    assert time.monotonic() - began < 3
    assert "Killed by signal 9; serving again." in own_server.log.read_text()


def test_killed_itself_it_leaves_nobody_behind(own_server: Server) -> None:
    """Who started it takes no orphans: the port is free soon after, and no spare goes on."""
    children = children_of(own_server.process.pid).values()

    own_server.stop(signal.SIGKILL)
    deadline = time.monotonic() + 10
    while any(map(is_there, children)) and time.monotonic() < deadline:
        time.sleep(0.01)

    assert len(children) == 2
    assert not any(map(is_there, children))


def is_there(pid: int) -> bool:
    """Whether there is such a process."""
    return Path(f"/proc/{pid}").exists()
