"""``python -m tests.faults``: a thousand turns while processes are killed, and what came of it."""

from __future__ import annotations

import argparse
import asyncio
import random
import sys
import tempfile
from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING

from bench import stacks
from tests.faults.crowd import Ordeal, go_through
from tests.faults.product import DATABASE, ROLES
from tests.postgres import running_postgres, settings_of

if TYPE_CHECKING:
    from tests.faults.crowd import Outcome
    from tests.postgres import Postgres


def main() -> int:
    """Print what was counted; 1 when a turn was lost, doubled or mixed."""
    parser = argparse.ArgumentParser(prog="python -m tests.faults", description=__doc__)
    parser.add_argument("--turns", type=int, default=1000)
    parser.add_argument("--people", type=int, default=10)
    parser.add_argument("--think", type=float, default=1.0, help="seconds, on average")
    parser.add_argument("--pause", type=float, default=8.0, help="seconds between two kills")
    parser.add_argument("--database", choices=("sqlite", "postgresql"), default="sqlite")
    parser.add_argument("--seed", type=int, default=random.randrange(10**6))  # noqa: S311  (no secret)
    given = parser.parse_args()
    print(f"seed {given.seed}, {given.database}", flush=True)
    with nullcontext() if given.database == "sqlite" else running_postgres() as database:
        outcome = _outcome(given, database)
    print("\n".join(outcome.lines()))
    return 1 if outcome.found.faults else 0


def _outcome(given: argparse.Namespace, database: Postgres | None) -> Outcome:
    """Start the product on its database, and have everybody talk while it is killed."""
    roles = (*ROLES, DATABASE) if database else ROLES
    ordeal = Ordeal(given.people, given.turns, given.think, roles, given.pause, given.seed)
    settings = settings_of(database.new_database()) if database else {}
    with (
        tempfile.TemporaryDirectory() as folder,
        stacks.ours(Path(folder), **settings) as (address, process, _said),
    ):
        return asyncio.run(go_through(ordeal, address, process.pid, database))


if __name__ == "__main__":
    sys.exit(main())
