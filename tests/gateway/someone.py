"""Somebody who talks over the public contract, to a product in processes of its own."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING, Any, Self

if TYPE_CHECKING:
    import httpx


class Someone:
    """Somebody with a conversation. ``last`` is the id of their last message, to try it again."""

    def __init__(self, client: httpx.Client) -> None:
        """Begin it."""
        self._client = client
        begun = client.post("/api/v1/conversations", json={})
        assert begun.status_code == 201, begun.text
        self.id = begun.json()["id"]
        self._url = f"/api/v1/conversations/{self.id}/turns"
        self._bearer = {"Authorization": f"Bearer {begun.json()['token']}"}
        self.last = ""

    def say(self, text: str, *, again: str = "") -> httpx.Response:
        """Say something; under an id that was used before when ``again`` gives one."""
        self.last = again or str(uuid.uuid4())
        body = {"client_id": self.last, "text": text}
        return self._client.post(self._url, json=body, headers=self._bearer)

    def over(self, client: httpx.Client) -> Self:
        """Go on by way of another client; the connections of one break with who served them."""
        self._client = client
        return self

    def past(self) -> list[Any]:
        """What is kept of it, the greeting left out."""
        kept = self._client.get(f"{self._url}?after=0", headers=self._bearer)
        assert kept.status_code == 200, kept.text
        turns: list[Any] = kept.json()["turns"]
        return turns


def blocks_of(answer: httpx.Response) -> list[Any]:
    """The blocks of an answer or a refusal."""
    blocks: list[Any] = answer.json()["blocks"]
    return blocks


def facts_of(answer: httpx.Response) -> dict[str, str]:
    """What it says that it has understood."""
    return {
        item["fact"]: item["value"]
        for block in blocks_of(answer)
        if block["type"] == "facts"
        for item in block["items"]
    }
