"""How findings come to an outcome."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from bot.law.changes import would_change
from bot.law.errors import NoLawInForce
from bot.law.model import ROUTES
from bot.law.resolve import Outcome, resolve
from bot.law.table import around_the_table
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
            "ground": "none",
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
    """No answer of hers settles a private school's place on the Oranga Tamariki list (E07)."""
    facts = {**EXAMPLE, "sharer": "private-school", "sharer_on_ota_list": "no", "ground": "none"}

    assert resolve(law, facts, today).outcome is Outcome.GET_ADVICE


def test_each_one_at_a_meeting_is_judged_by_their_own_role(law: Law, today: date) -> None:
    """The nurse under section 66C, the landlord and the church leader by exceptions (E13)."""
    facts = {**EXAMPLE, "direction": "meeting", "company": "practice-nurse,landlord,church"}
    del facts["recipient"]

    seats = around_the_table(law, facts, today)

    assert [(seat.role, seat.resolution.outcome) for seat in seats] == [
        ("practice-nurse", Outcome.PERMITTED),
        ("landlord", Outcome.UNDECIDED),
        ("church", Outcome.UNDECIDED),
    ]


def test_principle_3a_begins_on_1_may_2026(law: Law) -> None:
    """The day before there is no such duty, and nothing stands in for it."""
    facts = {"direction": "want_to_ask", "sharer": "school", "recipient": "msd"}

    def open_ids(on: date) -> set[str]:
        found = resolve(law, facts, on).findings
        return {each.gateway.id for each in found if each.status is YES}

    assert open_ids(date(2026, 5, 1)) - open_ids(date(2026, 4, 30)) == {"pa.ipp3a"}


@pytest.mark.parametrize("gateway", ["other.mandatory-reporting", "ota.s66g"])
def test_what_is_not_law_yet_is_in_force_on_no_day(law: Law, gateway: str) -> None:
    """A switch that is off: in the file, in words, and in no answer."""
    assert gateway in {each.id for each in law.gateways}
    for day in (date(2019, 7, 1), date(2026, 11, 22), date(2100, 1, 1)):
        assert gateway not in {each.id for each in law.in_force(day)}


def test_routes_are_in_order_of_preference(law: Law, today: date) -> None:
    """Compulsion, section 15, 66C, family violence, private life, Privacy Act."""
    order = [f.gateway.id for f in resolve(law, {}, today).findings if f.gateway.effect in ROUTES]

    assert order[:16] == [
        "ota.s66",
        "health.s22f",
        "ota.s15",
        "ota.s19",
        "ota.s66a",
        "ota.s66c-use",
        "ota.s66c",
        "ota.s66c-ask",
        "ota.s66-ask",
        "fva.s20",
        "fva.s20-ask",
        "fva.s20-use",
        "health.s22f-ask",
        "pa.ipp6-ask",
        "pa.s27",
        "health.s22c",
    ]
    assert order[16:21] == [
        "pa.ipp11-1-c",
        "pa.ipp11-1-a",
        "pa.ipp11-1-f",
        "pa.ipp11-1-e-i",
        "pa.ipp11-1-b",
    ]
    assert {name.split("-")[0] for name in order[16:]} == {
        "pa.ipp11",
        "pa.ipp10",
        "pa.s30",
        "pa.agreement",
    }
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
