"""The form: facts out of a message, what is said of them, and the next question."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from actions.adapter import law
from actions.concern_form import ValidateConcernForm

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
NOTHING_STANDS = {"answered": None, "shown": None}
"""After a message about the situation no answer stands, and no explainer is the last thing said."""
GIVEN = {"answered": True, "given": "permitted,ota.s66c"}


def test_the_form_takes_facts_and_asks_the_next(run: Run) -> None:
    """Slots from entities, and the engine's first question."""
    slots, _, _ = run(ValidateConcernForm(), intent="inform", entities=tuple(TOLD.items())[1:])

    assert slots == {**TOLD, **NOTHING_STANDS, "requested_slot": "danger_now"}


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


def test_yes_to_danger_is_answered_at_once_by_a_button_too(run: Run) -> None:
    """111 comes before the question that is open next."""
    _, blocks, _ = run(
        ValidateConcernForm(),
        entities=(("danger_now", "yes"),),
        requested_slot="danger_now",
        **TOLD,
    )

    assert blocks[0]["level"] == "emergency"


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


def test_what_is_only_more_is_not_said(run: Run) -> None:
    """Chips show it; nothing was there before."""
    _, blocks, _ = run(
        ValidateConcernForm(),
        intent="inform",
        entities=(("concern", "neglect"),),
        direction="asked",
    )

    assert blocks == []


def test_what_is_taken_instead_is_said(run: Run) -> None:
    """And the facts that hung on it are named."""
    _, (said,), _ = run(
        ValidateConcernForm(),
        intent="correct",
        entities=(("recipient", "police"),),
        requested_slot="danger_now",
        **TOLD,
    )

    assert said["text"] == "Changed. You want to tell: the Police."


def test_what_the_person_takes_away_themselves_is_not_announced(run: Run) -> None:
    """They pressed the button beside it."""
    _, blocks, _ = run(
        ValidateConcernForm(),
        intent="change_fact",
        entities=(("fact", "recipient"),),
        requested_slot="danger_now",
        **TOLD,
    )

    assert blocks == []


@pytest.mark.parametrize("known", [TOLD, {}], ids=["known before", "new"])
def test_two_things_said_of_one_fact_are_not_guessed_between(
    run: Run, known: dict[str, str]
) -> None:
    """It is said, the fact is asked first, and nothing is said to have been taken out."""
    slots, (said,), _ = run(
        ValidateConcernForm(),
        intent="inform",
        entities=(("torn", "concern"),),
        requested_slot="danger_now",
        **known,
    )

    assert said["text"] == law().wording["torn"]
    assert (slots["concern"], slots["requested_slot"]) == (None, "concern")


def test_what_is_said_beside_a_torn_fact_counts(run: Run) -> None:
    """The rest of the message counts as it always does."""
    _, (torn, said), _ = run(
        ValidateConcernForm(),
        intent="inform",
        entities=(("torn", "concern"), ("recipient", "police")),
        requested_slot="danger_now",
        **TOLD,
    )

    assert torn["text"] == law().wording["torn"]
    assert said["text"] == "Changed. You want to tell: the Police."


@pytest.mark.parametrize("asked", ["danger_now", None])
def test_that_something_is_wrong_asks_what(run: Run, asked: str | None) -> None:
    """What is known is shown right after it, and once."""
    slots, (said,), others = run(
        ValidateConcernForm(), intent="correct", requested_slot=asked, **TOLD
    )

    assert said["text"] == law().wording["which_is_wrong"]
    assert slots == {**NOTHING_STANDS, "requested_slot": "danger_now"}
    assert others == []


def test_where_nothing_is_known_nothing_can_be_wrong(run: Run) -> None:
    """There is no list to press something on."""
    _, blocks, others = run(ValidateConcernForm(), intent="correct", requested_slot="danger_now")

    assert blocks == []
    assert others[0]["response"] == "utter_not_caught"


def test_another_worry_begins_without_a_word_about_the_one_before(run: Run) -> None:
    """It is not a change of the first, and its answer is compared with no other's."""
    slots, blocks, _ = run(
        ValidateConcernForm(),
        intent="inform",
        entities=(("concern", "harm"), ("recipient", "police")),
        **ALL,
        **GIVEN,
    )

    assert blocks == []
    assert slots == {
        **dict.fromkeys(ALL),
        **NOTHING_STANDS,
        "direction": "thinking_of_sharing",
        "sharer": "state-school-teacher",
        "recipient": "police",
        "concern": "harm",
        "given": None,
        "requested_slot": "danger_now",
    }


def test_more_about_the_same_worry_keeps_the_answer_to_compare_with(run: Run) -> None:
    """So that it can be said whether the answer moves."""
    slots, _, _ = run(
        ValidateConcernForm(), intent="inform", entities=(("recipient", "gp"),), **ALL, **GIVEN
    )

    assert "given" not in slots
    assert slots["answered"] is None
