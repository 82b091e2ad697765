"""Only questions that can still change the answer, cheapest first."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.law.load import load_law
from bot.law.questions import MOST_QUESTIONS, choices, open_questions
from bot.law.resolve import Outcome, resolve
from bot.law.settling import settle
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


def asked(law: Law, facts: dict[str, str], today: date, count: int | None = 0) -> list[str]:
    """Ids of the open questions, when ``count`` were asked before."""
    return [question.fact.id for question in open_questions(law, facts, today, asked=count)]


def interview(law: Law, told: dict[str, str], says: dict[str, str], today: date) -> list[str]:
    """Answer the first open question until none is left; the facts that were asked."""
    facts = dict(told)
    found: list[str] = []
    while questions := asked(law, facts, today, len(found)):
        assert questions[0] not in found
        found.append(questions[0])
        fitting = choices(law.facts[questions[0]], settle(law, facts))
        said = says.get(questions[0], NOT_SURE)
        facts[questions[0]] = said if said in fitting else NOT_SURE
    return found


def test_the_example_needs_three_questions(law: Law, today: date) -> None:
    """Danger, family violence, what it would help with: then the answer stands."""
    says = {"danger_now": "no", "violence": "no", "purpose": "safe"}

    assert interview(law, EXAMPLE, says, today) == ["danger_now", "violence", "purpose"]


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
    facts = {**EXAMPLE, "danger_now": NOT_SURE, "purpose": NOT_SURE, "family_violence": NOT_SURE}

    assert not {"danger_now", "purpose", "ota_purpose", "fva_purpose", "violence"} & set(
        asked(law, facts, today)
    )


def test_one_question_asks_for_several_facts(law: Law, today: date) -> None:
    """Whether there is violence and whose it is: one question, until one of the two is told."""
    told = {**EXAMPLE, "family_violence": "yes"}

    assert "violence" in asked(law, EXAMPLE, today)
    assert "fva_about" not in asked(law, EXAMPLE, today)
    assert "fva_about" in asked(law, told, today)
    assert "violence" not in asked(law, told, today)


@pytest.mark.parametrize(
    ("facts", "question"),
    [
        ({"sharer": "refuge", "family_violence": "yes"}, "sharer_on_fva_list"),
        ({"recipient": "refuge", "family_violence": "yes"}, "recipient_on_fva_list"),
        ({"sharer": "playgroup", "family_violence": "no"}, "sharer_on_ota_list"),
        ({"recipient": "iwi-social-service", "family_violence": "no"}, "recipient_on_ota_list"),
    ],
)
def test_an_unknown_membership_asks_what_settles_it(
    law: Law, today: date, facts: dict[str, str], question: str
) -> None:
    """Is the refuge paid for by the government, even in part? Not knowing is not a no."""
    told = {**EXAMPLE, "danger_now": "no", "fva_about": "victim", "purpose": "safe", **facts}
    told["sharer"] = facts.get("sharer", "state-school-teacher")

    assert question in asked(law, told, today)


def test_at_a_meeting_who_is_there_is_one_question(law: Law, today: date) -> None:
    """Nobody is asked who a single recipient is, when there are several."""
    facts = {**EXAMPLE, "direction": "meeting", "danger_now": "no"}
    del facts["recipient"]

    assert asked(law, facts, today)[0] == "company"
    seated = asked(law, {**facts, "company": "practice-nurse,landlord"}, today)
    assert {"purpose", "ground"} <= set(seated)
    assert not {"recipient", "company"} & set(seated)


def test_an_answer_that_contradicts_what_was_said_is_not_offered(law: Law) -> None:
    """No plan about violence where there is none; no agreement that was refused."""
    purpose, ground = law.facts["purpose"], law.facts["ground"]

    assert "violence_plan" not in choices(purpose, {"family_violence": "no"})
    assert "violence_plan" in choices(purpose, {"family_violence": "yes"})
    assert "authorised" not in choices(ground, {"authorised": "no"})
    assert {"authorised", "none"} <= set(choices(ground, {}))


def test_what_no_answer_fits_is_not_asked(law: Law, today: date) -> None:
    """Nobody is asked how old a baby is that is not born yet."""
    facts = {"danger_now": "no", "direction": "asked", "sharer": "gp", "recipient": "parent"}
    facts |= {"request": "health_request"}

    assert "age" in asked(law, {**facts, "subject": "young_person"}, today)
    assert "age" not in asked(law, {**facts, "subject": "unborn"}, today)


def test_the_last_question_is_the_one_that_decides_most(law: Law, today: date) -> None:
    """With eight answers given, the Privacy Act's grounds come before one agency's funding."""
    facts = {
        "danger_now": "no",
        "direction": "thinking_of_sharing",
        "sharer": "refuge",
        "recipient": "police",
        "subject": "adult",
        "violence": "victim",
        "purpose": "safe",
    }

    assert asked(law, facts, today, 8)[0] == "ground"
    assert asked(law, facts, today, 9) == []


def test_nothing_is_asked_for_a_gateway_that_can_no_longer_open(law: Law, today: date) -> None:
    """A landlord is on no list, so the purposes of the two Acts are not asked."""
    found = asked(law, {**EXAMPLE, "recipient": "landlord"}, today)

    assert not {"ota_purpose", "family_violence", "fva_about", "fva_purpose"} & set(found)


def test_each_question_names_the_gateways_it_can_decide(law: Law, today: date) -> None:
    """*Why we ask* is computed from the gateways that still turn on the fact."""
    found = {q.fact.id: [g.id for g in q.decides] for q in open_questions(law, EXAMPLE, today)}

    assert found["purpose"] == ["ota.s66c", "fva.s24", "fva.s20"]
    assert found["danger_now"] == ["emergency.call-111"]


@settings(max_examples=150, deadline=None)
@given(
    st.fixed_dictionaries(
        {"sharer": ROLES, "recipient": ROLES},
        optional={
            "direction": st.sampled_from(sorted(LAW.facts["direction"].options)),
            "subject": st.sampled_from(["child", "adult", "unborn"]),
        },
    ),
    st.data(),
)
def test_any_interview_ends_and_is_short(facts: dict[str, str], data: st.DataObject) -> None:
    """Whatever is answered: no question comes twice, and there are at most nine."""
    day = date(2026, 11, 22)
    says = {
        fact.id: data.draw(st.sampled_from([*fact.options, NOT_SURE]), label=fact.id)
        for fact in LAW.facts.values()
    }

    assert len(interview(LAW, facts, says, day)) <= MOST_QUESTIONS


@pytest.mark.parametrize("fact", sorted(LAW.facts))
def test_every_fact_matters_somewhere(law: Law, fact: str) -> None:
    """Nothing is in the vocabulary that no gateway turns on, or that settles no other fact."""
    read = {name for gateway in law.gateways for name in gateway.reads}
    settles = {name for option in law.facts[fact].options.values() for name in option.implies}

    assert fact in read or settles & read or fact == "company"


def test_not_sure_everywhere_is_undecided_and_ends(law: Law, today: date) -> None:
    """Somebody who knows nothing gets an honest answer, not a no."""
    facts: dict[str, str] = {}
    for name in interview(law, {}, {}, today):
        facts[name] = NOT_SURE

    assert resolve(law, facts, today).outcome is Outcome.UNDECIDED
