"""Another worry before the first has its answer: neither is mixed into the other."""

from __future__ import annotations

import pytest

from bot.dialogue.one_at_a_time import WHICH_NOW, is_told_too_soon
from bot.dialogue.pending import kept
from bot.dialogue.standing import Standing, Turned, in_its_place, of_meaning, of_none
from bot.dialogue.understanding import Understood, changes
from bot.law.load import load_law

LAW = load_law()
TOLD = {
    "direction": "thinking_of_sharing",
    "sharer": "state-school-teacher",
    "recipient": "oranga-tamariki",
    "subject": "child",
    "age": "under_14",
    "concern": "neglect",
}
ANOTHER = (("another", "yes"), ("concern", "harm"), ("subject", "young_person"))
ASKING = Standing(asked="danger_now", perhaps=WHICH_NOW, pending=kept(list(ANOTHER)))


@pytest.mark.parametrize(
    ("entities", "asked", "known", "too_soon"),
    [
        pytest.param(ANOTHER, "danger_now", TOLD, True, id="another worry, a question open"),
        pytest.param(ANOTHER, None, TOLD, False, id="nothing is open"),
        pytest.param(ANOTHER, "danger_now", {"sharer": "gp"}, False, id="no worry was told yet"),
        pytest.param(ANOTHER[1:], "danger_now", TOLD, False, id="more about the same one"),
        pytest.param(ANOTHER[:1], "danger_now", TOLD, False, id="another, and nothing of it"),
    ],
)
def test_which_comes_now_is_asked_where_two_would_be_mixed(
    entities: tuple[tuple[str, str], ...],
    asked: str | None,
    known: dict[str, str],
    too_soon: bool,  # noqa: FBT001 - a column of the table
) -> None:
    """Only where a first one is told and not answered."""
    assert is_told_too_soon(entities, asked, known) == too_soon


@pytest.mark.parametrize("intent", ["affirm", "this_first"])
def test_the_first_is_finished_with_what_is_known_of_it(intent: str) -> None:
    """What was told of the other is left for later."""
    turned = in_its_place(intent, ASKING) or of_meaning(intent, ASKING)

    assert turned == Turned("recap")


@pytest.mark.parametrize("intent", ["deny", "the_new_one"])
def test_the_new_one_begins_with_nothing_of_the_first(intent: str) -> None:
    """Only who somebody is stays."""
    turned = in_its_place(intent, ASKING) or of_meaning(intent, ASKING)
    turn = Understood(turned.intent, tuple(turned.entities), asked="danger_now")
    found = changes(LAW, {**TOLD, "danger_now": "no"}, turn)

    assert found == {
        "sharer": "state-school-teacher",
        "recipient": None,
        "subject": "young_person",
        "age": None,
        "concern": "harm",
        "direction": "thinking_of_sharing",
        "danger_now": None,
    }
    begun = {name: value for name, value in found.items() if value is not None}
    assert {n: v for n, v in changes(LAW, begun, turn).items() if v != begun.get(n)} == {}


def test_the_same_child_is_only_told_of_further() -> None:
    """What was said is added to what is known."""
    turned = of_none(ASKING)
    turn = Understood(turned.intent, tuple(turned.entities), asked="danger_now")
    found = changes(LAW, TOLD, turn)

    assert found["concern"] == "harm"
    assert "recipient" not in found


def test_after_an_answer_another_worry_begins_without_a_question() -> None:
    """Though nobody is named whom it would be told to."""
    turn = Understood("inform", ANOTHER, answered=True)

    assert changes(LAW, TOLD, turn)["recipient"] is None
