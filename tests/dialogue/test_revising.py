"""The latest word counts, and what cannot stand beside it falls away."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.dialogue.understanding import Understood, changes, torn_between
from bot.law.load import load_law
from bot.law.settling import settle

LAW = load_law()


def said(facts: dict[str, str], turn: Understood) -> dict[str, str]:
    """What stands after a turn."""
    after = {**facts, **changes(LAW, facts, turn)}
    return {name: value for name, value in after.items() if value is not None}


@pytest.mark.parametrize(
    ("facts", "message", "gone"),
    [
        pytest.param(
            {"family_violence": "yes"}, ("violence", "no"), "family_violence", id="otherwise now"
        ),
        pytest.param(
            {"violence": "victim"}, ("family_violence", "no"), "violence", id="what implied it"
        ),
        pytest.param(
            {"violence": "victim", "purpose": "violence_plan"},
            ("violence", "no"),
            "purpose",
            id="a plan about violence that is not there",
        ),
        pytest.param(
            {"direction": "asked", "request_basis": "s66"},
            ("direction", "thinking_of_sharing"),
            "request_basis",
            id="a request that nobody made",
        ),
        pytest.param({"age": "under_14"}, ("subject", "adult"), "age", id="an adult of twelve"),
    ],
)
def test_the_latest_word_counts(facts: dict[str, str], message: tuple[str, str], gone: str) -> None:
    """What cannot stand beside it falls away, and the rest makes sense."""
    after = said(facts, Understood("answer", (message,), asked=message[0]))

    assert gone not in after
    assert settle(LAW, after)[message[0]] == message[1]


def test_a_request_under_a_section_is_being_asked() -> None:
    """Whatever the sentence looked like: somebody who cites section 66 was asked."""
    turn = Understood("inform", (("request_basis", "s66"),))

    assert said({}, turn) == {"request_basis": "s66", "direction": "asked"}


def test_everybody_named_sits_at_the_table() -> None:
    """At a meeting, who is named later comes beside who was named before."""
    turn = Understood(
        "inform",
        (("direction", "meeting"), ("recipient", "police"), ("company", "police,landlord")),
    )
    first = said({}, turn)
    more = Understood("inform", (("role", "church"),))

    assert first["company"] == "police,landlord"
    assert "recipient" not in first
    assert said(first, more)["company"] == "police,landlord,church"


def test_yes_to_a_compound_question_is_a_yes_to_what_it_can_be() -> None:
    """Is there family violence, and whose? Yes: there is; whose is asked next."""
    assert said({}, Understood("affirm", asked="violence")) == {"family_violence": "yes"}
    assert said({}, Understood("affirm", asked="ground")) == {}
    assert said({}, Understood("deny", asked="ground")) == {"ground": "none"}
    assert said({"direction": "asked"}, Understood("deny", asked="request"))["request"] == "other"


WORRIED = {"direction": "asked", "sharer": "gp", "recipient": "school", "concern": "neglect"}
TORN = Understood("inform", (("torn", "concern"), ("recipient", "police"), ("torn", "spell")))


def test_a_fact_of_which_two_things_are_said_is_taken_back() -> None:
    """Neither is guessed, not even where one of them was read; what else was said stands."""
    read = replace(TORN, entities=(*TORN.entities, ("concern", "harm")))

    assert changes(LAW, WORRIED, TORN) == {"recipient": "police", "concern": None}
    assert changes(LAW, WORRIED, read) == {"recipient": "police", "concern": None}


def test_a_fact_of_which_two_things_are_said_is_asked() -> None:
    """By its name; what is no fact of the law is not."""
    assert torn_between(LAW, TORN) == ["concern"]


def test_an_interruption_takes_nothing_back() -> None:
    """A question that names two sides of a thing is still a question."""
    assert changes(LAW, WORRIED, replace(TORN, intent="ask_guidance")) == {}
