"""``python -m tests.faults``: a thousand turns while processes are killed, and what came of it."""

from __future__ import annotations

import argparse
import asyncio
import random
import sys
import tempfile
from pathlib import Path

from bench import stacks
from tests.faults.crowd import Ordeal, go_through
from tests.faults.product import ROLES


def main() -> int:
    """Print what was counted; 1 when a turn was lost, doubled or mixed."""
    parser = argparse.ArgumentParser(prog="python -m tests.faults", description=__doc__)
    parser.add_argument("--turns", type=int, default=1000)
    parser.add_argument("--people", type=int, default=10)
    parser.add_argument("--think", type=float, default=1.0, help="seconds, on average")
    parser.add_argument("--pause", type=float, default=8.0, help="seconds between two kills")
    parser.add_argument("--seed", type=int, default=random.randrange(10**6))  # noqa: S311  (no secret)
    given = parser.parse_args()
    print(f"seed {given.seed}", flush=True)
    ordeal = Ordeal(given.people, given.turns, given.think, ROLES, given.pause, given.seed)
    with (
        tempfile.TemporaryDirectory() as folder,
        stacks.ours(Path(folder)) as (address, process, _said),
    ):
        outcome = asyncio.run(go_through(ordeal, address, process.pid))
    print("\n".join(outcome.lines()))
    return 1 if outcome.found.faults else 0


if __name__ == "__main__":
    sys.exit(main())
