"""``python -m bot.proof``: walk all situations; ``accept`` keeps what they come to, on purpose."""

from __future__ import annotations

import argparse
import os
import sys
import time
from datetime import date
from typing import TYPE_CHECKING

from bot.law.load import load_law
from bot.proof.kinds import kinds, sizes
from bot.proof.outcomes import DAY, KEPT, outcomes, write
from bot.proof.space import Where, prove
from bot.proof.verdicts import INVARIANTS, breaches

if TYPE_CHECKING:
    from bot.proof.ledger import Ledger


def main() -> int:
    """Walk, show the figures, and with ``accept`` keep the outcomes."""
    parser = argparse.ArgumentParser(prog="python -m bot.proof", description=__doc__)
    parser.add_argument("what", nargs="?", choices=["walk", "accept"], default="walk")
    parser.add_argument("--day", type=date.fromisoformat, default=DAY)
    parser.add_argument("--processes", type=int, default=os.cpu_count() or 1)
    asked = parser.parse_args()
    law = load_law()
    began = time.monotonic()
    ledger = _with_a_bar(Where(law, asked.day), asked.processes)
    broken = breaches(law, asked.day, ledger)
    print(f"situations, every role by its own name  {ledger.weight():,}")
    print(f"kinds of situations                     {ledger.kinds():,}")
    print(f"of them finished                        {ledger.finished():,}")
    print(f"states visited, answers followed        {ledger.nodes:,}, {ledger.arrivals:,}")
    print(f"put to the engine again                 {ledger.asked_again:,}")
    print(f"outcomes, answers read                  {len(ledger.outcomes)}, {len(ledger.answers)}")
    print(f"most questions                          {ledger.most_questions}")
    print(f"invariants held                         {len(INVARIANTS) - len(broken)}")
    print(f"seconds                                 {time.monotonic() - began:.1f}")
    print(f"kinds of answers                        {sizes(kinds(law))}")
    for name, messages in broken.items():
        print(f"BROKEN {name}:", *messages[:5], sep="\n  ")
    if asked.what == "accept":
        write(outcomes(ledger))
        print(f"kept in {KEPT.name}")
    return 1 if broken else 0


def _with_a_bar(where: Where, processes: int) -> Ledger:
    from rich.progress import Progress  # noqa: PLC0415  only where a person looks on

    with Progress(transient=True) as bar:
        task = bar.add_task("walking")

        def done(number: int, total: int) -> None:
            bar.update(task, completed=number, total=total)

        return prove(where, processes, done)


if __name__ == "__main__":
    sys.exit(main())
