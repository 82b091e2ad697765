"""From an intent and entities to changed facts."""

from __future__ import annotations

import pytest

from bot.dialogue.understanding import (
    INTERRUPTIONS,
    Understood,
    changes,
    intent_in_danger,
    intent_taken,
    intent_with_facts,
    is_caught,
)
from bot.law.load import load_law
from bot.law.settling import settle

LAW = load_law()
TOLD = {
    "direction": "thinking_of_sharing",
    "sharer": "gp",
    "recipient": "school",
    "subject": "child",
    "concern": "neglect",
}


def test_an_opening_gives_its_facts_and_direction() -> None:
    """Everything that one sentence says is taken at once."""
    turn = Understood("raise_concern", (("sharer", "gp"), ("recipient", "school")))

    assert changes(LAW, {}, turn) == {
        "sharer": "gp",
        "recipient": "school",
        "direction": "thinking_of_sharing",
    }


@pytest.mark.parametrize(
    ("intent", "direction"),
    [("been_asked", "asked"), ("want_to_ask", "want_to_ask"), ("emergency", "thinking_of_sharing")],
)
def test_how_it_opens_says_the_direction(intent: str, direction: str) -> None:
    """Who has asked whom follows from the intent."""
    assert changes(LAW, {}, Understood(intent))["direction"] == direction


@pytest.mark.parametrize(
    ("asked", "intent", "value"),
    [
        pytest.param("danger_now", "affirm", "yes", id="yes"),
        pytest.param("danger_now", "deny", "no", id="no"),
        pytest.param("danger_now", "not_sure", "unknown", id="not sure"),
        pytest.param("ota_purpose", "deny", "none", id="no, to a choice"),
        pytest.param("fva_about", "deny", "neither", id="no, to one or the other"),
    ],
)
def test_a_plain_answer_is_to_the_open_question(asked: str, intent: str, value: str) -> None:
    """Yes, no and not sure mean what was asked."""
    assert changes(LAW, TOLD, Understood(intent, asked=asked)) == {asked: value}


def test_yes_to_a_choice_says_nothing() -> None:
    """It is not guessed which one was meant."""
    assert not is_caught(LAW, TOLD, Understood("affirm", asked="subject"))


def test_a_fact_in_an_answer_outweighs_its_yes_or_no() -> None:
    """When the words name violence at home, they are no plain no."""
    turn = Understood("deny", (("family_violence", "yes"),), asked="family_violence")

    assert changes(LAW, TOLD, turn) == {"family_violence": "yes"}


@pytest.mark.parametrize("intent", sorted(INTERRUPTIONS))
def test_an_interruption_changes_nothing(intent: str) -> None:
    """A question about telling the Police does not make them the recipient."""
    assert changes(LAW, TOLD, Understood(intent, (("recipient", "police"),))) == {}


@pytest.mark.parametrize(
    ("turn", "side"),
    [
        pytest.param(
            Understood("answer", (("role", "gp"),), asked="sharer"), "sharer", id="asked who"
        ),
        pytest.param(Understood("give_role", (("role", "gp"),)), "sharer", id="I am a GP"),
        pytest.param(Understood("correct", (("role", "gp"),)), "recipient", id="sorry, the GP"),
        pytest.param(
            Understood("give_recipient", (("role", "gp"),), asked="danger_now"),
            "recipient",
            id="the GP",
        ),
    ],
)
def test_a_bare_role_goes_to_the_side_it_is_meant_for(turn: Understood, side: str) -> None:
    """The open question decides, then the way it was said."""
    assert changes(LAW, {"direction": "thinking_of_sharing"}, turn)[side] == "gp"


def test_a_change_asks_the_fact_again() -> None:
    """The button beside a fact takes its value away."""
    assert changes(LAW, TOLD, Understood("change_fact", (("fact", "subject"),))) == {
        "subject": None
    }


def test_words_of_danger_settle_danger() -> None:
    """It is not asked whether anyone is in danger after that."""
    assert changes(LAW, TOLD, Understood("emergency"))["danger_now"] == "yes"


