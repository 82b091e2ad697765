"""From an intent and entities to changed facts."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.dialogue.understanding import (
    INTERRUPTIONS,
    Understood,
    changes,
    intent_in_danger,
    is_caught,
)
from bot.law.load import load_law
from bot.law.settling import settle
from bot.rasa_files import read

ROOT = Path(__file__).resolve().parents[2]
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
    turn = Understood("inform", (("sharer", "gp"), ("recipient", "school")))

    assert changes(LAW, {}, turn) == {
        "sharer": "gp",
        "recipient": "school",
        "direction": "thinking_of_sharing",
    }


@pytest.mark.parametrize(
    ("intent", "direction"), [("been_asked", "asked"), ("want_to_ask", "want_to_ask")]
)
def test_how_it_opens_says_the_direction(intent: str, direction: str) -> None:
    """Who has asked whom follows from the intent."""
    assert changes(LAW, {}, Understood(intent)) == {"direction": direction}


def test_in_an_emergency_nobody_is_asked_what_has_happened() -> None:
    """Somebody in need of help thinks of telling, and has no time for that question."""
    assert changes(LAW, {}, Understood("emergency"))["direction"] == "thinking_of_sharing"


@pytest.mark.parametrize(
    ("stated", "thinks_of_telling"),
    [
        pytest.param(("concern", "neglect"), True, id="a worry"),
        pytest.param(("recipient", "police"), True, id="somebody to tell"),
        pytest.param(("subject", "child"), False, id="a child"),
        pytest.param(("age", "under_14"), False, id="an age"),
    ],
)
def test_a_worry_is_told_by_somebody_who_thinks_of_telling(
    stated: tuple[str, str], *, thinks_of_telling: bool
) -> None:
    """Whoever only says of whom they speak is asked what has happened."""
    found = changes(LAW, {}, Understood("inform", (stated,)))

    assert ("direction" in found) is thinks_of_telling
    assert found.get("direction", "thinking_of_sharing") == "thinking_of_sharing"


def test_the_direction_stays_when_more_is_said() -> None:
    """Who was asked is still asked when they say what the worry is."""
    turn = Understood("inform", (("concern", "neglect"),))

    assert "direction" not in changes(LAW, {"direction": "asked"}, turn)


def test_the_words_themselves_say_the_direction_better() -> None:
    """Somebody who is going to a meeting says so, whatever the intent means."""
    turn = Understood("been_asked", (("direction", "meeting"),))

    assert changes(LAW, {}, turn)["direction"] == "meeting"


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


def test_what_interrupts_is_what_the_form_leaves_alone() -> None:
    """Rasa's form would otherwise take the message for an answer, or never see it."""
    form = read(ROOT).forms["concern_form"]

    assert sorted(INTERRUPTIONS) == sorted(form["ignored_intents"])


@pytest.mark.parametrize(
    ("facts", "turn", "side"),
    [
        pytest.param({}, Understood("inform", (("role", "gp"),), "sharer"), "sharer", id="who?"),
        pytest.param(
            {"sharer": "principal"},
            Understood("inform", (("role", "gp"),), "recipient"),
            "recipient",
            id="whom?",
        ),
        pytest.param(TOLD, Understood("answer", (("role", "gp"),), "sharer"), "sharer", id="again"),
        pytest.param({}, Understood("inform", (("role", "gp"),)), "sharer", id="I am a GP"),
        pytest.param(
            {"sharer": "school"}, Understood("inform", (("role", "gp"),)), "recipient", id="the GP"
        ),
        pytest.param(
            {}, Understood("inform", (("sharer", "school"), ("role", "gp"))), "recipient", id="both"
        ),
        pytest.param(TOLD, Understood("correct", (("role", "gp"),)), "recipient", id="sorry, GP"),
    ],
)
def test_a_bare_role_goes_to_the_side_it_is_meant_for(
    facts: dict[str, str], turn: Understood, side: str
) -> None:
    """The open question decides; else who is speaking comes first, then whom they would tell."""
    sides = {"sharer", "recipient"}
    found = changes(LAW, {"direction": "thinking_of_sharing", **facts}, turn)

    assert {name for name in sides if found.get(name) == "gp"} == {side}


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


@pytest.mark.parametrize(
    "intent", ["inform", "been_asked", "want_to_ask", "correct", "own_trouble"]
)
def test_in_danger_what_tells_of_the_situation_is_still_taken(intent: str) -> None:
    """The facts in it are not lost; 111 comes first all the same."""
    assert intent_in_danger(intent) == intent


def test_what_an_answer_implies_comes_with_it() -> None:
    """Violence in the family is family violence."""
    turn = Understood("inform", (("concern", "family_violence"),))

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


def test_values_outside_the_closed_sets_are_dropped() -> None:
    """An entity that the law does not know decides nothing."""
    turn = Understood("inform", (("recipient", "wizard"), ("spell", "x"), ("role", "elf")))

    assert changes(LAW, {"direction": "asked"}, turn) == {}


def test_twice_the_same_turn_changes_no_more_than_once() -> None:
    """Rasa runs validation twice on some turns."""
    turn = Understood(
        "correct", (("concern", "family_violence"), ("role", "police")), asked="subject"
    )
    once = {**TOLD, **{k: v for k, v in changes(LAW, TOLD, turn).items() if v is not None}}

    twice = {**once, **{k: v for k, v in changes(LAW, once, turn).items() if v is not None}}

    assert twice == once
