"""A sample of the faults that the engine's code could have, and whether each is noticed."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

from bot.law.digest import digest
from bot.law.load import DATA_LAW
from tests.mutation.excuses import SHORTEST_REASON, excused, sample
from tests.mutation.operator_mutants import OperatorMutant, of_the_engine

ROOT = Path(__file__).resolve().parents[2]
SIZE = 8
MATTERS = "settling.settle: return nothing"
MAKES_NO_DIFFERENCE = "questions._in_order.rank: 0 to 1"
MUTANTS = of_the_engine()


def test_a_fault_in_the_engine_is_noticed() -> None:
    """Other faults for each law, so that in time all are tried; ``make mutants`` tries them all.

    With them go one that must be noticed and one that must not be: its excuse would be needless.
    """
    tried = subprocess.run(
        [sys.executable, "-m", "tests.mutation", str(SIZE), MATTERS, MAKES_NO_DIFFERENCE],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )

    assert MATTERS not in excused("operators")
    assert MAKES_NO_DIFFERENCE in excused("operators")
    assert tried.returncode == 0, tried.stdout + tried.stderr


def test_every_fault_of_the_engine_has_a_name_of_its_own() -> None:
    """So that an excuse speaks of one."""
    assert len({mutant.id for mutant in MUTANTS}) == len(MUTANTS) > 400


def test_an_excuse_for_the_engine_is_explained() -> None:
    """It names a fault that exists; whether it is needed shows when the fault is tried."""
    reasons = excused("operators")

    assert set(reasons) <= {mutant.id for mutant in MUTANTS}
    assert all(len(reason.split()) >= SHORTEST_REASON for reason in reasons.values())


def test_the_sample_is_another_for_another_law() -> None:
    """And the same for the same."""
    assert sample(MUTANTS, digest(DATA_LAW), SIZE) == sample(MUTANTS, digest(DATA_LAW), SIZE)
    assert sample(MUTANTS, digest(DATA_LAW), SIZE) != sample(MUTANTS, "another law", SIZE)


def test_a_fault_is_one_change() -> None:
    """Each mutant's code differs from the right one, and no two of a module are the same."""
    module = [mutant for mutant in MUTANTS if mutant.module == "truth"]
    texts = {ast.unparse(mutant.tree()) for mutant in module}

    assert len(texts) == len(module)
    assert isinstance(module[0], OperatorMutant)
