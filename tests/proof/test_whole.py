"""All situations: what must hold in them, and what they came to when that was last accepted."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from bot.law.questions import MOST_QUESTIONS
from bot.proof.moves import NoLawBefore, law_before, report
from bot.proof.outcomes import differences, outcomes, read
from bot.proof.verdicts import INVARIANTS, breaches

if TYPE_CHECKING:
    from bot.law.model import Law
    from bot.proof.ledger import Ledger

LEAST = 500_000


@pytest.fixture(scope="module")
def found(law: Law, whole: Ledger, day: date) -> dict[str, list[str]]:
    """What is broken in the whole space."""
    return breaches(law, day, whole)


def test_the_space_is_large(whole: Ledger) -> None:
    """The walk did walk: more than half a million kinds of situations, most of them finished."""
    assert whole.weight() > whole.kinds() > whole.finished() > LEAST
    assert whole.asked_again > 1000


@pytest.mark.parametrize("name", INVARIANTS)
def test_it_holds_in_every_situation(found: dict[str, list[str]], name: str) -> None:
    """Each invariant, with the situations that break it."""
    assert found.get(name, [])[:5] == []


def test_nobody_is_asked_more_than_nine(whole: Ledger) -> None:
    """Counted along the walk."""
    assert 0 < whole.most_questions <= MOST_QUESTIONS


def test_the_outcomes_are_those_that_were_accepted(law: Law, whole: Ledger, day: date) -> None:
    """A change of the law files that moves situations says which; ``accept`` keeps it."""
    lines = differences(read(), outcomes(whole))
    if not lines:
        return
    try:
        moved = report(law_before(), law, day, processes=2)
    except NoLawBefore as error:
        moved = [f"Which situations moved cannot be said: {error}"]
    by_outcome = ["By outcome, since it was last accepted:", *lines]
    meant = "If this is meant: python -m bot.proof accept"
    pytest.fail("\n".join([*moved, *by_outcome, meant]), pytrace=False)
