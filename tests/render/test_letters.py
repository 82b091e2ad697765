"""Messages to copy: which fit, and that none claims a law that the answer did not open."""

from __future__ import annotations

import itertools
import re
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from bot.dialogue.revising import consistent
from bot.law.conditions import Leaf
from bot.law.papers import Letter, LetterPart
from bot.law.resolve import resolve
from bot.law.truth import YES
from bot.render.letters import letters

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from bot.law.model import Law

BASE = {
    "danger_now": "no",
    "direction": "thinking_of_sharing",
    "sharer": "state-school-teacher",
    "recipient": "practice-nurse",
    "subject": "child",
    "concern": "neglect",
    "ota_purpose": "reduce_risk",
    "family_violence": "no",
    "ground": "none",
}
ASKED = {"direction": "asked"}
SECTION_66 = {
    **ASKED,
    "recipient": "oranga-tamariki",
    "request": "s66_care",
}


def texts(law: Law, today: date, **changes: str) -> dict[str, str]:
    """The letters on these facts, by id."""
    return {each["id"]: each["text"] for each in letters(law, {**BASE, **changes}, today)}


@pytest.mark.parametrize(
    ("changes", "fitting"),
    [
        pytest.param({}, {"cover-note", "report"}, id="may be shared"),
        pytest.param({"recipient": "landlord"}, {"report"}, id="not to a landlord"),
        pytest.param(
            {"direction": "want_to_ask", "recipient": "gp"}, {"request"}, id="may be asked for"
        ),
        pytest.param(
            {"direction": "want_to_ask", "recipient": "landlord"},
            {"request-open"},
            id="no special way to ask",
        ),
        pytest.param(
            {**ASKED, "request": "other"},
            {"cover-note", "clarify", "decline", "report"},
            id="asked, no law named",
        ),
        pytest.param(
            {**ASKED, "request": "s66c"}, {"cover-note", "decline", "report"}, id="asked under 66C"
        ),
        pytest.param(SECTION_66, {"cover-note", "report"}, id="has to be given: no note declining"),
        pytest.param({**ASKED, "request": "court_order"}, set(), id="advice comes first"),
        pytest.param({**ASKED, "request": "access_request"}, set(), id="a right of access"),
        pytest.param(
            {**ASKED, "request": "unknown"},
            {"cover-note", "clarify", "report"},
            id="not sure what was asked under: no note declining",
        ),
        pytest.param({"direction": "use"}, set(), id="used inside: nobody to write to"),
        pytest.param({"subject": "adult"}, set(), id="about an adult only"),
    ],
)
def test_which_letters_fit(
    law: Law, today: date, changes: dict[str, str], fitting: set[str]
) -> None:
    """By direction, outcome and what is open."""
    assert set(texts(law, today, **changes)) == fitting


def test_each_letter_is_in_some_case(law: Law) -> None:
    """The cases above leave none out."""
    seen = {"cover-note", "report", "request", "request-open", "clarify", "decline"}

    assert {each.id for each in law.papers.letters} == seen


def test_the_cover_note_names_the_way_that_leads(law: Law, today: date) -> None:
    """Section 66C, and names left blank."""
    note = texts(law, today)["cover-note"]

    assert "under section 66C of the Oranga Tamariki Act 1989." in note
    assert "[your name]" in note


def test_what_has_to_be_considered_goes_under_the_way_that_lets_it(law: Law, today: date) -> None:
    """A duty to consider lets nothing pass: the note names what does."""
    violence = {"family_violence": "yes", "fva_about": "victim", "fva_purpose": "protect"}
    found = resolve(law, {**BASE, **violence}, today)

    note = texts(law, today, **violence)["cover-note"]

    assert found.outcome.value == "consider"
    assert found.lead is not None
    assert found.lead.gateway.name in note
    assert "section 24" not in note


def test_a_request_names_its_provision(law: Law, today: date) -> None:
    """The right one for who asks and is asked."""
    changes = {"direction": "want_to_ask", "recipient": "gp"}

    assert (
        "under section 66C of the Oranga Tamariki Act 1989"
        in texts(law, today, **changes)["request"]
    )


def test_limits_that_go_with_section_66_are_passed_on(law: Law, today: date) -> None:
    """Who receives it learns that it must not be used to investigate an offence."""
    note = texts(law, today, **SECTION_66)["cover-note"]

    assert law.gateway("ota.s66-3", today).says in note
    assert law.gateway("ota.s66-3", today).says not in texts(law, today)["cover-note"]


