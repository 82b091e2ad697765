"""How long Teams waits for its 200, and a person for their card: ``python -m bench.teams``.

The gateway with the channel open and our Rasa behind it, in front of a Microsoft of our own: all
over HTTP on loopback, one turn after another.
"""

from __future__ import annotations

import secrets
import statistics
import tempfile
import time
from pathlib import Path

import httpx

from bench.script import turns
from bench.timing import p95
from bot.gateway.app import create_app
from bot.gateway.settings import Rate, Settings
from bot.gateway.teams.credentials import Secret
from bot.gateway.teams.settings import TeamsSettings
from tests.conversations.behind import rasa
from tests.teams.microsoft import APP, TENANT, activity, token
from tests.teams.served import Served, served, ways_to

COUNT = 208
WARM_UP = 16
FAST = Rate(100_000, 100_000)


def acknowledged_and_sent(count: int = COUNT) -> tuple[list[float], list[float]]:
    """Milliseconds from a delivery to its 200, and to its card at the connector."""
    secret, fake = secrets.token_urlsafe(32), Served()
    with (
        tempfile.TemporaryDirectory() as folder,
        rasa(Path(folder), secret) as behind,
        served(fake.app()) as microsoft,
    ):
        settings = Settings(
            behind,
            secret,
            Path(folder),
            turns=FAST,
            beginnings=FAST,
            teams=TeamsSettings(APP, (TENANT,), "https://share.example.govt.nz", Secret("x")),
        )
        with served(create_app(settings, microsoft=ways_to(microsoft))) as gateway:
            return _measured(f"http://127.0.0.1:{gateway}/api/messages", fake, count)


def _measured(address: str, fake: Served, count: int) -> tuple[list[float], list[float]]:
    acks, cards = [], []
    with httpx.Client(timeout=60) as client:
        for number, words in enumerate(turns(WARM_UP + count)):
            said = activity(id=f"bench-{number}", text=words)
            headers = {"Authorization": f"Bearer {token()}"}
            fake.came.clear()
            began = time.perf_counter()
            answer = client.post(address, json=said, headers=headers)
            taken = time.perf_counter()
            assert answer.status_code == httpx.codes.OK
            assert fake.came.wait(60), words
            if number >= WARM_UP:
                acks.append(1000 * (taken - began))
                cards.append(1000 * (fake.at[-1] - began))
    return acks, cards


def main() -> None:
    """Print the two rows of docs/measurements.md."""
    for name, times in zip(("200", "card"), acknowledged_and_sent(), strict=True):
        print(f"delivery to {name}: p50 {statistics.median(times):.1f}, p95 {p95(times):.1f} ms")


if __name__ == "__main__":
    main()
