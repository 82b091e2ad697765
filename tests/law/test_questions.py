"""Only questions that can still change the answer, cheapest first."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.law.conditions import leaves
from bot.law.load import load_law
from bot.law.questions import open_questions
from bot.law.resolve import Outcome, resolve
from bot.law.truth import NOT_SURE

if TYPE_CHECKING:
    from bot.law.model import Law

LAW = load_law()
EXAMPLE = {
    "direction": "thinking_of_sharing",
    "sharer": "state-school-teacher",
    "recipient": "practice-nurse",
    "subject": "child",
    "concern": "neglect",
}
ROLES = st.sampled_from(
    ["state-school-teacher", "practice-nurse", "police", "acc", "neighbour", "coach", "refuge"]
)


def asked(law: Law, facts: dict[str, str], today: date) -> list[str]:
    """Ids of the open questions."""
    return [question.fact.id for question in open_questions(law, facts, today)]


def interview(law: Law, told: dict[str, str], says: dict[str, str], today: date) -> list[str]:
    """Answer the first open question until none is left; the facts that were asked."""
    facts, found = dict(told), []
    while questions := asked(law, facts, today):
        assert questions[0] not in found
        found.append(questions[0])
        facts[questions[0]] = says.get(questions[0], NOT_SURE)
    return found


def test_the_example_needs_three_questions(law: Law, today: date) -> None:
    """Danger, what it would help with, family violence: then the answer stands."""
    says = {"danger_now": "no", "ota_purpose": "reduce_risk", "family_violence": "no"}

    assert interview(law, EXAMPLE, says, today) == ["danger_now", "ota_purpose", "family_violence"]


def test_danger_is_asked_before_anything_else(law: Law, today: date) -> None:
    """The cheapest question is the one that can save a life."""
    assert asked(law, {}, today)[0] == "danger_now"


def test_a_requirement_ends_the_questions(law: Law, today: date) -> None:
    """Once section 66 requires an answer, nothing else can change that but danger."""
    facts = {
        "danger_now": "no",
        "direction": "asked",
        "sharer": "gp",
        "recipient": "oranga-tamariki",
        "subject": "child",
        "request_basis": "s66",
        "request_purpose": "care_protection",
    }

    assert asked(law, facts, today) == []


@pytest.mark.parametrize("basis", ["court_order", "access_request"])
def test_a_case_for_an_adviser_ends_the_questions(law: Law, today: date, basis: str) -> None:
    """A warrant, or a request for one's own file: nothing that is asked here changes that."""
    facts = {
        "danger_now": "no",
        "direction": "asked",
        "sharer": "principal",
        "recipient": "police",
        "request_basis": basis,
    }

    assert asked(law, facts, today) == []


def test_what_the_person_is_not_sure_of_is_not_asked_again(law: Law, today: date) -> None:
    """Not sure is an answer."""
    facts = {**EXAMPLE, "danger_now": NOT_SURE, "ota_purpose": NOT_SURE}

    assert not {"danger_now", "ota_purpose"} & set(asked(law, facts, today))


def test_nothing_is_asked_for_a_gateway_that_can_no_longer_open(law: Law, today: date) -> None:
    """A landlord is on no list, so the purposes of the two Acts are not asked."""
    found = asked(law, {**EXAMPLE, "recipient": "landlord"}, today)

    assert not {"ota_purpose", "family_violence", "fva_about", "fva_purpose"} & set(found)


def test_each_question_names_the_gateways_it_can_decide(law: Law, today: date) -> None:
    """*Why we ask* is computed from the gateways that still turn on the fact."""
    found = {q.fact.id: [g.id for g in q.decides] for q in open_questions(law, EXAMPLE, today)}

    assert found["ota_purpose"] == ["ota.s66c"]
    assert found["danger_now"] == ["emergency.call-111"]


@settings(max_examples=150, deadline=None)
@given(
    st.fixed_dictionaries(
        {"sharer": ROLES, "recipient": ROLES},
        optional={
            "direction": st.sampled_from(["thinking_of_sharing", "asked", "want_to_ask"]),
            "subject": st.sampled_from(["child", "adult", "unborn"]),
        },
    ),
    st.data(),
)
def test_any_interview_ends_and_is_short(facts: dict[str, str], data: st.DataObject) -> None:
    """Whatever is answered: no question comes twice, and there are at most twelve."""
    day = date(2026, 11, 22)
    says = {
        fact.id: data.draw(st.sampled_from([*fact.options, NOT_SURE]), label=fact.id)
        for fact in LAW.facts.values()
    }

    assert len(interview(LAW, facts, says, day)) <= 12


@pytest.mark.parametrize("fact", sorted(LAW.facts))
def test_every_fact_matters_somewhere(law: Law, fact: str) -> None:
    """No question is in the vocabulary that no gateway ever turns on."""
    conditions = [c for g in law.gateways for c in (g.when, g.to) if c is not None]

    assert any(leaf.fact == fact for condition in conditions for leaf in leaves(condition))


def test_not_sure_everywhere_is_undecided_and_ends(law: Law, today: date) -> None:
    """Somebody who knows nothing gets an honest answer, not a no."""
    facts: dict[str, str] = {}
    for name in interview(law, {}, {}, today):
        facts[name] = NOT_SURE

    assert resolve(law, facts, today).outcome is Outcome.UNDECIDED