def situations(law: Law) -> Iterator[dict[str, str]]:
    """Many, of every direction, most of them with something to write."""
    chosen = {
        "direction": tuple(law.facts["direction"].options),
        "sharer": ("state-school-teacher", "gp", "police", "neighbour", "lawyer"),
        "recipient": ("oranga-tamariki", "police", "practice-nurse", "refuge", "landlord"),
        "subject": ("child", "adult", "unborn"),
        "family_violence": ("yes", "no"),
        "request": ("s66_care", "s66_offence", "s20", "other", "oia"),
        "ground": ("none", "serious_threat", "unknown"),
    }
    for values in itertools.product(*chosen.values()):
        facts = {**BASE, **dict(zip(chosen, values, strict=True))}
        if facts["direction"] != "asked":
            if facts["request"] != "other":
                continue
            del facts["request"]
        known = {name: v for name, v in facts.items() if v in {*law.facts[name].options, "unknown"}}
        yield consistent(law, known)


def test_no_letter_claims_a_law_that_the_answer_did_not_open(law: Law, today: date) -> None:
    """Each gateway, section or Act that one names is open; the note declining names others."""
    names = {gateway.name for gateway in law.gateways}
    written = 0
    for facts in situations(law):
        found = resolve(law, facts, today)
        is_open = {each.gateway.name for each in found.findings if each.status is YES}
        for letter in letters(law, facts, today):
            written += 1
            lines = letter["text"].splitlines()
            listed = [line.removeprefix("- ") for line in lines if line.removeprefix("- ") in names]
            if letter["id"] == "decline":
                assert not is_open & set(listed), (facts, letter)
                claimed = "\n".join(line for line in lines if line.removeprefix("- ") not in names)
                assert not re.search(r"\bsection \d|\bAct\b|principle \d", claimed), letter
                continue
            assert not listed
            says = [each.gateway.says for each in found.findings if each.status is YES]
            rest = letter["text"]
            for text in (*says, *is_open):
                rest = rest.replace(text, "")
            assert not re.search(r"\bsections? \d|\bAct\b|principle \d", rest), (facts, letter)
    assert written > 500


def test_no_template_names_a_law(law: Law) -> None:
    """What a letter says of the law comes from the answer."""
    for letter in law.papers.letters:
        for text in (letter.title, *(part.text for part in letter.parts)):
            assert not re.search(r"\b(section|principle|rule) \d|\bAct\b|\bs \d", text), text


def test_nothing_in_braces_is_left(law: Law, today: date) -> None:
    """Every gap is filled, titles too."""
    for facts in itertools.islice(situations(law), 0, None, 17):
        for letter in letters(law, facts, today):
            assert not re.search(r"[{}]|  ", letter["title"] + letter["text"]), letter


def only(law: Law, *, when: Leaf, says_of: str = "") -> Law:
    """The law with one letter, of one paragraph."""
    letter = Letter("one", "One", when, (LetterPart("It says: {says}", None, says_of),))
    return replace(law, papers=replace(law.papers, letters=(letter,)))


def leaf(fact: str, value: str) -> Leaf:
    """A condition on one fact."""
    return Leaf(fact, frozenset({value}), frozenset(), "", "")


@pytest.mark.parametrize(("gateway", "is_said"), [("ota.s66c", True), ("ota.s66-3", False)])
def test_a_gateway_that_is_not_open_says_nothing(
    law: Law,
    today: date,
    gateway: str,
    is_said: bool,  # noqa: FBT001  a case
) -> None:
    """Even where whoever wrote the letter forgot to ask whether it is."""
    one = only(law, when=leaf("direction", "thinking_of_sharing"), says_of=gateway)

    (letter,) = letters(one, BASE, today)

    assert letter["text"].startswith("It says: ") is is_said


@pytest.mark.parametrize(("status", "fits"), [("elsewhere", True), ("open", False)])
def test_open_to_others_is_not_open(
    law: Law,
    today: date,
    status: str,
    fits: bool,  # noqa: FBT001  a case
) -> None:
    """Section 15, when the one who was named is a nurse."""
    one = only(law, when=leaf("ota.s15", status))

    assert bool(letters(one, BASE, today)) is fits