@pytest.mark.parametrize("intent", ["out_of_scope", "nlu_fallback", "affirm", "ask_guidance"])
def test_in_danger_what_looks_like_nothing_is_an_emergency(intent: str) -> None:
    """The words were seen: what the classifier made of them does not matter."""
    assert intent_in_danger(intent) == "emergency"


@pytest.mark.parametrize("intent", ["raise_concern", "been_asked", "give_concern", "correct"])
def test_in_danger_what_tells_of_the_situation_is_still_taken(intent: str) -> None:
    """The facts in it are not lost; 111 comes first all the same."""
    assert intent_in_danger(intent) == intent


@pytest.mark.parametrize(
    ("intent", "confidence", "taken"),
    [
        pytest.param("emergency", 0.9, "emergency", id="sure of danger"),
        pytest.param("emergency", 0.4, "nlu_fallback", id="not sure of danger"),
        pytest.param("thanks", 0.4, "thanks", id="not sure of something harmless"),
    ],
)
def test_emergency_needs_to_be_sure(intent: str, confidence: float, taken: str) -> None:
    """Crying wolf teaches people not to look."""
    assert intent_taken(intent, confidence) == taken


@pytest.mark.parametrize(
    ("intent", "stated", "acted_on"),
    [
        pytest.param("nlu_fallback", "subject", "raise_concern", id="not understood, with a fact"),
        pytest.param("out_of_scope", "concern", "raise_concern", id="something else, a worry"),
        pytest.param("out_of_scope", "subject", "out_of_scope", id="something else, a child"),
        pytest.param("nlu_fallback", "passage", "nlu_fallback", id="not understood, no fact"),
        pytest.param("thanks", "concern", "thanks", id="understood"),
    ],
)
def test_facts_outweigh_not_being_understood(intent: str, stated: str, acted_on: str) -> None:
    """What somebody says of a child is a worry, whatever the sentence looks like."""
    assert intent_with_facts(LAW, intent, [(stated, "child")]) == acted_on


def test_what_an_answer_implies_comes_with_it() -> None:
    """Violence in the family is family violence."""
    turn = Understood("give_concern", (("concern", "family_violence"),))

    assert settle(LAW, {**TOLD, **said(TOLD, turn)})["family_violence"] == "yes"


def said(facts: dict[str, str], turn: Understood) -> dict[str, str]:
    """What stands after a turn."""
    after = {**facts, **changes(LAW, facts, turn)}
    return {name: value for name, value in after.items() if value is not None}


def test_what_no_longer_follows_is_taken_back() -> None:
    """A corrected worry does not leave its shadow."""
    facts = {**TOLD, "concern": "family_violence"}

    after = said(facts, Understood("correct", (("concern", "neglect"),)))

    assert "family_violence" not in settle(LAW, after)


def test_another_worry_after_an_answer_starts_afresh() -> None:
    """Only who the person is stays."""
    turn = Understood("raise_concern", (("concern", "harm"),), answered=True)

    found = changes(LAW, {**TOLD, "danger_now": "no"}, turn)

    assert found == {
        "direction": "thinking_of_sharing",
        "sharer": "gp",
        "recipient": None,
        "subject": None,
        "concern": "harm",
        "danger_now": None,
    }


def test_another_recipient_after_an_answer_keeps_the_rest() -> None:
    """Asking about the Police next is the same worry."""
    turn = Understood("raise_concern", (("recipient", "police"),), answered=True)

    assert changes(LAW, TOLD, turn) == {
        "recipient": "police",
        "direction": "thinking_of_sharing",
    }


def test_values_outside_the_closed_sets_are_dropped() -> None:
    """An entity that the law does not know decides nothing."""
    turn = Understood("raise_concern", (("recipient", "wizard"), ("spell", "x"), ("role", "elf")))

    assert changes(LAW, {"direction": "asked"}, turn) == {}


def test_twice_the_same_turn_changes_no_more_than_once() -> None:
    """Rasa runs validation twice on some turns."""
    turn = Understood(
        "correct", (("concern", "family_violence"), ("role", "police")), asked="subject"
    )
    once = {**TOLD, **{k: v for k, v in changes(LAW, TOLD, turn).items() if v is not None}}

    twice = {**once, **{k: v for k, v in changes(LAW, once, turn).items() if v is not None}}

    assert twice == once
