"""Told to end: not ready at once, turns under way are answered, new ones refused, and status 0."""

from __future__ import annotations

import signal
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.gateway.process import gateway, is_up
from tests.gateway.someone import Someone, blocks_of
from tests.gateway.stand_in import StandIn, our_law
from tests.teams.served import served


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_who_is_under_way_is_answered_and_who_comes_is_sent_on(
    tmp_path: Path, number: signal.Signals
) -> None:
    """A restart costs nobody an answer, and nobody the number to ring."""
    rasa = StandIn(law=our_law())
    with (
        served(rasa.app()) as behind,
        gateway(tmp_path, f"http://127.0.0.1:{behind}", PATIENCE="30") as (client, process),
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
        assert blocks_of(danger)[0]["level"] == "emergency"
        assert under_way.result().status_code == 200
        assert process.wait(30) == 0
    assert rasa.said() == ["may I tell the nurse?"]


def test_it_stays_for_as_long_as_whoever_sends_people_needs(tmp_path: Path) -> None:
    """Not ready, but there: a proxy looks only now and then."""
    with (
        served(StandIn().app()) as behind,
        gateway(tmp_path, f"http://127.0.0.1:{behind}", DRAIN="1.5") as (client, process),
    ):
        told = time.monotonic()
        process.send_signal(signal.SIGTERM)
        while is_up(client):
            time.sleep(0.05)

        assert time.monotonic() - told > 1.4
        assert process.wait(30) == 0
