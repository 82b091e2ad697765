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
from actions.emergency import Emergency
from actions.explain_why import ExplainWhy
from actions.forget_me import ForgetMe
from actions.greet import Greet
from actions.not_understood import NotUnderstood
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


def question_of(fact: str) -> Action:
    """The action that asks a fact."""
    return next(kind() for kind in AskFact.__subclasses__() if kind.fact == fact)


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
    _, typed, _ = run(question_of("danger_now"), intent="inform", **TOLD)
    _, pressed, _ = run(question_of("danger_now"), intent="answer", **TOLD)

    assert [block["type"] for block in typed] == ["facts", "question"]
    assert [block["type"] for block in pressed] == ["question"]


def test_why_names_what_the_open_question_decides(run: Run) -> None:
    """Computed for the question that is open."""
    _, (block,), _ = run(ExplainWhy(), intent="why", requested_slot="purpose", **TOLD)

    assert "section 66C" in block["text"]


def test_why_without_a_question_says_what_would_help(run: Run) -> None:
    """Nothing is asked, so there is nothing to give a reason for."""
    _, (block,), _ = run(ExplainWhy(), intent="why")

    assert block["text"] == law().wording["nothing_to_explain"]


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
