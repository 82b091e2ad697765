"""The process is killed after it said 200 and before it answered: the person still gets a word."""

from __future__ import annotations

import itertools
import os
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import httpx
import pytest

from bot import ports
from tests.gateway.stand_in import StandIn
from tests.teams.microsoft import TENANT, Answer, Microsoft, activity, token
from tests.teams.served import Served, served

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

ROOT = Path(__file__).parents[2]
LIMIT = 90.0
LONG = 8.0
"""Seconds that Rasa takes for a turn during which the gateway is killed."""

TYPES, PRESSES, WAITS, LEAVES = "a:types", "a:presses", "a:waits", "a:leaves"
"""Four people's chats."""


@dataclass
class Machine:
    """One machine on which gateways start and are killed.

    ``left_behind`` counts what was owed when one was killed, ``kept`` is all that its files held.
    """

    state: Path
    rasa: StandIn
    microsoft: Microsoft
    behind: tuple[int, int]
    port: int = field(default_factory=ports.free)
    numbers: Any = field(default_factory=lambda: itertools.count(1))
    left_behind: int = 0
    kept: bytes = b""

    @contextmanager
    def gateway(self) -> Iterator[subprocess.Popen[bytes]]:
        """Start one; it is killed at the end at the latest, as a power cut or the kernel does."""
        command = [sys.executable, "-m", "tests.teams.gateway_process", str(self.state)]
        command += [str(port) for port in (*self.behind, self.port)]
        with subprocess.Popen(command, cwd=ROOT) as process:
            try:
                until(self._is_up)
                yield process
            finally:
                process.kill()

    def deliver(self, chat: str, **changes: Any) -> None:
        """Deliver something from somebody's chat; it is acknowledged."""
        place = {"id": chat, "conversationType": "personal", "tenantId": TENANT}
        said = activity(**{"id": f"id-{next(self.numbers)}", "conversation": place, **changes})
        headers = {"Authorization": f"Bearer {token()}"}
        address = f"http://127.0.0.1:{self.port}/api/messages"
        answer = httpx.post(address, json=said, headers=headers, timeout=LIMIT)
        assert answer.status_code == 200

    def kill(self, process: subprocess.Popen[bytes]) -> None:
        """End it at once."""
        os.kill(process.pid, signal.SIGKILL)
        process.wait(LIMIT)

    def owed(self) -> int:
        """How many are owed an answer."""
        with sqlite3.connect(self.state / "gateway.db") as connection:
            return int(connection.execute("SELECT count(*) FROM teams_owed").fetchone()[0])

    def words(self, chat: str) -> list[str]:
        """What somebody was sent, as text to look for words in."""
        sent = zip(self.microsoft.chats(), self.microsoft.words(), strict=True)
        return [words.replace("\\", "") for place, words in sent if place == chat]

    def buttons(self, chat: str) -> dict[str, str]:
        """The values of the buttons of somebody's newest message, by title."""
        chats = self.microsoft.chats()
        return self.microsoft.buttons(len(chats) - 1 - chats[::-1].index(chat))

    def _is_up(self) -> bool:
        try:
            return httpx.get(f"http://127.0.0.1:{self.port}/healthz").is_success
        except httpx.HTTPError:
            return False


def until(happened: Callable[[], object]) -> None:
    """Wait for something."""
    limit = time.monotonic() + LIMIT
    while not happened():
        assert time.monotonic() < limit, "it did not happen"
        time.sleep(0.02)


@pytest.fixture(scope="module")
def machine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Machine]:
    """A machine on which a gateway was killed in the midst of all of it, and another one started.

    One person typed, one pressed, one waited for a reply that Microsoft did not take yet, and one
    took us away during a turn.
    """
    rasa, microsoft = StandIn(), Served()
    with served(rasa.app()) as behind, served(microsoft.app()) as there:
        state = tmp_path_factory.mktemp("state")
        found = Machine(state, rasa, microsoft.microsoft, (behind, there))
        with found.gateway() as process:
            work_until_killed(found)
            found.kill(process)
        found.left_behind = found.owed()
        found.kept = b"".join(path.read_bytes() for path in state.iterdir())
        with found.gateway():
            until(lambda: found.owed() == 0)
        yield found


def work_until_killed(machine: Machine) -> None:
    """Have everything acknowledged and nothing answered, but for everybody's first message."""
    for who in (PRESSES, WAITS, LEAVES):
        machine.deliver(who, text="hello")
        until(lambda: machine.owed() == 0)
    yes = machine.buttons(PRESSES)["Yes"]
    machine.microsoft.answers = [Answer(429, headers={"Retry-After": "60"})]
    machine.deliver(WAITS, text="May I tell the nurse?")
    until(lambda: not machine.microsoft.answers)
    under_way: list[tuple[str, list[float], dict[str, Any]]] = [
        (LEAVES, [LONG], {"text": "may I tell the coach?"}),
        (PRESSES, [LONG], {"text": None, "value": {"sts": yes}}),
        (TYPES, [0, LONG], {"text": "can I tell a kaiako about the bruises?"}),
    ]
    for who, delays, said in under_way:
        machine.rasa.delays = list(delays)
        turns = len(machine.rasa.said()) + 1
        machine.deliver(who, **said)
        until(partial(lambda count: len(machine.rasa.said()) == count, turns))
    machine.deliver(LEAVES, type="installationUpdate", text=None, action="remove")


def test_all_of_them_were_owed(machine: Machine) -> None:
    """Four turns and a leaving; of what was typed nothing was kept."""
    assert machine.left_behind == 5
    for words in (b"bruises", b"kaiako", b"coach"):
        assert words not in machine.kept


def test_typed_words_are_apologised_for(machine: Machine) -> None:
    """The person is asked to send it again, and told whom to ring."""
    (said,) = machine.words(TYPES)

    assert "send your message again" in said
    assert "call 111" in said
    assert "your agency keeps" in said  # the welcome, which was owed with it
    assert sum("bruises" in str(each) for each in machine.rasa.said()) == 1


def test_a_press_is_answered(machine: Machine) -> None:
    """A button says all that is needed to press it again."""
    first, answer = machine.words(PRESSES)

    assert "your agency keeps" in first
    assert "Thanks." in answer
    assert "your agency keeps" not in answer


def test_a_reply_that_was_ready_is_sent(machine: Machine) -> None:
    """Rasa's part was done, and is not done twice."""
    _, answer = machine.words(WAITS)

    assert "Is anyone in danger right now?" in answer
    assert machine.rasa.said().count("May I tell the nurse?") == 1


def test_taking_us_away_is_finished(machine: Machine) -> None:
    """What was to be deleted is deleted, and nobody who left is written to."""
    assert len(machine.words(LEAVES)) == 1
    with sqlite3.connect(machine.state / "gateway.db") as connection:
        (chats,) = connection.execute("SELECT count(*) FROM conversations").fetchone()
    assert chats == 3
