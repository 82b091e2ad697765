"""What a person reads in an answer."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.dialogue.revising import consistent
from bot.law.load import load_law
from bot.law.truth import NOT_SURE
from bot.render.answer import answer_blocks
from bot.render.phrases import fill

if TYPE_CHECKING:
    from bot.law.model import Law

LAW = load_law()
TODAY = date(2026, 11, 22)
EXAMPLE = {
    "danger_now": "no",
    "direction": "thinking_of_sharing",
    "sharer": "state-school-teacher",
    "recipient": "practice-nurse",
    "subject": "child",
    "concern": "neglect",
    "ota_purpose": "reduce_risk",
    "family_violence": "no",
}
NOTHING_ELSE = {"ground": "none"}


def answered(law: Law, facts: dict[str, str], today: date) -> dict[str, Any]:
    """The answer block."""
    return next(b for b in answer_blocks(law, facts, today) if b["type"] == "answer")


def provisions(found: list[dict[str, str]]) -> set[str]:
    """What a list of notes cites."""
    return {note["provision"] for note in found}


def test_the_example_is_permitted_under_section_66c(law: Law, today: date) -> None:
    """The headline says yes, to whom and under what."""
    answer = answered(law, EXAMPLE, today)

    assert answer["outcome"] == "permitted"
    assert answer["headline"] == (
        "Yes, you may tell the practice nurse, under section 66C of the Oranga Tamariki Act 1989."
    )


def test_the_example_carries_its_duties_and_protection(law: Law, today: date) -> None:
    """Consult the child (s 66K), check it (IPP 8), and no proceedings in good faith (s 16)."""
    answer = answered(law, EXAMPLE, today)

    assert "Oranga Tamariki Act 1989 s 66K" in provisions(answer["duties"])
    assert any("IPP 8" in provision for provision in provisions(answer["duties"]))
    assert "Oranga Tamariki Act 1989 s 16" in provisions(answer["protections"])
    assert "Oranga Tamariki Act 1989 s 66C(b)" in provisions(answer["judgements"])


def test_the_example_says_that_section_15_is_open_too(law: Law, today: date) -> None:
    """Another way is one line, with whom it leads to."""
    (line,) = answered(law, EXAMPLE, today)["summary"]

    assert line.startswith(
        "Also open: section 15 of the Oranga Tamariki Act 1989. Anyone may report"
    )


def test_the_reasons_name_the_lists_that_both_are_on(law: Law, today: date) -> None:
    """A school board's teacher, and a registered health practitioner."""
    found = answered(law, EXAMPLE, today)["findings"]
    because = " ".join(next(f["because"] for f in found if f["gateway"] == "ota.s66c"))

    assert "every school board is on the list" in because
    assert "registered health practitioner" in because


def test_quotes_and_people_to_ring_come_with_it(law: Law, today: date) -> None:
    """The guidance's own words with their source, and Oranga Tamariki's number."""
    blocks = answer_blocks(law, EXAMPLE, today)
    quotes = [block for block in blocks if block["type"] == "quote"]
    (contacts,) = [block for block in blocks if block["type"] == "contacts"]

    assert "• the Oranga Tamariki Act 1989 which enables sharing" in quotes[0]["text"]
    assert quotes[0]["text"].startswith("There are a number of legislative frameworks that permit")
    assert quotes[0]["source"]["url"].startswith("https://www.privacy.org.nz/")
    assert "0508 326 459" in [item.get("phone") for item in contacts["items"]]


def test_danger_puts_111_before_the_answer(law: Law, today: date) -> None:
    """The first block is the emergency line."""
    first = answer_blocks(law, {**EXAMPLE, "danger_now": "yes"}, today)[0]

    assert (first["type"], first["level"]) == ("notice", "emergency")
    assert "111" in first["text"]


def test_someone_outside_every_list_gets_another_way_not_a_no(law: Law, today: date) -> None:
    """To a landlord nothing is open; section 15 is, and what would change it is listed."""
    answer = answered(law, {**EXAMPLE, **NOTHING_ELSE, "recipient": "landlord"}, today)

    assert answer["outcome"] == "not_under_these"
    assert "Other ways are open" in answer["headline"]
    assert answer["summary"]
    assert answer["would_change"]


