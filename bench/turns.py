"""``python -m bench.turns``: how long turns take and what they cost, beside stock Rasa wiring.

Both stacks stand at the same time, on the same model, and are asked in turn.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import sys
import tempfile
import time
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from bench import processes, stacks
from bench.asking import Caller
from bench.crowd import listen
from bench.timing import EARLY, LATE, Growth

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bench.crowd import Begin, Heard

CROWDS = (1, 10, 50)
THINK = 5.0
HEAD = """
| people; pause | p50 / p95 / p99, ms | turns a second | without reply | ms of processor a turn |
|---|---|---|---|---|"""
GROWTH_HEAD = """
| milliseconds a turn, p50 / p95 | at turn 5 | at turn 200 | at turn 500 | last : first |
|---|---|---|---|---|"""


@dataclass(frozen=True)
class Stack:
    """One of the two: its name, address, way to begin a conversation, and its processes."""

    name: str
    address: str
    begin: Begin
    processes: dict[str, list[int]]


@contextmanager
def both(folder: Path) -> Iterator[tuple[Stack, Stack]]:
    """Ours and stock wiring, started one after the other; prints how long each took."""
    for name in ("ours", "stock"):
        (folder / name).mkdir()
    with stacks.ours(folder / "ours") as (address, process, said):
        print("| start, ours | " + ", ".join(said.splitlines()[:-1]) + " |")
        ours = Stack("ours", address, stacks.our_conversation, processes.tree(process.pid))
        began = time.monotonic()
        with stacks.stock(folder / "stock") as other:
            print(f"| start, stock | {time.monotonic() - began:.1f} s |")
            theirs = {
                name: pids
                for name, pids in processes.tree(os.getpid()).items()
                if name.startswith("rasa run")
            }
            yield ours, Stack("stock", other, stacks.stock_conversation, theirs)


@contextmanager
def alone(folder: Path) -> Iterator[tuple[Stack]]:
    """Ours with nothing beside it, for when there is little time."""
    with stacks.ours(folder) as (address, process, said):
        print("| start, ours | " + ", ".join(said.splitlines()[:-1]) + " |")
        yield (Stack("ours", address, stacks.our_conversation, processes.tree(process.pid)),)


async def crowds(stack: Stack, people: int, think: float, seconds: float, name: str = "") -> str:
    """One row: so many people, with their pauses, for so long."""
    before = _spent(stack)
    heard = await listen(stack.address, stack.begin, people, think, seconds)
    cost = {
        name: 1000 * (spent - before[name]) / max(1, len(heard.times))
        for name, spent in _spent(stack).items()
    }
    return row(name or f"{stack.name}: {people}; {think:.0f} s", heard, cost)


def row(name: str, heard: Heard, cost: dict[str, float]) -> str:
    """What a crowd met, and the milliseconds of processor that each process spent on a turn."""
    times = " / ".join(f"{heard.at(percent):.1f}" for percent in (50, 95, 99))
    shares = [f"{part} {ms:.1f}" for part, ms in cost.items() if ms >= 0.05]  # noqa: PLR2004  (0.0)
    asking = 1000 * heard.client / max(1, len(heard.times))
    return (
        f"| {name} | {times} | {heard.rate:.1f} | {heard.errors} of {len(heard.times)} "
        f"| {sum(cost.values()):.1f} ({', '.join(shares)}; asking {asking:.1f}) |"
    )


async def grown(stack: Stack, times: Growth) -> None:
    """One long conversation."""
    async with Caller(stack.address) as caller:
        await times.follow(caller, stack.begin)


def print_tables(given: argparse.Namespace, *each: Stack) -> None:
    """Every row, each as soon as it is known."""
    for stack in each:
        asyncio.run(crowds(stack, 1, 0, 3))  # warm
        held = {name: processes.memory(pids) for name, pids in stack.processes.items()}
        parts = ", ".join(f"{name} {size:.0f}" for name, size in held.items())
        print(f"| memory, {stack.name} | {sum(held.values()):.0f} MB ({parts}) |")
    print(f"| machine | {processes.load_average()} |\n{HEAD}", flush=True)
    for people in given.people:
        for think, seconds in ((0.0, given.seconds), (THINK, given.thinking)):
            for stack in each:
                if seconds:
                    print(asyncio.run(crowds(stack, people, think, seconds)), flush=True)
    if given.long:
        growth = [
            (stack, Growth() if stack is each[0] else Growth((EARLY, LATE))) for stack in each
        ]
        for _ in range(given.long):
            for stack, times in growth:
                asyncio.run(grown(stack, times))
        print(GROWTH_HEAD, *(times.line(stack.name) for stack, times in growth), sep="\n")
    print(f"| machine, at the end | {processes.load_average()} |", flush=True)


def _spent(stack: Stack) -> dict[str, float]:
    return {name: processes.spent(pids) for name, pids in stack.processes.items()}


def arguments(parser: argparse.ArgumentParser) -> None:
    """How much of it."""
    parser.add_argument("--people", type=int, nargs="+", default=CROWDS, help="at once")
    parser.add_argument("--seconds", type=float, default=10, help="without pauses; 0: not at all")
    parser.add_argument("--thinking", type=float, default=60, help="with pauses; 0: not at all")
    parser.add_argument("--alone", action="store_true", help="without stock wiring beside it")
    parser.add_argument("--long", type=int, default=2, help="long conversations with each")


def main() -> int:
    """Print the tables."""
    parser = argparse.ArgumentParser(prog="python -m bench.turns", description=__doc__)
    arguments(parser)
    given = parser.parse_args()
    stand = alone if given.alone else both
    with tempfile.TemporaryDirectory() as folder, stand(Path(folder)) as each:
        print_tables(given, *each)
    return 0


if __name__ == "__main__":
    sys.exit(main())
