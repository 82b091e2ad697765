"""Actions are adapters: slots in, blocks out, and nothing decided in between."""

from __future__ import annotations

import inspect
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from rasa_sdk import Action
from rasa_sdk.executor import ActionExecutor
from rasa_sdk.utils import all_subclasses

from actions.adapter import law
from actions.ask_fact import AskFact
from actions.concern_form import ValidateConcernForm
from actions.emergency import Emergency
from actions.explain_sharing import ExplainSharing
from actions.explain_why import ExplainWhy
from actions.forget_me import ForgetMe
from actions.greet import Greet
from actions.not_understood import NotUnderstood
from actions.offer_contacts import OfferContacts
from actions.quote_guidance import QuoteGuidance
from actions.start_again import StartAgain
from actions.stop import Stop

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


def test_the_form_takes_facts_and_asks_the_next(run: Run) -> None:
    """Slots from entities, and the engine's first question."""
    slots, _, _ = run(
        ValidateConcernForm(), intent="raise_concern", entities=tuple(TOLD.items())[1:]
    )

    assert slots == {**TOLD, "answered": None, "requested_slot": "danger_now"}


def test_the_form_ends_when_nothing_can_change_the_answer(run: Run) -> None:
    """No requested slot: Rasa leaves the loop."""
    slots, _, _ = run(
        ValidateConcernForm(),
        entities=(("family_violence", "no"),),
        requested_slot="family_violence",
        **{**ALL, "family_violence": None},
    )

    assert slots["requested_slot"] is None


def test_an_interruption_sets_nothing_and_keeps_the_question(run: Run) -> None:
    """Rasa takes a slot event for an answer, so there must be none."""
    slots, _, others = run(
        ValidateConcernForm(),
        intent="thanks",
        entities=(("recipient", "police"),),
        requested_slot="danger_now",
        **TOLD,
    )

    assert slots == {"requested_slot": "danger_now"}
    assert others == []


def test_a_message_that_says_nothing_is_told_so(run: Run) -> None:
    """The question comes again after it."""
    slots, _, others = run(
        ValidateConcernForm(), intent="nlu_fallback", requested_slot="danger_now", **TOLD
    )

    assert others[0]["response"] == "utter_not_caught"
    assert slots["requested_slot"] == "danger_now"


def test_danger_in_the_form_is_answered_at_once(run: Run) -> None:
    """111 first, and the fact is settled."""
    slots, blocks, _ = run(
        ValidateConcernForm(), intent="emergency", requested_slot="ota_purpose", **TOLD
    )

    assert blocks[0]["level"] == "emergency"
    assert slots["danger_now"] == "yes"


def test_a_fact_to_change_is_asked_first(run: Run) -> None:
    """Its value is taken away, and its question comes before the one that was open."""
    slots, _, _ = run(
        ValidateConcernForm(),
        intent="change_fact",
        entities=(("fact", "recipient"),),
        requested_slot="danger_now",
        **TOLD,
    )

    assert (slots["recipient"], slots["requested_slot"]) == (None, "recipient")


def test_a_question_comes_with_its_reason(run: Run) -> None:
    """The block names the gateways that an answer can decide."""
    _, (question,), _ = run(question_of("purpose"), **{**TOLD, "danger_now": "no"})

    assert "section 66C" in question["why"]
    assert question["text"] == "What do you believe telling the practice nurse will help with?"


def test_what_was_asked_is_counted(run: Run) -> None:
    """Each question once: after nine of them an answer is given with what there is."""
    before = {**TOLD, "questions_asked": "danger_now,recipient"}

    slots, _, _ = run(question_of("purpose"), **before)
    again, _, _ = run(question_of("recipient"), **before)

    assert slots == {"questions_asked": "danger_now,recipient,purpose"}
    assert again == {"questions_asked": "danger_now,recipient"}


def test_what_was_understood_from_words_is_shown(run: Run) -> None:
    """Chips before the question; not after a button, which the person has just seen."""
    _, typed, _ = run(question_of("danger_now"), intent="raise_concern", **TOLD)
    _, pressed, _ = run(question_of("danger_now"), intent="answer", **TOLD)

    assert [block["type"] for block in typed] == ["facts", "question"]
    assert [block["type"] for block in pressed] == ["question"]


