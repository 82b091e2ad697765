"""People who talk while processes are killed, and try again until they are answered."""

from __future__ import annotations

import asyncio
import itertools
import time
import uuid
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import httpx

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

DANGER = "he is hitting her right now"
FIRST = {
    "teacher": "I teach year 3 and I'm worried one of my kids isn't being fed at home. "
    "can I tell the practice nurse?",
    "police": "I'm a police officer and I'm worried a child is being hit. can I tell the school?",
    "nurse": "I'm a nurse at a GP practice, worried about neglect of a child. can I tell police?",
}
"""Each a canary: who speaks is in every reply's facts, and differs from one to the next."""
ROUND = ("why do you ask?", "no", "to reduce the risk", "sorry I meant police", DANGER)
LONGEST = 120.0
"""Seconds that anybody tries for one answer."""


def script(kind: str) -> Iterator[str]:
    """What one of a kind says, over and over."""
    return itertools.cycle((FIRST[kind], *ROUND, "start again"))


@dataclass
class Found:
    """What went wrong, and how often somebody had to try again."""

    faults: list[str] = field(default_factory=list)
    retries: int = 0
    answered: int = 0
    longest: float = 0.0


@dataclass
class Person:
    """One conversation, and what was answered in it."""

    client: httpx.AsyncClient
    kind: str
    found: Found
    id: str = ""
    headers: dict[str, str] = field(default_factory=dict)
    said: list[str] = field(default_factory=list)
    answers: list[list[Any]] = field(default_factory=list)

    async def talk(self, turns: int, think: Callable[[], float]) -> None:
        """Have so many turns, and see that the product remembers each as it was answered."""
        begun = await self._until("POST", "/api/v1/conversations", 201, {})
        self.id = begun["id"]
        self.headers = {"Authorization": f"Bearer {begun['token']}"}
        for text in itertools.islice(script(self.kind), turns):
            body = {"client_id": str(uuid.uuid4()), "text": text}
            reply = await self._until("POST", self._url, 200, body)
            self.said.append(text)
            self.answers.append(reply["blocks"])
            self.found.answered += 1
            if reply["turn"] != len(self.said):
                self.found.faults.append(f"turn {reply['turn']}, not {len(self.said)}")
            await asyncio.sleep(think())
        await self._compare()

    @property
    def _url(self) -> str:
        return f"/api/v1/conversations/{self.id}/turns"

    async def _compare(self) -> None:
        kept = (await self._until("GET", f"{self._url}?after=0", 200))["turns"]
        if [turn["blocks"] for turn in kept] != self.answers:
            self.found.faults.append(f"{self.kind}: what is kept is not what was answered")

    async def _until(
        self, method: str, path: str, wanted: int, body: dict[str, Any] | None = None
    ) -> dict[str, Any]:
        """Ask, and ask again, until the answer comes."""
        began = time.monotonic()
        while True:
            answer = await self._ask(method, path, body)
            if answer is not None:
                self._check_danger(answer, body)
                if answer.status_code == wanted:
                    self.found.longest = max(self.found.longest, time.monotonic() - began)
                    given: dict[str, Any] = answer.json()
                    return given
                assert answer.status_code in {429, 503}, f"{answer.status_code} to {method} {path}"
            assert time.monotonic() - began < LONGEST, f"no answer within {LONGEST} s"
            self.found.retries += 1
            await asyncio.sleep(0.5)

    async def _ask(
        self, method: str, path: str, body: dict[str, Any] | None
    ) -> httpx.Response | None:
        try:
            return await self.client.request(method, path, json=body, headers=self.headers)
        except httpx.TransportError:
            return None

    def _check_danger(self, answer: httpx.Response, body: dict[str, Any] | None) -> None:
        """Whatever else fails, an answer to words of danger begins with 111."""
        if (body or {}).get("text") == DANGER:
            first = answer.json()["blocks"][0]
            if first.get("level") != "emergency" or "111" not in first["text"]:
                self.found.faults.append(f"{answer.status_code} to danger does not begin with 111")


def essence(blocks: list[dict[str, Any]]) -> list[tuple[Any, ...]]:
    """What a reply says, without ids, links and times."""
    return [
        (
            *(block.get(key) for key in ("type", "text", "fact", "headline")),
            *((item.get("fact"), item.get("value")) for item in block.get("items", ())),
        )
        for block in blocks
    ]
