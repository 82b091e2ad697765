"""The law files against the tables in which the same is said a second time."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from bot.law.load import load_law
from tests.law import second_statement
from tests.law.second_statement import ANSWERS, KINDS, MEMBERSHIPS
from tests.mutation.killers import woken

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from bot.law.model import Law

AWAKE = woken(load_law())


@pytest.mark.parametrize(
    "table",
    [
        second_statement.of_memberships,
        second_statement.of_provisions,
        second_statement.of_answers_together,
        second_statement.of_interviews,
    ],
    ids=lambda table: table.__name__,
)
def test_a_table_says_the_same(law: Law, table: Callable[[Law], Iterator[str]]) -> None:
    """Lists, order, effects and days, answers that go together, and what is asked next."""
    assert not list(table(law))


@pytest.mark.parametrize("entry", ANSWERS, ids=lambda entry: entry["gateway"])
def test_each_answer_gives_what_the_table_says(entry: dict[str, Any]) -> None:
    """One answer at a time, the others as in the cases of the provision."""
    assert not list(second_statement.of_answers(AWAKE, entry))


def test_the_letters_are_those_of_the_lists(law: Law) -> None:
    """Six lists, in the order that the table's first lines name them; no role twice."""
    roles = [role for row in MEMBERSHIPS.values() for role in row]

    assert tuple(law.memberships) == KINDS
    assert len(roles) == len(set(roles))
    assert {len(letters) for row in MEMBERSHIPS.values() for letters in row.values()} == {6}


def test_a_provision_that_reads_answers_has_a_table(law: Law) -> None:
    """What turns on no answer of its own goes along with others, and needs none."""
    reading = {gateway.id for gateway in law.gateways if gateway.reads}

    assert {entry["gateway"] for entry in ANSWERS} == reading
