"""Whichever of the gateway's processes is killed: people are answered again at once (Linux)."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import httpx
import pytest

from bot.process_names import GATEWAY
from tests.gateway.process import gateway
from tests.gateway.someone import Someone
from tests.gateway.stand_in import StandIn, our_law
from tests.postgres import Postgres, running_postgres, settings_of
from tests.teams.served import served

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="forks on Linux only")
LIMIT_S = 20.0
Place = tuple[httpx.Client, subprocess.Popen[bytes], StandIn]


def child_of(pid: int, name: str) -> int:
    """The child that calls itself so; 0 while there is none."""
    listed = Path(f"/proc/{pid}/task/{pid}/children").read_text("utf-8").split()
    for child in map(int, listed):
        if Path(f"/proc/{child}/comm").read_text("utf-8").strip() == name:
            return child
    return 0


def kill_who_serves(process: subprocess.Popen[bytes]) -> int:
    """``kill -9``, and wait until another one is there; gives who was killed."""
    before = child_of(process.pid, GATEWAY.serving)
    os.kill(before, signal.SIGKILL)
    limit = time.monotonic() + LIMIT_S
    while child_of(process.pid, GATEWAY.serving) in {0, before}:
        assert time.monotonic() < limit
        time.sleep(0.01)
    return before


@contextmanager
def running(state: Path, **settings: str) -> Iterator[Place]:
    """A gateway before a stand-in of Rasa."""
    rasa = StandIn(law=our_law())
    with (
        served(rasa.app()) as behind,
        gateway(state, f"http://127.0.0.1:{behind}", **settings) as (client, process),
    ):
        yield client, process, rasa


def on(postgres: Postgres, state: Path) -> AbstractContextManager[Place]:
    """The same on a database."""
    settings = settings_of(postgres.new_database())
    return running(state, **{k.removeprefix("SAFE_TO_SHARE_"): v for k, v in settings.items()})


def test_who_serves_is_killed_and_the_conversation_goes_on(tmp_path: Path) -> None:
    """The next call waits at the socket, which stays open; what was said is still there."""
    with running(tmp_path) as (client, process, rasa):
        someone = Someone(client)
        assert someone.say("hello").status_code == 200

        kill_who_serves(process)
        with httpx.Client(base_url=client.base_url, timeout=60) as another:
            began = time.monotonic()
            answer = someone.over(another).say("and now?")

        assert answer.status_code == 200
        assert answer.json()["turn"] == 2
        assert time.monotonic() - began < 3
        assert rasa.said() == ["hello", "and now?"]


def test_a_gateway_that_was_killed_ends_in_order_all_the_same(tmp_path: Path) -> None:
    """Status 0, and nobody is left of it."""
    with running(tmp_path) as (_, process, _rasa):
        kill_who_serves(process)
        serving = child_of(process.pid, GATEWAY.serving)

        process.send_signal(signal.SIGTERM)

        assert process.wait(LIMIT_S) == 0
        assert not Path(f"/proc/{serving}").exists()


def test_killed_while_the_database_is_away_it_serves_when_that_is_back(tmp_path: Path) -> None:
    """Nobody starts it again: the holder tries until it serves."""
    with running_postgres() as postgres, on(postgres, tmp_path) as (client, process, _):
        postgres.kill(signal.SIGKILL)
        os.kill(child_of(process.pid, GATEWAY.serving), signal.SIGKILL)
        time.sleep(1)  # in which it may try in vain
        postgres.start()
        limit = time.monotonic() + LIMIT_S
        with httpx.Client(base_url=client.base_url, timeout=LIMIT_S) as another:
            while not another.get("/readyz").is_success:
                assert time.monotonic() < limit
                time.sleep(0.1)

            assert Someone(another).say("hello").status_code == 200
        assert process.poll() is None
