"""People who talk at once while processes are killed, beside the same talk undisturbed."""

from __future__ import annotations

import asyncio
import contextlib
import random
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import httpx

from tests.faults.people import FIRST, Found, Person, essence
from tests.faults.product import Killer

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tests.postgres import Postgres


@dataclass(frozen=True)
class Ordeal:
    """How many people have how many turns between them, and who is killed how often.

    Attributes:
        people: at once.
        turns: of all of them together.
        think: seconds between a reply and the next message, on average.
        roles: who is killed, in turn.
        pause: seconds between a recovery and the next kill, on average.
        seed: of the moments.
    """

    people: int
    turns: int
    think: float
    roles: Sequence[str]
    pause: float
    seed: int


@dataclass(frozen=True)
class Outcome:
    """What was found, and how long each that was killed took to be back."""

    found: Found
    recoveries: list[tuple[str, float]]

    def lines(self) -> list[str]:
        """As they are printed."""
        found = self.found
        lines = [
            f"{found.answered} turns answered, longest wait {found.longest:.1f} s",
            f"{len(self.recoveries)} kills, {found.retries} times tried again",
            f"lost, doubled, mixed or without 111: {len(found.faults)}",
        ]
        for role in sorted({role for role, _ in self.recoveries}):
            times = sorted(seconds for name, seconds in self.recoveries if name == role)
            middle = times[len(times) // 2]
            lines.append(f"{role}: {len(times)} kills, back in {middle:.1f} s, {times[-1]:.1f} s")
        return [*lines, *found.faults[:20]]


async def go_through(
    ordeal: Ordeal, address: str, supervisor: int, database: Postgres | None = None
) -> Outcome:
    """Have the talk of each kind of person undisturbed, then the whole of it with kills."""
    each = ordeal.turns // ordeal.people
    undisturbed = Found()
    talks = await _talk(address, replace(ordeal, people=len(FIRST), think=0), each, undisturbed)
    as_it_should_be = {one.kind: [essence(answer) for answer in one.answers] for one in talks}
    found, killer = Found(undisturbed.faults), Killer(supervisor, address, database)
    by = random.Random(ordeal.seed)  # noqa: S311  (moments, not secrets)
    killing = asyncio.create_task(killer.kill_now_and_then(ordeal.roles, ordeal.pause, by))
    people = await _talk(address, ordeal, each, found)
    killing.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await killing
    for one in people:
        for number, answer in enumerate(one.answers):
            if essence(answer) != as_it_should_be[one.kind][number]:
                found.faults.append(
                    f"{one.kind}, turn {number + 1}: another answer than undisturbed"
                )
                break
    return Outcome(found, killer.recoveries)


async def _talk(address: str, ordeal: Ordeal, turns: int, found: Found) -> list[Person]:
    """So many people at once, each with so many turns."""
    by = random.Random(ordeal.seed)  # noqa: S311  (moments, not secrets)
    names = list(FIRST)
    async with httpx.AsyncClient(base_url=address, timeout=30) as client:
        people = [Person(client, names[n % len(names)], found) for n in range(ordeal.people)]
        think = ordeal.think
        await asyncio.gather(
            *(one.talk(turns, lambda: by.uniform(0.5, 1.5) * think) for one in people)
        )
    return people
