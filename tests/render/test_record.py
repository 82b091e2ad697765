"""The record of an answer: what is in it, for each way of deciding, and that its digest holds."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import pytest

from bot.law.papers import UNDECIDED
from bot.render.meeting import whole_answer
from bot.render.record import NoSuchDecision, digest_of, record, records
from bot.render.record_text import WIDTH, as_text
from bot.render.reo import runs

if TYPE_CHECKING:
    from datetime import date

    from bot.law.model import Law

TEACHER = {
    "danger_now": "no",
    "direction": "thinking_of_sharing",
    "sharer": "state-school-teacher",
    "recipient": "practice-nurse",
    "subject": "child",
    "concern": "neglect",
    "ota_purpose": "reduce_risk",
    "family_violence": "no",
}
ASKED = {**TEACHER, "direction": "asked", "request": "other"}
WANTS = {**TEACHER, "direction": "want_to_ask"}
MEETING = {name: value for name, value in TEACHER.items() if name != "recipient"} | {
    "direction": "meeting",
    "company": "landlord,gp",
}
USES = {**TEACHER, "direction": "use"}
SITUATIONS = [
    pytest.param(facts, id=facts["direction"]) for facts in (TEACHER, ASKED, WANTS, MEETING, USES)
]
SOFTWARE = "2026.11.0"


def made(law: Law, facts: dict[str, str], today: date, decision: str = UNDECIDED) -> dict[str, Any]:
    """One record."""
    return record(law, facts, today, software=SOFTWARE, decision=decision)


def items(found: dict[str, Any], section: str) -> list[dict[str, Any]]:
    """What stands in a section; nothing where there is none."""
    return next((each["items"] for each in found["sections"] if each["id"] == section), [])


def all_words(value: Any) -> str:
    """Every text anywhere in a record, one after the other."""
    if isinstance(value, dict):
        return "\n".join(all_words(part) for part in value.values())
    if isinstance(value, list):
        return "\n".join(all_words(part) for part in value)
    return str(value)


@pytest.mark.parametrize("facts", SITUATIONS)
def test_everything_that_the_answer_says_is_in_it(
    law: Law, today: date, facts: dict[str, str]
) -> None:
    """Outcome, headline, notes, provisions with their addresses, quotes with sources, contacts."""
    words = all_words(made(law, facts, today))
    shown = whole_answer(law, facts, today)
    answer = next(block for block in shown if block["type"] == "answer")
    quotes = [block for block in shown if block["type"] == "quote"]

    said = [note["text"] for part in ("duties", "limits", "judgements") for note in answer[part]]
    said += [note["text"] for note in (*answer["protections"], *answer["would_change"])]
    for finding in answer["findings"]:
        said += [finding["url"], finding["provision"], finding["says"], *finding["because"]]
    for quote in quotes:
        said += [quote["text"], *quote["source"].values()]
    assert len(said) > 10
    assert [text for text in said if text not in words] == []
    assert made(law, facts, today)["outcome"] == answer["outcome"]


@pytest.mark.parametrize("facts", SITUATIONS)
def test_it_names_the_versions(law: Law, today: date, facts: dict[str, str]) -> None:
    """The day, the law files' digest, how far they were read, and the software."""
    found = made(law, facts, today)
    versions = all_words(items(found, "versions"))

    assert (found["on"], found["law_digest"]) == ("2026-11-22", law.digest)
    assert all(each in versions for each in ("22 November 2026", law.digest, SOFTWARE))
    assert found["facts"] == facts


def test_what_a_person_judges_has_room_for_reasons(law: Law, today: date) -> None:
    """Each judgement of the answer, to be completed by hand."""
    text = as_text(made(law, TEACHER, today), law.papers.words)

    assert "Do you reasonably believe that telling the practice nurse will help" in text
    assert re.search(r"In my judgement _{20,}\n +because _{20,}\n", text)
    assert re.search(r"^\[ \] Send it safely\.", text, re.MULTILINE)


@pytest.mark.parametrize(
    ("facts", "decision", "has", "has_not"),
    [
        (TEACHER, "shared", {"shared", "duties"}, {"not-shared", "still-open", "to-decide"}),
        (TEACHER, "not_shared", {"not-shared", "still-open", "duties-later"}, {"shared", "duties"}),
        (TEACHER, "undecided", {"to-decide", "duties"}, {"shared", "not-shared"}),
        (MEETING, "shared", {"seats", "shared"}, {"not-shared"}),
        (ASKED, "answered", {"asked-of-us", "given"}, {"declined", "reasons"}),
        (ASKED, "declined", {"asked-of-us", "declined", "reasons", "still-open"}, {"given"}),
        (WANTS, "asked", {"asked"}, {"not-asked", "shared", "still-open"}),
        (WANTS, "not_asked", {"not-asked"}, {"asked", "duties"}),
        (USES, "shared", {"used"}, {"shared"}),
    ],
)
def test_each_decision_has_its_own_sections(  # noqa: PLR0913, PLR0917  each is part of the case
    law: Law, today: date, facts: dict[str, str], decision: str, has: set[str], has_not: set[str]
) -> None:
    """Why not, what is still open, what was asked and given; and nothing of another decision."""
    found = made(law, facts, today, decision)
    sections = {section["id"] for section in found["sections"]}

    assert has <= sections
    assert not has_not & sections
    assert {"who", "signature", "facts", "provisions", "versions"} <= sections


