"""Conversations through the public door of the whole product, which ``make run`` has started."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field
from http.cookiejar import CookieJar, DefaultCookiePolicy
from typing import TYPE_CHECKING, Any

import httpx
import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator


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
def client(product: str) -> Iterator[httpx.Client]:
    """An HTTP client of the product. It keeps no cookies: each conversation has its token."""
    with httpx.Client(base_url=product, timeout=30, cookies=no_cookies()) as found:
        yield found


def no_cookies() -> CookieJar:
    """A jar that stays empty."""
    return CookieJar(policy=DefaultCookiePolicy(allowed_domains=[]))


@pytest.fixture
def conversation(client: httpx.Client) -> Conversation:
    """A conversation that has just begun."""
    found = Conversation(client)
    found.begin()
    return found
