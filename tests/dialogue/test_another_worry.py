"""A new worry after an answer, and what is only more about the one before."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.dialogue.understanding import Understood, changes, is_another_concern
from bot.law.load import load_law

LAW = load_law()
TOLD = {
    "direction": "thinking_of_sharing",
    "sharer": "gp",
    "recipient": "school",
    "subject": "child",
    "concern": "neglect",
}
ANOTHER = Understood("inform", (("concern", "harm"), ("recipient", "police")), answered=True)


def test_another_worry_after_an_answer_starts_afresh() -> None:
    """Only who the person is stays; they think of telling, whatever it was before."""
    facts = {**TOLD, "direction": "asked", "danger_now": "no"}

    assert changes(LAW, facts, ANOTHER) == {
        "direction": "thinking_of_sharing",
        "sharer": "gp",
        "recipient": "police",
        "subject": None,
        "concern": "harm",
        "danger_now": None,
    }


def test_another_worry_does_not_sit_at_the_table_of_the_one_before() -> None:
    """Whoever is named after a meeting is whom they would tell, and no further guest."""
    facts = {"direction": "meeting", "sharer": "gp", "company": "school,refuge", "concern": "harm"}
    found = changes(LAW, facts, ANOTHER)

    assert (found["recipient"], found["company"]) == ("police", None)
    assert found["direction"] == "thinking_of_sharing"


def test_another_worry_is_read_the_same_twice() -> None:
    """Once it is begun it is no longer another one."""
    begun = changes(LAW, {**TOLD, "danger_now": "no"}, ANOTHER)
    facts = {name: value for name, value in begun.items() if value is not None}

    assert changes(LAW, facts, replace(ANOTHER, answered=False)) == {
        "concern": "harm",
        "recipient": "police",
    }


@pytest.mark.parametrize(
    ("turn", "is_another"),
    [
        pytest.param(ANOTHER, True, id="a worry and whom to tell"),
        pytest.param(replace(ANOTHER, answered=False), False, id="nothing answered yet"),
        pytest.param(
            Understood("been_asked", (("role", "police"), ("subject", "child")), answered=True),
            True,
            id="asked about a child",
        ),
        pytest.param(
            Understood("inform", (("concern", "harm"),), answered=True), False, id="more of it"
        ),
        pytest.param(
            Understood("inform", (("role", "police"),), answered=True), False, id="and the police?"
        ),
        pytest.param(replace(ANOTHER, intent="correct"), False, id="a correction"),
        pytest.param(replace(ANOTHER, intent="ask_guidance"), False, id="a question"),
    ],
)
def test_what_is_another_worry(turn: Understood, *, is_another: bool) -> None:
    """A worry together with who would be told, after an answer; more about the same is not."""
    assert is_another_concern(LAW, TOLD, turn) is is_another


def test_another_recipient_after_an_answer_keeps_the_rest() -> None:
    """Asking about the Police next is the same worry."""
    turn = Understood("inform", (("recipient", "police"),), answered=True)

    assert changes(LAW, TOLD, turn) == {"recipient": "police"}


def test_another_request_after_an_answer_says_what_has_happened() -> None:
    """Who thought of telling has now been asked, by the same one, about the same child."""
    turn = Understood("been_asked", answered=True)

    assert changes(LAW, TOLD, turn) == {"direction": "asked"}
