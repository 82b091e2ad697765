"""Who holds all is killed, and a spare one holds from then on, where somebody takes orphans."""

from __future__ import annotations

import ctypes
import os
import signal
import socket
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from bot.process_names import Names
from bot.services import Services

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="forks on Linux only")
ROOT = Path(__file__).parents[2]
LIMIT = 20
NAMES = Names("holds", "spare", "serves")
PR_SET_CHILD_SUBREAPER = 36
SAYS_WHO = """
import os, signal, socket, sys, time
from bot.process_names import Names
from bot.standing_by import serve_again
bound = socket.create_server(("127.0.0.1", int(sys.argv[1])))
def serve():
    told = []
    signal.signal(signal.SIGTERM, {at_the_end})
    bound.settimeout(0.1)
    while not told:
        try:
            asked, _ = bound.accept()
        except TimeoutError:
            continue
        time.sleep({taking})
        asked.sendall(str(os.getpid()).encode())
        asked.close()
    return 0
sys.exit(serve_again(serve, Names("holds", "spare", "serves")))
"""


@pytest.fixture
def services(tmp_path: Path) -> Iterator[Services]:
    """Ours, as ``make run`` has them."""
    ours = Services(ROOT, tmp_path)
    yield ours
    ours.stop()
    ctypes.CDLL(None).prctl(PR_SET_CHILD_SUBREAPER, 0)


@pytest.fixture
def served(services: Services) -> Callable[..., Callable[[], int]]:
    """Have something served that says its process id; gives what asks it."""

    def start(
        at_the_end: str = "lambda *_: told.append(1)", taking: float = 0
    ) -> Callable[[], int]:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        code = SAYS_WHO.format(at_the_end=at_the_end, taking=taking)
        command = [sys.executable, "-c", code, str(port)]
        services.start("it", command, {**os.environ}, heirs=NAMES.heirs)
        return lambda: who(port)

    return start


def who(port: int) -> int:
    """Ask until somebody answers."""
    deadline = time.monotonic() + LIMIT
    while time.monotonic() < deadline:
        try:
            with socket.create_connection(("127.0.0.1", port), timeout=LIMIT) as asked:
                if said := asked.recv(20):
                    return int(said)
        except OSError:  # noqa: PERF203  (it is tried again)
            time.sleep(0.02)
    message = "nobody answers"
    raise AssertionError(message)


def parent(pid: int) -> int:
    """Who started a process, or takes it."""
    return int(Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[1])


def below(pid: int) -> dict[str, int]:
    """The children of a process by what they are called."""
    listed = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return {Path(f"/proc/{child}/comm").read_text().strip(): int(child) for child in listed}


def until(met: Callable[[], bool]) -> bool:
    """Whether it is so within the limit."""
    deadline = time.monotonic() + LIMIT
    while not met() and time.monotonic() < deadline:
        time.sleep(0.02)
    return met()


def test_when_the_holder_is_killed_its_spare_serves(
    services: Services, served: Callable[..., Callable[[], int]]
) -> None:
    """Nothing is loaded again, nothing is started again, and it has a spare of its own."""
    ask = served()
    holder = parent(ask())
    spare = below(holder)["spare"]

    os.kill(holder, signal.SIGKILL)

    assert until(lambda: parent(ask()) == spare)
    assert services.mend() == []
    assert "serving again" in services.log("it").read_text()
    assert until(lambda: set(below(spare)) == {"serves", "spare"})


def test_the_holder_is_killed_over_and_over(
    services: Services, served: Callable[..., Callable[[], int]]
) -> None:
    """Each spare has a spare."""
    ask = served()
    seen = set()
    for _ in range(4):
        holder = parent(ask())
        seen.add(holder)
        assert until(lambda: "spare" in below(holder))  # noqa: B023  (called at once)
        os.kill(holder, signal.SIGKILL)
        assert until(lambda: parent(ask()) not in {holder, os.getpid()})  # noqa: B023  (called at once)

    assert len(seen) == 4
    assert services.mend() == []


def test_a_killed_spare_is_replaced(served: Callable[..., Callable[[], int]]) -> None:
    """The holder notices, and what serves goes on."""
    ask = served()
    serving = ask()
    holder = parent(serving)
    spare = below(holder)["spare"]

    os.kill(spare, signal.SIGKILL)

    assert until(lambda: below(holder).get("spare", spare) != spare)
    assert ask() == serving


def test_what_is_asked_when_the_holder_is_killed_is_answered(
    served: Callable[..., Callable[[], int]],
) -> None:
    """Who serves finishes first, as at an orderly end; who comes meanwhile waits."""
    ask = served(taking=0.5)
    serving = ask()
    with socket.create_connection(asked_at(serving), timeout=LIMIT) as asked:
        os.kill(parent(serving), signal.SIGKILL)
        assert int(asked.recv(20)) == serving


def asked_at(pid: int) -> tuple[str, int]:
    """Where a process of these tests listens."""
    words = Path(f"/proc/{pid}/cmdline").read_text().split("\0")
    return "127.0.0.1", int(words[3])


def test_who_does_not_finish_is_ended(served: Callable[..., Callable[[], int]]) -> None:
    """One that hangs holds up the spare for some seconds, and not for ever."""
    ask = served(at_the_end="signal.SIG_IGN")
    serving = ask()

    os.kill(parent(serving), signal.SIGKILL)

    assert until(lambda: ask() != serving)


def test_all_killed_at_once_are_started_again(
    services: Services, served: Callable[..., Callable[[], int]]
) -> None:
    """Where no heir is left, it is a whole start."""
    ask = served()
    holder = parent(ask())

    os.killpg(holder, signal.SIGKILL)

    started = services._services["it"].process
    assert until(lambda: services.mend() == [] and services._services["it"].process != started)
    assert parent(ask()) != holder


def test_nobody_is_left_of_an_end(
    services: Services, served: Callable[..., Callable[[], int]]
) -> None:
    """Also where a spare has taken over, all of them go when they are told to."""
    ask = served()
    holder = parent(ask())
    os.kill(holder, signal.SIGKILL)
    assert until(lambda: parent(ask()) not in {holder, os.getpid()})

    services.stop()

    with pytest.raises(ProcessLookupError):
        os.killpg(holder, 0)