def test_the_answer_is_explained_and_noted(run: Run) -> None:
    """All blocks of the answer, and a slot that says it was given."""
    slots, blocks, _ = run(ExplainSharing(), **ALL)

    assert [b["type"] for b in blocks][:2] == ["facts", "answer"]
    assert slots == {"answered": True}


def test_danger_comes_before_what_was_understood(run: Run) -> None:
    """111 is the first thing in the reply, and it is there once."""
    _, blocks, _ = run(ExplainSharing(), **{**ALL, "danger_now": "yes"})

    assert [b.get("level", b["type"]) for b in blocks][:3] == ["emergency", "facts", "answer"]


def test_why_names_what_the_open_question_decides(run: Run) -> None:
    """Computed for the question that is open."""
    _, (block,), _ = run(ExplainWhy(), intent="why", requested_slot="purpose", **TOLD)

    assert "section 66C" in block["text"]


def test_why_without_a_question_says_what_would_help(run: Run) -> None:
    """Nothing is asked, so there is nothing to give a reason for."""
    _, (block,), _ = run(ExplainWhy(), intent="why")

    assert block["text"] == law().wording["nothing_to_explain"]


def test_guidance_is_quoted_by_the_passages_found(run: Run) -> None:
    """The pipeline found them; the words come from the law data."""
    _, (block,), _ = run(QuoteGuidance(), entities=(("passage", "not-sharing-harm"),))

    assert block["text"] == law().passages["not-sharing-harm"].text


def test_where_the_guidance_is_silent_that_is_said(run: Run) -> None:
    """No passage, no quotation."""
    _, (block,), _ = run(QuoteGuidance(), intent="ask_guidance")

    assert block["text"] == law().wording["guidance_silent"]


@pytest.mark.parametrize("action", [StartAgain(), Stop(), ForgetMe()], ids=lambda a: a.name())
def test_what_was_told_is_set_aside(action: Action) -> None:
    """Every slot is emptied."""
    from rasa_sdk.executor import CollectingDispatcher  # noqa: PLC0415 only here

    events = action.run(CollectingDispatcher(), None, {})

    assert [event["event"] for event in events] == ["reset_slots"]


def test_forgetting_is_signalled_to_the_channel(run: Run) -> None:
    """The stores are the channel's to empty."""
    _, _, others = run(ForgetMe())

    assert {"signal": "forget"} in [message["custom"] for message in others]


def test_the_greeting_says_111_and_privacy_first(run: Run) -> None:
    """Before anything is typed."""
    _, blocks, others = run(Greet())

    assert [block["level"] for block in blocks] == ["emergency", "privacy"]
    assert others[0]["response"] == "utter_greet"


def test_danger_outside_the_form(run: Run) -> None:
    """One emergency notice with 111."""
    _, (block,), _ = run(Emergency())

    assert (block["level"], "111" in block["text"]) == ("emergency", True)


def test_people_to_talk_to(run: Run) -> None:
    """Every contact that the law data has."""
    _, (block,), _ = run(OfferContacts())

    assert len(block["items"]) == len(law().contacts)


def test_not_understood_is_said(run: Run) -> None:
    """No guess."""
    _, _, others = run(NotUnderstood())

    assert others[0]["response"] == "utter_not_understood"


def test_every_action_of_the_domain_exists_and_no_other() -> None:
    """What `rasa run actions` serves is what domain.yml names."""
    ActionExecutor().register_package("actions")
    path = Path(__file__).parents[2] / "domain.yml"
    domain = yaml.safe_load(path.read_text(encoding="utf-8"))

    # The executor takes in every action of the process, those of other tests as well.
    kinds = [kind for kind in all_subclasses(Action) if kind.__module__.startswith("actions.")]
    ours = {kind().name() for kind in kinds if not inspect.isabstract(kind)}
    assert ours == set(domain["actions"])