def test_a_request_under_section_66_must_be_answered(law: Law, today: date) -> None:
    """The headline says so, and privilege is the exception that is named."""
    facts = {
        **EXAMPLE,
        "direction": "asked",
        "recipient": "oranga-tamariki",
        "request_basis": "s66",
        "request_purpose": "care_protection",
    }

    answer = answered(law, facts, today)

    assert answer["headline"].startswith("You have to give it to Oranga Tamariki")
    assert "Oranga Tamariki Act 1989 s 66(2)" in provisions(answer["limits"])
    assert "Oranga Tamariki Act 1989 s 66K" not in provisions(answer["duties"])


def test_police_who_do_not_say_which_power_leave_it_open(law: Law, today: date) -> None:
    """It may be section 66: the person is told to ask (E19)."""
    facts = {**EXAMPLE, "direction": "asked", "recipient": "police", "request_basis": "other"}

    found = answered(law, {**facts, "request_purpose": "care_protection"}, today)["findings"]
    (s66,) = [finding for finding in found if finding["gateway"] == "ota.s66"]

    assert s66["status"] == "undecided"
    assert any(line.startswith("Ask the Police whether this is") for line in s66["missing"])


def test_while_it_may_be_required_nobody_is_told_that_it_is_not(law: Law, today: date) -> None:
    """Not having to is only said when nothing that requires it can still be open."""
    facts = {**EXAMPLE, "direction": "asked", "recipient": "police"}

    unsaid = answered(law, {**facts, "request_basis": "other"}, today)["headline"]
    under_66c = answered(law, {**facts, "request_basis": "s66c"}, today)["headline"]

    assert "You do not have to" not in unsaid
    assert "Ask the Police which law they are asking under" in unsaid
    assert under_66c.endswith("You do not have to.")


def test_an_unsettled_membership_says_what_would_settle_it(law: Law, today: date) -> None:
    """Not *no*: what would have to be known about the private school (E07)."""
    found = answered(law, {**EXAMPLE, "sharer": "private-school"}, today)["findings"]
    (s66c,) = [finding for finding in found if finding["gateway"] == "ota.s66c"]

    assert s66c["status"] == "undecided"
    assert s66c["missing"]


def test_routes_of_another_direction_are_left_out(law: Law, today: date) -> None:
    """Asking for information is no route for one who would share it."""
    found = {f["gateway"] for f in answered(law, EXAMPLE, today)["findings"]}

    assert not {"ota.s66c-ask", "fva.s20-ask"} & found


def test_consulting_is_for_section_66c_only(law: Law, today: date) -> None:
    """Section 15 to the Police brings no duty to consult (finding 6)."""
    answer = answered(law, {**EXAMPLE, "recipient": "police"}, today)

    assert answer["lead"] == "ota.s15"
    assert "Oranga Tamariki Act 1989 s 66K" not in provisions(answer["duties"])


ANY_FACTS = st.fixed_dictionaries(
    {},
    optional={fact.id: st.sampled_from([*fact.options, NOT_SURE]) for fact in LAW.facts.values()},
).map(lambda facts: consistent(LAW, facts))
GAP = re.compile(r"[{}]|\.\.|under [.,]| ,|\(\)")


def strings(value: Any) -> list[str]:
    """Every text in a block."""
    if isinstance(value, str):
        return [value]
    parts = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return [text for part in parts for text in strings(part)]


@settings(max_examples=200, deadline=None)
@given(ANY_FACTS)
def test_no_answer_is_ever_careless(facts: dict[str, str]) -> None:
    """Whatever the facts: no gap left in a text, a way onward, and no flat "cannot share"."""
    blocks = answer_blocks(LAW, facts, TODAY)
    texts = strings(blocks)

    assert not [text for text in texts if GAP.search(text)]
    assert not [text for text in texts if re.search(r"(cannot|can't|may not|must not) share", text)]
    assert any(block["type"] == "contacts" and block["items"] for block in blocks)


@settings(max_examples=200, deadline=None)
@given(ANY_FACTS)
def test_danger_always_comes_first(facts: dict[str, str]) -> None:
    """Whatever else is true, 111 is the first thing said."""
    first = answer_blocks(LAW, {**facts, "danger_now": "yes"}, TODAY)[0]

    assert first["level"] == "emergency"


@pytest.mark.parametrize("gateway", LAW.gateways, ids=lambda gateway: gateway.id)
def test_every_sentence_of_the_law_files_can_be_filled(law: Law, gateway: Any) -> None:
    """No sentence asks for a gap that nothing fills."""
    notes = (*gateway.duties, *gateway.limits, *gateway.judgements, *gateway.unsettled)

    assert fill(gateway.says, law, EXAMPLE)
    assert all(fill(note.text, law, EXAMPLE) for note in notes)
