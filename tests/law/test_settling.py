"""What follows from answers, and which do not go together."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest

from bot.law.errors import Contradiction, TooFarAhead, UnknownAnswer
from bot.law.resolve import resolve
from bot.law.settling import check_day, settle
from bot.law.truth import NO, UNKNOWN, YES, Truth

if TYPE_CHECKING:
    from bot.law.model import Law


def test_an_unknown_fact_is_refused_with_the_nearest(law: Law, today: date) -> None:
    """A typing error in a fact's name is not a fact that is not asked."""
    with pytest.raises(UnknownAnswer, match="Did you mean 'sharer'"):
        resolve(law, {"sharrer": "gp"}, today)


def test_an_unknown_value_is_refused_with_what_is_allowed(law: Law, today: date) -> None:
    """A value outside the closed set decides nothing."""
    with pytest.raises(UnknownAnswer, match="Allowed: no, unknown, yes"):
        resolve(law, {"family_violence": "perhaps"}, today)


def test_an_answer_settles_what_it_implies(law: Law) -> None:
    """A worry about violence in the family is family violence."""
    assert settle(law, {"concern": "family_violence"})["family_violence"] == "yes"


def test_what_a_person_said_outweighs_what_is_implied(law: Law) -> None:
    """An inference never overrules an answer."""
    facts = {"concern": "family_violence", "family_violence": "no"}

    assert settle(law, facts)["family_violence"] == "no"


def test_not_sure_of_a_question_is_not_sure_of_all_it_asks(law: Law) -> None:
    """One shrug answers both facts of a compound question; what was told still stands."""
    told = {"violence": "unknown", "fva_about": "victim"}

    assert settle(law, told) == {**told, "family_violence": "unknown"}


@pytest.mark.parametrize(
    ("answer", "status"), [("yes", YES), ("no", NO), ("unknown", UNKNOWN), (None, UNKNOWN)]
)
def test_one_answer_settles_an_unknown_membership(
    law: Law, today: date, answer: str | None, status: Truth
) -> None:
    """A refuge is on the Family Violence Act's list when the government pays for some of it."""
    facts = {
        "direction": "thinking_of_sharing",
        "sharer": "refuge",
        "recipient": "police",
        "subject": "adult",
        "violence": "victim",
        "purpose": "safe",
    }
    if answer:
        facts["sharer_on_fva_list"] = answer

    assert resolve(law, facts, today).of("fva.s20").status is status


@pytest.mark.parametrize(
    ("facts", "message"),
    [
        ({"age": "under_14", "subject": "adult"}, "'age=under_14' makes no sense with"),
        ({"request_basis": "s66", "direction": "thinking_of_sharing"}, "goes with direction=asked"),
        ({"company": "police", "direction": "asked"}, "goes with direction=meeting"),
    ],
)
def test_answers_that_contradict_each_other_are_refused(
    law: Law, today: date, facts: dict[str, str], message: str
) -> None:
    """An adult of twelve, a request by nobody: which two, and what would go together."""
    with pytest.raises(Contradiction, match=message):
        resolve(law, facts, today)


@pytest.mark.parametrize("today", [date(2026, 11, 22), date(2028, 2, 29)])
def test_nobody_is_told_the_law_of_a_distant_day(today: date) -> None:
    """Two years ahead plans are made; beyond that any answer would be made up."""
    last = date(today.year + 2, today.month, min(today.day, 28))

    assert check_day(last, today) == last
    with pytest.raises(TooFarAhead, match=f"Give a day up to {last}"):
        check_day(last + timedelta(days=1), today)
