"""What may be asked at any time: what was meant, what is known, in short, and from where."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from rasa_sdk import Action

from actions.adapter import law, today
from actions.ask_back import AskBack
from actions.ask_fact import AskFact
from actions.offer_contacts import OfferContacts
from actions.recap import Recap
from actions.say_simply import SaySimply
from actions.show_record import ShowRecord
from actions.show_sources import ShowSources
from bot.render import blocks as drawn

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


def question_of(fact: str) -> Action:
    """The action that asks a fact."""
    return next(kind() for kind in AskFact.__subclasses__() if kind.fact == fact)


def test_what_was_meant_is_asked_with_buttons(run: Run) -> None:
    """In the order of likelihood; the choice and what the message stated are kept."""
    slots, (question,), others = run(
        AskBack(),
        intent="ask_back",
        entities=(
            ("meant", "ask_guidance"),
            ("meant", "inform"),
            ("passage", "no-barrier"),
            ("company", "gp,school"),
        ),
        requested_slot="danger_now",
    )

    assert question["fact"] == "meaning"
    assert [option["value"] for option in question["options"]] == [
        "ask_guidance",
        "inform",
        "unknown",
    ]
    assert slots == {"meant": "ask_guidance,inform", "pending": "passage,no-barrier"}
    assert others == []


def test_a_message_that_stated_nothing_keeps_nothing(run: Run) -> None:
    """An empty slot, and not an empty word."""
    slots, _, _ = run(AskBack(), intent="ask_back", entities=(("meant", "why"),))

    assert slots == {"meant": "why", "pending": None}


def test_where_nothing_can_be_offered_it_was_not_understood(run: Run) -> None:
    """No question without a button, and nothing is kept."""
    slots, blocks, others = run(AskBack(), intent="ask_back", entities=(("role", "gp"),))

    assert (slots, blocks) == ({}, [])
    assert others[0]["response"] == "utter_not_understood"


@pytest.mark.parametrize(
    ("slots", "shown"),
    [
        pytest.param({"intent": "ask_back", "meant": "why,inform"}, [], id="what was meant"),
        pytest.param({"intent": "ask_back"}, ["question"], id="nothing could be offered"),
        pytest.param({"intent": "thanks"}, ["question"], id="another interruption"),
    ],
)
def test_while_it_is_asked_what_was_meant_nothing_else_is(
    run: Run, slots: dict[str, Any], shown: list[str]
) -> None:
    """Two questions at once would get one answer. The open one is not counted again."""
    changed, blocks, _ = run(
        question_of("danger_now"), requested_slot="danger_now", **TOLD, **slots
    )

    assert [block["type"] for block in blocks] == shown
    assert bool(changed) is bool(shown)


def test_what_is_known_and_what_is_open_is_told(run: Run) -> None:
    """Chips, each changeable, then the names of the questions that are left."""
    slots, (facts, left), _ = run(Recap(), intent="recap", requested_slot="danger_now", **TOLD)

    assert {item["fact"] for item in facts["items"]} >= TOLD.keys()
    assert left["text"].startswith("Still open: Danger now, ")
    assert slots == {}


def test_what_is_open_has_the_name_that_fits(run: Run) -> None:
    """Somebody who was asked does not want to tell anybody."""
    _, (_, left), _ = run(Recap(), intent="recap", direction="asked", danger_now="no")

    assert "Who asked you" in left["text"]
    assert "You want to tell" not in left["text"]


def test_where_nothing_is_open_only_what_is_known_is_told(run: Run) -> None:
    """After an answer."""
    _, blocks, _ = run(Recap(), intent="recap", answered=True, **ALL)

    assert [block["type"] for block in blocks] == ["facts"]


def test_where_nothing_is_known_that_is_said(run: Run) -> None:
    """And what to tell."""
    _, (block,), _ = run(Recap(), intent="recap")

    assert block["text"] == law().wording["recap_nothing"]


@pytest.mark.parametrize(
    ("slots", "says"),
    [
        pytest.param(
            {**TOLD, "requested_slot": "danger_now"},
            "All I need here: whether anyone is in danger right now?",
            id="the open question",
        ),
        pytest.param({**ALL, "answered": True}, "In short: Yes, you may tell the", id="the answer"),
        pytest.param(
            {**ALL, "answered": True, "shown": "must-i-report", "requested_slot": "danger_now"},
            "In short: Mostly no: section 15 says that anyone may report a concern.",
            id="the explainer that was shown last",
        ),
        pytest.param(
            {"shown": "gone", "requested_slot": "concern"},
            "All I need here: whether you are worried about harm",
            id="an explainer that is gone",
        ),
    ],
)
def test_the_last_thing_said_is_said_in_short(run: Run, slots: dict[str, Any], says: str) -> None:
    """One block, and no slot is touched."""
    changed, (block,), others = run(SaySimply(), intent="simplify", **slots)

    assert block["text"].startswith(says)
    assert (changed, others) == ({}, [])


def test_somebody_who_has_had_enough_gets_what_can_be_said_so_far(run: Run) -> None:
    """And whom to ring; then the open question in short."""
    said = {**ALL, "recipient": "oranga-tamariki", "family_violence": None}

    _, (so_far, contacts), _ = run(OfferContacts(), intent="frustration", **said)
    _, (question,), _ = run(
        question_of("family_violence"),
        intent="frustration",
        requested_slot="family_violence",
        **said,
    )

    assert so_far["text"].startswith("On what you have told me so far: Yes, you may")
    assert contacts["type"] == "contacts"
    assert question["text"].startswith("All I need here")


@pytest.mark.parametrize("known", [{}, {"sharer": "gp"}])
def test_where_nothing_is_certain_they_only_get_whom_to_ring(
    run: Run, known: dict[str, str]
) -> None:
    """Nothing is made up to fill the gap."""
    _, (contacts,), _ = run(OfferContacts(), intent="frustration", **known)

    assert contacts["type"] == "contacts"


def test_at_a_meeting_it_is_short_for_each_seat(run: Run) -> None:
    """As the answer was."""
    meeting = {
        **ALL,
        "recipient": None,
        "direction": "meeting",
        "company": "landlord,practice-nurse",
    }

    _, (block,), _ = run(SaySimply(), intent="simplify", answered=True, **meeting)

    assert "Practice nurse: Yes, you may tell" in block["text"]


def test_where_nothing_was_said_yet_it_says_what_it_can_do(run: Run) -> None:
    """There is nothing to shorten."""
    _, blocks, others = run(SaySimply(), intent="simplify")

    assert blocks == []
    assert others[0]["response"] == "utter_help"


@pytest.mark.parametrize(
    ("slots", "names"),
    [
        pytest.param({**ALL, "answered": True}, "Oranga Tamariki Act 1989 s 66C", id="the answer"),
        pytest.param(
            {**TOLD, "danger_now": "no", "requested_slot": "purpose"},
            "s 66C",
            id="the open question",
        ),
    ],
)
def test_what_it_rests_on_is_named(run: Run, slots: dict[str, Any], names: str) -> None:
    """Provisions with their addresses, then the page that is quoted."""
    changed, (block,), _ = run(ShowSources(), intent="where_from", **slots)
    first, *provisions, page = block["text"].splitlines()

    assert first == law().wording["sources"]
    assert any(names in line and "https://" in line for line in provisions)
    assert page.startswith("The words in quotation marks are from")
    assert changed == {}


@pytest.mark.parametrize("asked", [None, "recipient_on_ota_list"], ids=["nothing", "not open"])
def test_where_nothing_is_decided_the_page_is_named(run: Run, asked: str | None) -> None:
    """No provision is made up."""
    _, (block,), _ = run(ShowSources(), intent="where_from", requested_slot=asked)

    assert len(block["text"].splitlines()) == 2


def test_the_record_of_an_answer_can_be_had_again(run: Run) -> None:
    """With words to send; what it is made from is what is known."""
    _, (said, record), _ = run(ShowRecord(), intent="want_record", answered=True, **ALL)

    assert said["text"] == law().wording["record_again"]
    assert record == drawn.bare_record(ALL, today())


def test_before_an_answer_there_is_no_record(run: Run) -> None:
    """That is said, and when there will be one."""
    _, (said,), _ = run(ShowRecord(), intent="want_record", requested_slot="danger_now", **TOLD)

    assert said["text"] == law().wording["record_later"]
