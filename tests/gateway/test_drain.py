"""Told to end: not ready at once, turns under way are answered, new ones refused, and status 0."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest

from bot import ports
from tests.gateway.stand_in import SECRET, StandIn
from tests.teams.served import served

ROOT = Path(__file__).resolve().parents[2]


@contextmanager
def gateway(
    state: Path, rasa: int, **settings: str
) -> Iterator[tuple[httpx.Client, subprocess.Popen[bytes]]]:
    """Start one in front of a Rasa on that port; a client of it, and its process."""
    port = ports.free()
    given = {"SECRET": SECRET, "RASA_URL": f"http://127.0.0.1:{rasa}", "STATE": str(state)}
    env = {f"SAFE_TO_SHARE_{name}": value for name, value in (given | settings).items()}
    command = [sys.executable, "-m", "bot.gateway", "--port", str(port)]
    with (
        subprocess.Popen(command, cwd=ROOT, env={**os.environ, **env}) as process,
        httpx.Client(base_url=f"http://127.0.0.1:{port}", timeout=60) as client,
    ):
        try:
            while not is_up(client):
                assert process.poll() is None
                time.sleep(0.05)
            yield client, process
        finally:
            process.kill()


def is_up(client: httpx.Client) -> bool:
    """Whether it answers at all."""
    try:
        return client.get("/healthz").is_success
    except httpx.TransportError:
        return False


class Someone:
    """Somebody with a conversation."""

    def __init__(self, client: httpx.Client) -> None:
        """Begin it."""
        self._client = client
        begun = client.post("/api/v1/conversations", json={}).json()
        self._url = f"/api/v1/conversations/{begun['id']}/turns"
        self._bearer = {"Authorization": f"Bearer {begun['token']}"}

    def say(self, text: str) -> httpx.Response:
        """Say something."""
        body = {"client_id": str(abs(hash(text))), "text": text}
        return self._client.post(self._url, json=body, headers=self._bearer)


def first_block(answer: httpx.Response) -> Any:
    """What a person reads first."""
    return answer.json()["blocks"][0]


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_who_is_under_way_is_answered_and_who_comes_is_sent_on(
    tmp_path: Path, number: signal.Signals
) -> None:
    """A restart costs nobody an answer, and nobody the number to ring."""
    rasa = StandIn()
    with (
        served(rasa.app()) as behind,
        gateway(tmp_path, behind, PATIENCE="30") as (client, process),
        ThreadPoolExecutor(1) as thread,
    ):
        earlier, later = Someone(client), Someone(client)
        rasa.delays = [2.0]
        under_way = thread.submit(earlier.say, "may I tell the nurse?")
        while not rasa.said():
            time.sleep(0.01)

        process.send_signal(number)
        while (ready := client.get("/readyz")).status_code == 200:
            time.sleep(0.01)
        alive = client.get("/healthz")
        refused, danger = later.say("hello"), later.say("he is hitting her right now")
        beginning = client.post("/api/v1/conversations", json={})

        assert ready.json()["status"] == "ending"
        assert alive.status_code == 200
        assert [each.status_code for each in (refused, danger, beginning)] == [503] * 3
        assert int(refused.headers["retry-after"]) > 0
        assert "111" in refused.text
        assert "111" in beginning.text
        assert first_block(danger)["level"] == "emergency"
        assert under_way.result().status_code == 200
        assert process.wait(30) == 0
    assert rasa.said() == ["may I tell the nurse?"]


def test_it_stays_for_as_long_as_whoever_sends_people_needs(tmp_path: Path) -> None:
    """Not ready, but there: a proxy looks only now and then."""
    with (
        served(StandIn().app()) as behind,
        gateway(tmp_path, behind, DRAIN="1.5") as (client, process),
    ):
        told = time.monotonic()
        process.send_signal(signal.SIGTERM)
        while is_up(client):
            time.sleep(0.05)

        assert time.monotonic() - told > 1.4
        assert process.wait(30) == 0