def test_a_decision_not_to_share_is_reviewed_and_names_the_way_that_stays(
    law: Law, today: date
) -> None:
    """A blank for the review, others who were considered, and Oranga Tamariki may still be told."""
    found = made(law, TEACHER, today, "not_shared")
    labels = [each["label"] for each in items(found, "not-shared")]

    assert "Review this decision on (date)" in labels
    assert any("Who else was considered" in label for label in labels)
    (open_still,) = items(found, "still-open")
    assert open_still["provision"] == "Oranga Tamariki Act 1989 s 15"


def test_a_way_that_is_not_open_is_not_said_to_stay_open(law: Law, today: date) -> None:
    """No report under section 15 about an adult only."""
    facts = {**TEACHER, "subject": "adult"}

    assert not items(made(law, facts, today, "not_shared"), "still-open")


def test_reasons_for_declining_are_the_findings_own(law: Law, today: date) -> None:
    """Each way with what the answer found of it; an open one is not called closed."""
    reasons = [each["text"] for each in items(made(law, ASKED, today, "declined"), "reasons")]

    (about_66c,) = [text for text in reasons if text.startswith("Section 66C,")]
    (about_66,) = [text for text in reasons if text.startswith("Section 66, when")]
    assert ": open. " in about_66c
    assert "You may also decline." in about_66c
    assert ": not open. Only Oranga Tamariki" in about_66


def test_what_was_not_known_is_listed(law: Law, today: date) -> None:
    """What the person was not sure of, and what an undecided provision waits for."""
    facts = {**TEACHER, "family_violence": "unknown", "ota_purpose": "unknown"}
    unknown = [each["text"] for each in items(made(law, facts, today), "unknown")]

    assert "Family violence: not sure" in unknown
    assert any(text.startswith("Whether ") for text in unknown)


def test_danger_stands_first(law: Law, today: date) -> None:
    """The emergency line is a part of its own, and only when someone may be in danger."""
    assert "111" in made(law, {**TEACHER, "danger_now": "yes"}, today)["emergency"]
    assert made(law, TEACHER, today)["emergency"] == ""


def test_at_a_meeting_each_seat_has_its_findings(law: Law, today: date) -> None:
    """A landlord's and a GP's differ, and both are there to be compared later."""
    landlord, gp = made(law, MEETING, today)["seats"]

    assert (landlord["role"], landlord["outcome"]) == ("landlord", "undecided")
    assert (gp["role"], gp["outcome"]) == ("gp", "permitted")
    assert landlord["findings"] != gp["findings"]


@pytest.mark.parametrize("facts", SITUATIONS)
def test_the_digest_holds_and_changes_with_any_change(
    law: Law, today: date, facts: dict[str, str]
) -> None:
    """Over everything but itself, and the same after a trip through JSON."""
    for found in records(law, facts, today, software=SOFTWARE).values():
        again = json.loads(json.dumps(found))
        assert digest_of(again) == found["digest"]
        for key in set(found) - {"digest"}:
            assert digest_of({**found, key: "otherwise"}) != found["digest"], key


def test_decisions_have_digests_of_their_own(law: Law, today: date) -> None:
    """A record of sharing cannot stand for one of not sharing."""
    found = records(law, TEACHER, today, software=SOFTWARE)

    assert list(found) == ["shared", "not_shared", "undecided"]
    assert len({each["digest"] for each in found.values()}) == 3


def test_another_decision_is_refused_with_those_there_are(law: Law, today: date) -> None:
    """One cannot have declined what nobody asked for."""
    with pytest.raises(NoSuchDecision, match="Allowed: shared, not_shared, undecided"):
        made(law, TEACHER, today, "declined")


def test_every_direction_can_be_decided(law: Law) -> None:
    """Three ways each, undecided among them; also where nobody said what has happened."""
    for direction in (*law.facts["direction"].options, "unknown"):
        ways = law.papers.ways({"direction": direction})
        assert len(ways) == 3
        assert UNDECIDED in ways
    assert law.papers.ways({}) == law.papers.ways({"direction": "thinking_of_sharing"})


@pytest.mark.parametrize("facts", SITUATIONS)
def test_plain_text_keeps_to_its_width(law: Law, today: date, facts: dict[str, str]) -> None:
    """Eighty columns, but for an address, which is not broken."""
    lines = as_text(made(law, facts, today), law.papers.words).splitlines()

    assert [line for line in lines if len(line) > WIDTH and "https://" not in line] == []
    assert len(lines) > 100


def test_runs_of_te_reo_are_found_and_nothing_is_lost() -> None:
    """Whole words only, the longest first."""
    words = ("Oranga Tamariki", "whānau", "iwi")
    text = "Oranga Tamariki, the whānau and Kiwibank"

    assert "".join(piece for piece, _ in runs(text, words)) == text
    assert [piece for piece, is_reo in runs(text, words) if is_reo] == ["Oranga Tamariki", "whānau"]
