"""Run on the person's machine: people talk through the proxy until a file appears. Prints JSON.

Each kind of person talks once undisturbed first; what is answered later has to be the same.
"""

from __future__ import annotations

import asyncio
import json
import ssl
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import httpx

from tests.faults.people import FIRST, Found, Person, essence

if TYPE_CHECKING:
    from collections.abc import Callable

TURNS = 7
THINK_S = 1.0
_AS_IT_SHOULD_BE: dict[str, list[Any]] = {}


async def talk(client: httpx.AsyncClient, found: Found, think: float) -> list[Person]:
    """One person of each kind, at once, with all that people of the kind say."""
    people = [Person(client, kind, found) for kind in FIRST]
    await asyncio.gather(*(one.talk(TURNS, lambda: think) for one in people))
    return people


def compare(people: list[Person], found: Found) -> None:
    """Note the answers that are not as they were undisturbed."""
    for one in people:
        answers = [essence(answer) for answer in one.answers]
        if answers != _AS_IT_SHOULD_BE.setdefault(one.kind, answers):
            found.faults.append(f"{one.kind}: another answer than undisturbed")


async def main(address: str, certificate: str, stopped: Callable[[], bool]) -> None:
    """Talk, undisturbed and then until told to stop, and print what was found."""
    trusted = ssl.create_default_context(cafile=certificate)
    found, ids = Found(), []
    async with httpx.AsyncClient(base_url=address, verify=trusted, timeout=60) as client:
        compare(await talk(client, found, 0), found)
        print("undisturbed", flush=True)  # noqa: T201  (to the test)
        while not stopped():
            people = await talk(client, found, THINK_S)
            compare(people, found)
            ids += [one.id for one in people]
    said = {"faults": found.faults, "answered": found.answered, "retries": found.retries}
    print(json.dumps(said | {"longest": found.longest, "conversations": ids}))  # noqa: T201  (to the test)


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1], sys.argv[2], Path(sys.argv[3]).exists))
