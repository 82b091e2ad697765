"""Short answers say what they say, and change nothing else."""

from __future__ import annotations

import pytest

from bot.dialogue.understanding import Understood, changes
from bot.law.load import load_law
from bot.law.truth import NOT_SURE

LAW = load_law()


@pytest.mark.parametrize("intent", ["deny", "affirm", "inform"])
def test_nobody_leaves_the_table_who_was_not_named(intent: str) -> None:
    """A no to "what is your work?" makes nobody a relative."""
    table = {"direction": "meeting", "company": "police,relative"}

    assert changes(LAW, table, Understood(intent, asked="sharer")) == {}


def test_who_names_themselves_at_the_table_takes_no_seat_of_another() -> None:
    """The answer to "what is your work?" is the one role of this message."""
    table = {"direction": "meeting", "company": "police,relative"}
    turn = Understood("inform", (("role", "gp"),), asked="sharer")

    assert changes(LAW, table, turn) == {"sharer": "gp"}


def test_who_says_again_who_they_are_names_nobody_else() -> None:
    """Of "just a neighbour", when asked about danger; as an answer to "who?" it is one."""
    told = {"sharer": "neighbour"}
    again = (("role", "neighbour"),)

    assert changes(LAW, told, Understood("inform", again, asked="danger_now")) == {}
    assert "recipient" in changes(LAW, told, Understood("inform", again, asked="recipient"))


def test_not_knowing_something_else_leaves_the_open_question_open() -> None:
    """Neither "don't know what section" nor "mum doesn't know" says anything of danger."""
    said = (("request_basis", "other"),)
    asked = {"direction": "asked"}

    assert changes(LAW, asked, Understood("not_sure", said, asked="danger_now")) == dict(said)
    assert changes(LAW, asked, Understood("not_sure", asked="danger_now")) == {
        "danger_now": NOT_SURE
    }


def test_mum_said_no_is_no_answer_to_whether_there_is_violence() -> None:
    """It says what she thinks of the sharing."""
    turn = Understood("deny", (("authorised", "no"),), asked="violence")

    assert changes(LAW, {"sharer": "gp", "concern": "neglect"}, turn) == {"authorised": "no"}


def test_a_yes_to_violence_changes_no_worry() -> None:
    """What it is added to stays: "yes, dad hits mum"."""
    turn = Understood(
        "inform", (("concern", "family_violence"), ("family_violence", "yes")), asked="violence"
    )
    found = changes(LAW, {"sharer": "police-constable", "concern": "offending"}, turn)

    assert "concern" not in found
    assert found["family_violence"] == "yes"


def test_what_is_known_more_exactly_is_not_corrected_to_less() -> None:
    """Nobody of four becomes a child of any age: "its about him, not the kid"."""
    turn = Understood("correct", (("subject", "under_18"),), asked="purpose")

    assert changes(LAW, {"subject": "child", "age": "under_14"}, turn) == {}
