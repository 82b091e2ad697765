"""Every fault that the law files could have, one at a time, and whether it is noticed."""

from __future__ import annotations

import pytest

from tests.mutation.blocks import DROP, Edit, Files, Mutant
from tests.mutation.data_mutants import of_the_law
from tests.mutation.excuses import SHORTEST_REASON, excused
from tests.mutation.killers import differences, killed_by

FILES = Files()
MUTANTS = of_the_law(FILES)
EXCUSED = excused()
GATEWAY = ("frameworks/oranga-tamariki-act.yml", "gateways", 0)


def test_the_law_as_it_stands_has_no_fault() -> None:
    """With nothing changed nothing is noticed; otherwise every fault would count as found."""
    assert not list(differences(FILES.with_edits(())))


def test_every_fault_in_the_law_files_is_noticed() -> None:
    """By a case, an edge case, a table, or when the files are loaded; or it is excused."""
    survivors = {mutant.id for mutant in MUTANTS if not killed_by(FILES, mutant)}

    assert survivors == set(EXCUSED)


def test_every_mutant_has_a_name_of_its_own() -> None:
    """So that an excuse speaks of one, and there are as many as the law has conditions for."""
    assert len({mutant.id for mutant in MUTANTS}) == len(MUTANTS) > 2000


def test_an_excuse_is_needed_and_explained() -> None:
    """It names a fault that exists, and says why nobody can notice it."""
    assert set(EXCUSED) <= {mutant.id for mutant in MUTANTS}
    assert all(len(reason.split()) >= SHORTEST_REASON for reason in EXCUSED.values())


@pytest.mark.parametrize(
    ("place", "value"),
    [
        (("when", "all", 0, "is"), ["thinking_of_sharing"]),
        (("effect",), "permits"),
        (("to",), DROP),
        (("in_force", "from"), "not a day"),
    ],
)
def test_a_fault_that_matters_is_noticed(place: tuple[str | int, ...], value: object) -> None:
    """The harness itself: section 66 for who was not asked, as a choice, to anybody."""
    assert killed_by(FILES, Mutant("x", "ota.s66", "x", (Edit((*GATEWAY, *place), value),)))


def test_other_words_are_not_noticed() -> None:
    """The harness itself: how a provision is put into words is no fault, and none is made up."""
    edit = Edit((*GATEWAY, "says"), "The same, said in other words.")

    assert not killed_by(FILES, Mutant("x", "ota.s66", "x", (edit,)))
