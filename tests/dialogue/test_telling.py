"""What a turn changed is said aloud: taken instead, taken out, and what became of the answer."""

from __future__ import annotations

import pytest

from bot.dialogue.telling import changed, given, moved
from bot.law.load import load_law
from bot.law.resolve import Outcome

LAW = load_law()
TOLD = {
    "direction": "thinking_of_sharing",
    "sharer": "gp",
    "recipient": "school",
    "concern": "neglect",
    "age": "unknown",
}


@pytest.mark.parametrize(
    "changes",
    [
        pytest.param({}, id="nothing"),
        pytest.param({"subject": "child"}, id="something more"),
        pytest.param({"recipient": "school"}, id="the same again"),
        pytest.param({"age": "under_14"}, id="known now, not known before"),
        pytest.param({"age": None}, id="not known any more, and not known before"),
        pytest.param({"subject": None}, id="taken out, and never there"),
    ],
)
def test_what_is_only_more_is_not_said(changes: dict[str, str | None]) -> None:
    """It is shown; to say it as well would be noise."""
    assert changed(LAW, TOLD, changes) == ""


def test_what_is_taken_instead_is_said() -> None:
    """In words, and by the name that it has in the list of what was understood."""
    assert changed(LAW, TOLD, {"recipient": "police"}) == ("Changed. You want to tell: the Police.")


def test_the_name_fits_what_has_happened() -> None:
    """Somebody who was asked did not want to tell anybody."""
    said = changed(LAW, {**TOLD, "direction": "asked"}, {"recipient": "police"})

    assert said == "Changed. Who asked you: the Police."


def test_what_is_not_sure_any_more_is_said() -> None:
    """An answer was there before."""
    assert changed(LAW, TOLD, {"concern": "unknown"}) == "Changed. The worry: not sure."


def test_several_in_one_are_said_in_words() -> None:
    """Whoever sits at the table, one after another."""
    facts = {"direction": "meeting", "company": "gp"}

    assert changed(LAW, facts, {"company": "gp,police"}).endswith(": GP, the Police.")


def test_what_no_longer_fits_is_named_in_one_sentence() -> None:
    """All of it, after what was taken instead."""
    said = changed(LAW, TOLD, {"recipient": None, "concern": None, "sharer": "police"})

    assert said == (
        "Changed. You: the Police. "
        "That no longer fits the rest, so I took it out: You want to tell, The worry."
    )


def test_an_answer_is_noted_in_words_of_the_closed_sets() -> None:
    """The outcome and, where there is one, the gateway that leads."""
    assert given("permitted", "ota.s66c") == "permitted,ota.s66c"
    assert given("undecided", None) == "undecided"


def test_an_answer_that_stays_is_said_to_stay() -> None:
    """Somebody who changed something wants to know."""
    now = given("permitted", "ota.s66c")

    assert moved(LAW, now, now) == "The answer stays the same."


def test_an_answer_that_moves_says_what_it_was() -> None:
    """And under what; the new one stands below."""
    said = moved(LAW, given("permitted", "ota.s66c"), given("undecided", None))

    assert said == (
        "That changes the answer. Before, it was: you may share it, "
        "under section 66C of the Oranga Tamariki Act 1989."
    )


def test_the_same_outcome_under_another_law_has_moved() -> None:
    """What has to be done is another thing then."""
    said = moved(LAW, given("permitted", "ota.s66c"), given("permitted", "fva.s20"))

    assert "section 66C" in said


def test_a_gateway_that_is_gone_is_not_named() -> None:
    """A conversation can be older than a change of law."""
    said = moved(LAW, "permitted,ota.s1", "undecided")

    assert said == "That changes the answer. Before, it was: you may share it."


@pytest.mark.parametrize("outcome", [outcome.value for outcome in Outcome])
def test_every_outcome_can_be_spoken_of(outcome: str) -> None:
    """Whatever the answer was, it can be said that it was that."""
    assert moved(LAW, outcome, "").startswith("That changes the answer. Before, it was: ")
