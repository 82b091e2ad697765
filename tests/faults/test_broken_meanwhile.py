"""Law and model are broken under a product that runs: it goes on, and is back once they are mended.

A copy of the product, since its files are broken.
"""

from __future__ import annotations

import os
import shutil
import signal
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest

from bench import stacks
from tests.faults.people import DANGER, FIRST
from tests.faults.product import SERVING, pid_of
from tests.gateway.someone import Someone, blocks_of

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="reads /proc")
PARTS = ("bot", "actions", "data", "models", "requirements")
LIMIT_S = 90.0


@dataclass(frozen=True)
class Copy:
    """A product that runs from a folder of its own."""

    root: Path
    address: str
    supervisor: int

    def client(self) -> httpx.Client:
        """With connections of its own: those of another broke with who served them."""
        return httpx.Client(base_url=self.address, timeout=30)

    def log(self, service: str) -> str:
        """What a service has printed."""
        return (self.root / "state/log" / f"{service}.log").read_text("utf-8")

    def status(self) -> int:
        """Of ``/readyz``; 0 while nobody answers."""
        try:
            with self.client() as client:
                return client.get("/readyz").status_code
        except httpx.TransportError:
            return 0


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Copy]:
    """Started as a person starts it."""
    root = tmp_path_factory.mktemp("copy")
    for part in PARTS:
        ignored = shutil.ignore_patterns("__pycache__")
        shutil.copytree(stacks.ROOT / part, root / part, ignore=ignored)
    for file in (*stacks.ROOT.glob("*.yml"), stacks.ROOT / "pyproject.toml"):
        shutil.copy(file, root)
    shutil.copy(stacks.ROOT / ".python-version", root)
    (root / ".venv").symlink_to((stacks.ROOT / ".venv").resolve())
    with stacks.ours(root / "state", root) as (address, process, _):
        yield Copy(root, address, process.pid)


@contextmanager
def a_slip_in_the_law(copy: Copy) -> Iterator[None]:
    """As somebody saves it who edits it where it runs."""
    law = copy.root / "data/law/facts.yml"
    right = law.read_text("utf-8")
    law.write_text(right.replace("id: danger_now", "idd: danger_now", 1), "utf-8")
    try:
        yield
    finally:
        law.write_text(right, "utf-8")


@contextmanager
def no_model(copy: Copy) -> Iterator[None]:
    """Somebody cleaned up."""
    models, elsewhere = copy.root / "models", copy.root / "elsewhere"
    models.rename(elsewhere)
    models.mkdir()
    try:
        yield
    finally:
        models.rmdir()
        elsewhere.rename(models)


def until(happened: Callable[[], object]) -> None:
    """Wait for something."""
    limit = time.monotonic() + LIMIT_S
    while not happened():
        assert time.monotonic() < limit, "it did not happen"
        time.sleep(0.1)


def kill_all_of(copy: Copy, service: str) -> None:
    """Its holder, its spare and who serves, so that only a whole start helps."""
    os.killpg(pid_of(copy.supervisor, f"holder of {service}"), signal.SIGKILL)


def test_who_serves_is_killed_and_goes_on_with_what_was_right(copy: Copy) -> None:
    """The fork has it from its holder, and reads no file."""
    with copy.client() as client:
        someone = Someone(client)
        before = someone.say(FIRST["teacher"])
    with a_slip_in_the_law(copy), no_model(copy):
        for role in SERVING:
            os.kill(pid_of(copy.supervisor, role), signal.SIGKILL)
        until(lambda: copy.status() == 200)
        with copy.client() as client:
            after = someone.over(client).say("why do you ask?")
            anew = Someone(client).say(FIRST["teacher"])

    assert after.status_code == 200
    assert after.json()["turn"] == 2
    assert facts_and_words(anew) == facts_and_words(before)


def facts_and_words(answer: httpx.Response) -> list[dict[str, object]]:
    """Its blocks without their ids."""
    return [{k: v for k, v in block.items() if k != "id"} for block in blocks_of(answer)]


def test_all_of_rasa_is_killed_and_people_hear_whom_to_ring_until_it_is_mended(copy: Copy) -> None:
    """The log says what is wrong, ``/readyz`` that it is Rasa; then it is back by itself."""
    with no_model(copy), copy.client() as client:
        someone = Someone(client)
        kill_all_of(copy, "Rasa")
        until(lambda: "make train" in copy.log("rasa"))
        ready = client.get("/readyz")
        refused, danger = someone.say("hello"), someone.say(DANGER)

    assert ready.status_code == 503
    assert ready.json()["checks"]["rasa"] is False
    assert refused.status_code == 503
    assert "111" in refused.text
    assert blocks_of(danger)[0]["level"] == "emergency"
    until(lambda: copy.status() == 200)


def test_all_of_the_gateway_is_killed_and_it_is_back_once_mended(copy: Copy) -> None:
    """It does not serve without knowing whom to ring, says why, and Rasa stays."""
    rasa = pid_of(copy.supervisor, "holder of Rasa")
    with a_slip_in_the_law(copy):
        kill_all_of(copy, "the gateway")
        until(lambda: "facts.yml:" in copy.log("gateway"))
        assert copy.status() == 0

    until(lambda: copy.status() == 200)
    assert pid_of(copy.supervisor, "holder of Rasa") == rasa
