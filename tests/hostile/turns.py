"""Turns that nobody would send in good faith, through the whole product.

``python -m tests.hostile.turns`` has 10,000 of them. Each conversation is told a role of its own
at first: a role of another that is shown in it has leaked, and so has a canary word, since
nothing that is typed is ever said back.
"""

from __future__ import annotations

import argparse
import asyncio
import random
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx

from bot.law.load import load_law
from tests.conftest import running
from tests.hostile.sent import BODIES, ROLES, TEXTS

FAILED = load_law().wording["action_failed"]
CONVERSATIONS, AT_ONCE = 40, 8
HANGS_AFTER = 20.0

EXPECTED = {200, 404, 409, 413, 422}
"""What a hostile turn may be answered with; 400 is for what is no HTTP."""


@dataclass
class Tally:
    """What came back, and what should not have."""

    statuses: Counter[int] = field(default_factory=Counter)
    crashed: list[str] = field(default_factory=list)
    hung: list[str] = field(default_factory=list)
    leaked: list[str] = field(default_factory=list)

    @property
    def is_clean(self) -> bool:
        """Nothing crashed, hung or leaked."""
        return not (self.crashed or self.hung or self.leaked)

    def __add__(self, other: Tally) -> Tally:
        return Tally(
            self.statuses + other.statuses,
            self.crashed + other.crashed,
            self.hung + other.hung,
            self.leaked + other.leaked,
        )

    def __str__(self) -> str:
        counted = sorted(self.statuses.items())
        by_status = ", ".join(f"{count} x {status}" for status, count in counted)
        found = f"{len(self.crashed)} crashed, {len(self.hung)} hung, {len(self.leaked)} leaked"
        wrong = [*self.crashed[:5], *self.hung[:5], *self.leaked[:5]]
        return "\n".join([f"{self.statuses.total()} turns: {found} ({by_status})", *wrong])


@dataclass
class Victim:
    """One conversation: its role is its own, and its canary is in all that it types."""

    id: str
    token: str
    role: str
    canary: str
    open: dict[str, list[str]] = field(default_factory=dict)
    last: tuple[bytes, bytes] | None = None

    def remember(self, answer: httpx.Response) -> None:
        """Which buttons are offered now."""
        self.open = {
            block["fact"]: [option["value"] for option in block["options"]]
            for block in _blocks(answer)
            if block["type"] == "question"
        }


