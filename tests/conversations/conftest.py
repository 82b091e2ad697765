"""The whole product, started once as ``make run`` starts it, and conversations through its door."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
import uuid
from dataclasses import dataclass, field
from http.cookiejar import CookieJar, DefaultCookiePolicy
from pathlib import Path
from typing import TYPE_CHECKING, Any

import httpx
import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[2]
START_LIMIT = 300
READY = "Ready: "


@dataclass
class Conversation:
    """One person's conversation, over the public HTTP API only.

    ``blocks`` is the newest reply, ``asked`` the facts whose questions were put so far.
    """

    client: httpx.Client
    id: str = ""
    token: str = ""
    status: int = 0
    blocks: list[dict[str, Any]] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)

    def begin(self) -> None:
        """Open it, and take the greeting."""
        reply = self.client.post("/api/v1/conversations", json={})
        assert reply.status_code == httpx.codes.CREATED, reply.text
        self.id, self.token = reply.json()["id"], reply.json()["token"]
        self._take(reply)

    def say(self, text: str) -> None:
        """Type something."""
        self.turn({"text": text})

    def press(self, value: str, question: str | None = None) -> None:
        """Press a button: of the open question, or of another one."""
        self.turn({"answer": {"question": question or self.question["fact"], "value": value}})

    def turn(self, said: dict[str, Any], client_id: str | None = None) -> None:
        """Send one turn."""
        body = {"client_id": client_id or str(uuid.uuid4()), **said}
        self._take(self.client.post(self.url, json=body, headers=self.headers))

    @property
    def url(self) -> str:
        """Where its turns go."""
        return f"/api/v1/conversations/{self.id}/turns"

    @property
    def headers(self) -> dict[str, str]:
        """What shows that it is theirs."""
        return {"Authorization": f"Bearer {self.token}"}

    @property
    def question(self) -> dict[str, Any]:
        """The question that is open."""
        return next(block for block in reversed(self.blocks) if block["type"] == "question")

    def _take(self, reply: httpx.Response) -> None:
        self.status = reply.status_code
        self.blocks = reply.json().get("blocks", [])
        new = [block["fact"] for block in self.blocks if block["type"] == "question"]
        self.asked += [fact for fact in new if self.asked[-1:] != [fact]]


@pytest.fixture(scope="session")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Address of the product, up and ready; it is taken down at the end."""
    state = tmp_path_factory.mktemp("state")
    env = {**os.environ, "PORT": "0", "SAFE_TO_SHARE_STATE": str(state)}
    env |= {f"SAFE_TO_SHARE_RATE_{name}": "9999/9999" for name in ("TURNS", "BEGINNINGS")}
    with subprocess.Popen(
        [sys.executable, "-m", "bot", "run"], cwd=ROOT, env=env, stdout=subprocess.PIPE, text=True
    ) as product:
        try:
            yield _ready(product)
        finally:
            product.send_signal(signal.SIGTERM)
            product.wait(timeout=30)


def _ready(product: subprocess.Popen[str]) -> str:
    limit = time.monotonic() + START_LIMIT
    assert product.stdout is not None
    for line in product.stdout:
        if line.startswith(READY):
            return line.removeprefix(READY).strip()
        assert time.monotonic() < limit, "the product did not become ready"
    raise AssertionError(f"the product ended with {product.wait()} before it was ready")


@pytest.fixture(scope="session")
def client(address: str) -> Iterator[httpx.Client]:
    """An HTTP client of the product. It keeps no cookies: each conversation has its token."""
    none = CookieJar(policy=DefaultCookiePolicy(allowed_domains=[]))
    with httpx.Client(base_url=address, timeout=30, cookies=none) as found:
        yield found


@pytest.fixture
def conversation(client: httpx.Client) -> Conversation:
    """A conversation that has just begun."""
    found = Conversation(client)
    found.begin()
    return found
