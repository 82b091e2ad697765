"""What is given: the answer, what became of it, the guidance, and people to ring."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from actions.adapter import law
from actions.explain_sharing import ExplainSharing
from actions.offer_contacts import SHORTEST, OfferContacts
from actions.own_trouble import FOR_THEM, OwnTrouble
from actions.quote_guidance import QuoteGuidance

if TYPE_CHECKING:
    from collections.abc import Callable

    Run = Callable[..., tuple[dict[str, Any], list[dict[str, Any]], list[dict[str, Any]]]]

TOLD = {
    "direction": "thinking_of_sharing",
    "sharer": "state-school-teacher",
    "recipient": "practice-nurse",
    "subject": "child",
    "concern": "neglect",
}
ALL = {**TOLD, "danger_now": "no", "ota_purpose": "reduce_risk", "family_violence": "no"}


def test_the_answer_is_explained_and_noted(run: Run) -> None:
    """All blocks of the answer, and a slot that says it was given."""
    slots, blocks, _ = run(ExplainSharing(), **ALL)

    assert [b["type"] for b in blocks][:2] == ["facts", "answer"]
    assert slots == {"answered": True, "given": "permitted,ota.s66c", "shown": None}


def test_the_answer_ends_with_what_its_record_needs(run: Run) -> None:
    """Closed facts and the day; the gateway makes the record of them."""
    _, blocks, _ = run(ExplainSharing(), **ALL)

    assert blocks[-1]["type"] == "record"
    assert blocks[-1]["facts"] == ALL
    assert date.fromisoformat(blocks[-1]["on"]) > date(2026, 1, 1)
    assert [each["type"] for each in blocks].count("record") == 1


def test_danger_comes_before_what_was_understood(run: Run) -> None:
    """111 is the first thing in the reply, and it is there once."""
    _, blocks, _ = run(ExplainSharing(), **{**ALL, "danger_now": "yes"})

    assert [b.get("level", b["type"]) for b in blocks][:3] == ["emergency", "facts", "answer"]


@pytest.mark.parametrize(
    ("before", "says"),
    [
        pytest.param("permitted,ota.s66c", "The answer stays the same.", id="it stays"),
        pytest.param(
            "undecided", "That changes the answer. Before, it was: not certain yet.", id="it moves"
        ),
    ],
)
def test_whether_the_answer_moved_is_said_before_it(run: Run, before: str, says: str) -> None:
    """Somebody who changed one thing wants to know what it did."""
    _, (_, moved, answer, *_), _ = run(ExplainSharing(), **ALL, given=before)

    assert moved == {"type": "text", "text": says}
    assert answer["type"] == "answer"


def test_in_danger_111_comes_before_what_became_of_the_answer(run: Run) -> None:
    """Nothing stands before it."""
    _, blocks, _ = run(ExplainSharing(), **{**ALL, "danger_now": "yes"}, given="undecided")

    assert [b.get("level", b["type"]) for b in blocks][:4] == [
        "emergency",
        "facts",
        "text",
        "answer",
    ]


def test_a_meeting_is_answered_seat_by_seat(run: Run) -> None:
    """And noted by the answer for the first who may be told."""
    meeting = {
        **ALL,
        "recipient": None,
        "direction": "meeting",
        "company": "landlord,practice-nurse",
    }

    slots, (_, table, answer, *_), _ = run(ExplainSharing(), **meeting)

    assert "Practice nurse: Yes, you may tell" in table["text"]
    assert slots["given"] == f"permitted,{answer['lead']}"


def test_guidance_is_quoted_by_the_passages_found(run: Run) -> None:
    """The pipeline found them; the words come from the law data."""
    slots, (block,), _ = run(QuoteGuidance(), entities=(("passage", "not-sharing-harm"),))

    assert block["text"] == law().passages["not-sharing-harm"].text
    assert slots == {"shown": None, "offered": None}


def test_an_explainer_that_was_shown_can_be_said_more_simply(run: Run) -> None:
    """It is noted as the last thing said."""
    slots, (block,), _ = run(QuoteGuidance(), entities=(("explainer", "must-i-report"),))

    assert block["text"].startswith("Do I have to report a concern?")
    assert slots == {"shown": "must-i-report", "offered": None}


def test_what_comes_nearest_is_offered_and_noted(run: Run) -> None:
    """Only what was offered may be chosen."""
    slots, (question,), _ = run(
        QuoteGuidance(), entities=(("nearest", "must-i-report"), ("nearest", "not-sharing-harm"))
    )

    assert question["fact"] == "topic"
    assert slots["offered"].split(",") == [option["value"] for option in question["options"]]
    assert slots["shown"] is None


def test_a_topic_that_is_not_covered_is_named(run: Run) -> None:
    """With who would know."""
    slots, (block,), _ = run(QuoteGuidance(), entities=(("not_covered", "keeping-records"),))

    assert "Your privacy officer would know." in block["text"]
    assert slots == {"shown": None, "offered": None}


def test_where_the_guidance_is_silent_that_is_said(run: Run) -> None:
    """No passage, no quotation."""
    _, (block,), _ = run(QuoteGuidance(), intent="ask_guidance")

    assert block["text"] == law().wording["guidance_silent"]


def test_who_asks_for_a_person_gets_everybody(run: Run) -> None:
    """Every contact that the law data has."""
    _, (block,), _ = run(OfferContacts(), intent="talk_to_person")

    assert len(block["items"]) == len(law().contacts)


@pytest.mark.parametrize("intent", ["frustration", "another_language"])
def test_who_has_had_enough_gets_three(run: Run, intent: str) -> None:
    """111 first; more would not be read."""
    _, (block,), _ = run(OfferContacts(), intent=intent)

    assert [item["name"] for item in block["items"]] == [
        law().contacts[name].name for name in SHORTEST
    ]
    assert block["items"][0]["phone"] == "111"


def test_who_is_hurt_themselves_hears_111_and_then_people(run: Run) -> None:
    """A notice, a sentence, and who helps somebody young or hurt; the numbers are all there."""
    slots, (notice, sentence, people), _ = run(OwnTrouble(), intent="own_trouble", **TOLD)

    assert (notice["level"], "111" in notice["text"]) == ("emergency", True)
    assert sentence["text"] == law().wording["own_trouble_next"]
    assert [item["name"] for item in people["items"]] == [
        law().contacts[name].name for name in FOR_THEM
    ]
    assert all(item.keys() & {"phone", "email", "url"} for item in people["items"])
    assert slots == {}