async def attack(address: str, turns: int, seed: int) -> Tally:
    """Have this many hostile turns, some at once; the same seed gives the same turns."""
    limits = httpx.Limits(max_connections=AT_ONCE)
    async with httpx.AsyncClient(base_url=address, timeout=HANGS_AFTER, limits=limits) as client:
        victims = [await _begin(client, number) for number in range(CONVERSATIONS)]
        attackers = [_Attacker(client, victims, number, seed) for number in range(AT_ONCE)]
        share = -(-turns // AT_ONCE)
        await asyncio.gather(*(attacker.attack(share) for attacker in attackers))
        tally = sum((attacker.tally for attacker in attackers), Tally())
        for victim in victims:
            await _is_still_itself(client, victim, victims, tally)
        ready = await client.get("/readyz")
        if ready.status_code != httpx.codes.OK:
            tally.crashed.append("the product is not ready any more")
    return tally


async def _begin(client: httpx.AsyncClient, number: int) -> Victim:
    begun = (await client.post("/api/v1/conversations", json={})).json()
    role = list(ROLES)[number % len(ROLES)]
    victim = Victim(begun["id"], begun["token"], role, f"zqx{number}kwv")
    victim.remember(await _send(client, victim, {"client_id": "first", "text": ROLES[role]}))
    return victim


class _Attacker:
    """Has turns one after another, in conversations that no other attacker has turns in."""

    def __init__(
        self, client: httpx.AsyncClient, victims: list[Victim], number: int, seed: int
    ) -> None:
        self._client = client
        self._everyone = victims
        self._mine = victims[number::AT_ONCE]
        self._name = f"{seed}-{number}"
        self._dice = random.Random(self._name)  # noqa: S311  (the same turns each time)
        self.tally = Tally()

    async def attack(self, turns: int) -> None:
        """Have so many turns."""
        for number in range(turns):
            victim = self._dice.choice(self._mine)
            turn = _turn(self._dice, victim, self._everyone, f"{self._name}-{number}")
            await self._have(victim, *turn)

    async def _have(
        self, victim: Victim, name: str, content: bytes, headers: dict[str, str]
    ) -> None:
        try:
            answer = await self._client.post(_path(victim), content=content, headers=headers)
        except httpx.TimeoutException:
            self.tally.hung.append(name)
            return
        except httpx.HTTPError as error:
            self.tally.crashed.append(f"{name}: {type(error).__name__}")
            return
        judge(name, victim, self._everyone, answer, self.tally)
        if answer.status_code == httpx.codes.OK:
            if victim.last and victim.last[0] == content and victim.last[1] != answer.content:
                self.tally.leaked.append(f"{name}: the same turn again had another reply")
            victim.last = (content, answer.content)
            victim.remember(answer)


def _turn(
    dice: random.Random, victim: Victim, everyone: list[Victim], client_id: str
) -> tuple[str, bytes, dict[str, str]]:
    """One hostile turn: what it is, its body and its headers."""
    right = {"Authorization": f"Bearer {victim.token}", "Content-Type": "application/json"}
    kind = dice.choices(("text", "button", "body", "again", "stranger"), (50, 25, 10, 10, 5))[0]
    if kind == "again" and victim.last:
        return kind, victim.last[0], right
    if kind == "body":
        content = dice.choice(BODIES)
        return f"body {content[:40]!r}", content, right
    if kind == "button":
        question, value = _button(dice, dice.choice([victim, *everyone]))
        answer = {"question": question, "value": value}
        return kind, _json({"client_id": client_id, "answer": answer}), right
    number = dice.randrange(len(TEXTS))
    text = f"{TEXTS[number](dice)} {victim.canary}"
    content = _json({"client_id": client_id, "text": text})
    if kind == "stranger":
        other = dice.choice([each for each in everyone if each is not victim])
        return kind, content, right | {"Authorization": f"Bearer {other.token}"}
    return f"text {number}", content, right


def _button(dice: random.Random, whose: Victim) -> tuple[str, str]:
    """Mostly one that is offered to somebody; else one that never was. Roles stay who they are."""
    offered = [(q, v) for q, values in whose.open.items() for v in values if q != "sharer"]
    if offered and dice.random() < 0.7:
        return dice.choice(offered)
    return dice.choice(("consent", "__class__", "", "a" * 60)), dice.choice(("yes", "🙂", "x" * 99))


def judge(
    name: str, victim: Victim, everyone: list[Victim], answer: httpx.Response, tally: Tally
) -> None:
    """Write down what should not be in an answer."""
    tally.statuses[answer.status_code] += 1
    if answer.status_code not in EXPECTED:
        tally.crashed.append(f"{name}: {answer.status_code} {answer.text[:200]}")
    if name == "stranger" and answer.status_code == httpx.codes.OK:
        tally.leaked.append("a stranger's token was taken")
    said = answer.text
    if any(block.get("text") == FAILED for block in _blocks(answer)):
        tally.crashed.append(f"{name}: an action failed")
    for each in everyone:
        if each.canary in said or each.token in said or (each is not victim and each.id in said):
            tally.leaked.append(f"{name}: something of another conversation, or what was typed")
    for block in _blocks(answer):
        for item in block.get("items", []):
            if item.get("fact") == "sharer" and item["value"] != victim.role:
                tally.leaked.append(f"{name}: {item['value']} in the talk of a {victim.role}")


async def _is_still_itself(
    client: httpx.AsyncClient, victim: Victim, everyone: list[Victim], tally: Tally
) -> None:
    """Told who they are once more, each hears of themselves."""
    answer = await _send(client, victim, {"client_id": "last", "text": ROLES[victim.role]})
    judge("the last turn", victim, everyone, answer, tally)
    if answer.status_code != httpx.codes.OK or not _blocks(answer):
        tally.crashed.append(f"a conversation has ended: {answer.status_code}")


async def _send(client: httpx.AsyncClient, victim: Victim, body: dict[str, Any]) -> httpx.Response:
    headers = {"Authorization": f"Bearer {victim.token}"}
    return await client.post(_path(victim), json=body, headers=headers)


def _blocks(answer: httpx.Response) -> list[dict[str, Any]]:
    if not answer.headers.get("content-type", "").startswith("application/json"):
        return []
    blocks: list[dict[str, Any]] = answer.json().get("blocks", [])
    return blocks


def _path(victim: Victim) -> str:
    return f"/api/v1/conversations/{victim.id}/turns"


def _json(body: dict[str, Any]) -> bytes:
    return httpx.Request("POST", "http://x", json=body).content


def main() -> int:
    """Start the product, attack it, print what came of it; 0 when nothing did."""
    command = argparse.ArgumentParser(prog="python -m tests.hostile.turns")
    command.add_argument("--turns", type=int, default=10_000)
    command.add_argument("--seed", type=int, default=1)
    given = command.parse_args()
    began = time.monotonic()
    with tempfile.TemporaryDirectory() as state, running(Path(state)) as address:
        tally = asyncio.run(attack(address, given.turns, given.seed))
    print(tally)
    print(f"{time.monotonic() - began:.0f} s")
    return 0 if tally.is_clean else 1


if __name__ == "__main__":
    sys.exit(main())
