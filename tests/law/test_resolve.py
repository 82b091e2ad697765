"""How findings come to an outcome."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from bot.law.changes import would_change
from bot.law.errors import NoLawInForce, UnknownAnswer
from bot.law.model import ROUTES
from bot.law.resolve import Outcome, resolve, settle
from bot.law.truth import NO, YES

if TYPE_CHECKING:
    from bot.law.model import Law

EXAMPLE = {
    "direction": "thinking_of_sharing",
    "sharer": "state-school-teacher",
    "recipient": "practice-nurse",
    "subject": "child",
    "concern": "neglect",
    "ota_purpose": "reduce_risk",
    "family_violence": "no",
}


def test_before_any_law_there_is_no_answer(law: Law) -> None:
    """There is no falling back to the nearest day."""
    with pytest.raises(NoLawInForce, match="2019-07-01"):
        resolve(law, EXAMPLE, date(2019, 6, 30))


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


def test_section_66_leads_whatever_else_is_open(law: Law, today: date) -> None:
    """What the law requires comes before what it permits (order of preference 1)."""
    facts = {
        **EXAMPLE,
        "direction": "asked",
        "recipient": "police",
        "request_basis": "s66",
        "request_purpose": "care_protection",
    }

    resolution = resolve(law, facts, today)

    assert resolution.outcome is Outcome.REQUIRED
    assert resolution.lead is not None
    assert resolution.lead.gateway.id == "ota.s66"
    assert resolution.of("ota.s15").status is YES


def test_section_15_stays_open_beside_a_recipient_outside_every_list(law: Law, today: date) -> None:
    """Nobody is left without a way while a child may be harmed."""
    resolution = resolve(
        law,
        {
            **EXAMPLE,
            "recipient": "landlord",
            "authorised": "no",
            "serious_threat": "no",
            "collected_for": "no",
            "law_enforcement": "no",
        },
        today,
    )

    assert resolution.outcome is Outcome.NOT_UNDER_THESE
    assert resolution.of("ota.s15").status is YES
    assert resolution.of("ota.s15").elsewhere


def test_family_violence_and_a_child_open_both_acts(law: Law, today: date) -> None:
    """Both apply (E37), and the duty to consider comes along."""
    facts = {**EXAMPLE, "family_violence": "yes", "fva_about": "victim", "fva_purpose": "protect"}

    resolution = resolve(law, facts, today)

    assert resolution.outcome is Outcome.CONSIDER
    assert {"ota.s66c", "ota.s66k", "fva.s20", "fva.s24"} <= {
        found.gateway.id for found in resolution.findings if found.status is YES
    }


def test_what_only_the_law_leaves_open_is_a_case_for_advice(law: Law, today: date) -> None:
    """A private school's place on the Oranga Tamariki list cannot be asked of a teacher (E07)."""
    facts = {
        **EXAMPLE,
        "sharer": "private-school",
        "authorised": "no",
        "serious_threat": "no",
        "collected_for": "no",
        "law_enforcement": "no",
    }

    assert resolve(law, facts, today).outcome is Outcome.GET_ADVICE


def test_routes_are_in_order_of_preference(law: Law, today: date) -> None:
    """Compulsion, section 15, 66C, family violence, private life, Privacy Act."""
    order = [f.gateway.id for f in resolve(law, {}, today).findings if f.gateway.effect in ROUTES]

    assert order == [
        "ota.s66",
        "ota.s15",
        "ota.s66c",
        "ota.s66c-ask",
        "fva.s20",
        "fva.s20-ask",
        "pa.s27",
        "pa.ipp11-1-c",
        "pa.ipp11-1-a",
        "pa.ipp11-1-f",
        "pa.ipp11-1-e-i",
    ]
    assert all(gateway.rank_reason for gateway in law.gateways)


def test_what_would_close_the_way_that_leads(law: Law, today: date) -> None:
    """For the example: another purpose, or an adult only; never the person's own role."""
    found = would_change(law, resolve(law, EXAMPLE, today))

    assert {
        (change.gateway.id, change.becomes, leaf.fact)
        for change in found
        for leaf, _ in change.needs
    } == {("ota.s66c", NO, "ota_purpose"), ("ota.s66c", NO, "subject")}


def test_two_facts_together_may_be_what_would_change_it(law: Law, today: date) -> None:
    """To a landlord and for no purpose: section 66C needs both otherwise; three is too far."""
    facts = {**EXAMPLE, "recipient": "landlord", "ota_purpose": "none"}

    near = would_change(law, resolve(law, facts, today))
    far = would_change(law, resolve(law, {**facts, "subject": "adult"}, today))

    assert {
        frozenset(leaf.fact for leaf, _ in change.needs)
        for change in near
        if change.gateway.id == "ota.s66c"
    } == {frozenset({"recipient", "ota_purpose"})}
    assert "ota.s66c" not in {change.gateway.id for change in far}


def test_what_would_open_a_way_to_a_landlord(law: Law, today: date) -> None:
    """Each is a single fact, and making it so opens that gateway."""
    facts = {**EXAMPLE, "recipient": "landlord"}

    found = would_change(law, resolve(law, facts, today))

    assert {change.gateway.id for change in found} >= {"pa.ipp11-1-c", "pa.ipp11-1-f"}
    for change in found:
        made = {leaf.fact: min(leaf.values) for leaf, _ in change.needs}
        assert resolve(law, {**facts, **made}, today).of(change.gateway.id).status is YES
