"""Put faults into the engine's code, one at a time, and see that the tests notice.

``python -m tests.mutation`` tries all of them; with a number, so many, others for each law; with
names, those as well.
"""

from __future__ import annotations

import os
import sys
from collections import Counter

import pytest
from rich.console import Console
from rich.progress import Progress
from rich.table import Table

from bot.law.digest import digest
from bot.law.load import DATA_LAW
from tests.mutation.excuses import excused, sample
from tests.mutation.forking import Forks, fails_afresh, files_of
from tests.mutation.operator_mutants import OperatorMutant, of_the_engine

QUIET = ("-q", "-x", "--no-header", "--no-summary", "-p", "no:cacheprovider")


def survivors(
    mutants: list[OperatorMutant], progress: Progress, together: int
) -> list[OperatorMutant]:
    """Those that no test notices: first the ones in functions, then those outside."""
    found: list[OperatorMutant] = []
    task = progress.add_task("faults", total=len(mutants))

    def done(mutant: OperatorMutant, noticed: bool) -> None:  # noqa: FBT001 as the fork tells it
        if not noticed:
            found.append(mutant)
        progress.advance(task)

    inside = [mutant for mutant in mutants if mutant.function]
    if inside:
        files = files_of({mutant.module for mutant in inside})
        status = pytest.main([*QUIET, *files], plugins=[Forks(inside, done, together)])
        if status not in {pytest.ExitCode.OK, pytest.ExitCode.NO_TESTS_COLLECTED}:
            raise SystemExit(f"the tests could not be collected: {status}")
    for mutant in mutants:
        if not mutant.function:
            done(mutant, fails_afresh(mutant))
    return found


def table(mutants: list[OperatorMutant], left: set[str], reasons: dict[str, str]) -> Table:
    """By module: how many were noticed, excused, or neither."""
    shown = Table("module", "faults", "noticed", "excused", "survive")
    made = Counter(mutant.module for mutant in mutants)
    kept = Counter(mutant.module for mutant in mutants if mutant.id in left)
    known = Counter(mutant.module for mutant in mutants if mutant.id in left & set(reasons))
    for module, number in sorted(made.items()):
        counts = number, number - kept[module], known[module], kept[module] - known[module]
        shown.add_row(module, *map(str, counts))
    return shown


def chosen(everything: list[OperatorMutant], said: list[str]) -> list[OperatorMutant]:
    """All, or as many as the first word says and the ones that the others name."""
    if not said:
        return everything
    drawn = sample(everything, digest(DATA_LAW), int(said[0]))
    return drawn + [each for each in everything if each.id in said[1:] and each not in drawn]


def main() -> int:
    """1 where a fault is neither noticed nor excused, or an excuse is not needed."""
    everything, reasons = of_the_engine(), excused("operators")
    tried = chosen(everything, sys.argv[1:])
    console = Console()
    with Progress(console=console, disable=not console.is_terminal) as progress:
        left = {mutant.id for mutant in survivors(tried, progress, os.cpu_count() or 1)}
    console.print(table(tried, left, reasons))
    names = {mutant.id for mutant in tried}
    needless = {name for name in reasons if name in names and name not in left}
    needless |= set(reasons) - {mutant.id for mutant in everything}
    for name in sorted(left - set(reasons)):
        console.print(f"survives: {name}", markup=False, highlight=False)
    for name in sorted(needless):
        console.print(f"needs no excuse: {name}", markup=False, highlight=False)
    return 1 if needless or left - set(reasons) else 0


if __name__ == "__main__":
    sys.exit(main())
