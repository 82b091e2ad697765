"""What a message stated, kept in one slot until it is known what it meant."""

from __future__ import annotations

import pytest

from bot.dialogue.pending import kept, taken_up


@pytest.mark.parametrize(
    "entities",
    [
        [("passage", "no-barrier")],
        [("recipient", "police"), ("role", "gp"), ("recipient", "school")],
        [],
    ],
    ids=["one", "several", "none"],
)
def test_what_is_kept_comes_back(entities: list[tuple[str, str]]) -> None:
    """The same, in the same order."""
    assert taken_up(kept(entities)) == entities


def test_nothing_is_kept_as_nothing() -> None:
    """An empty slot, and not one with an empty word in it."""
    assert kept([]) is None
    assert taken_up(None) == []
    assert taken_up("") == []


def test_it_is_words_with_commas_between() -> None:
    """So that every part of it is a word of the closed sets, and may be stored."""
    assert kept([("concern", "harm"), ("role", "gp")]) == "concern,harm,role,gp"


def test_several_in_one_value_are_left_out() -> None:
    """Their commas would be taken for those between entities."""
    assert kept([("company", "gp,school"), ("role", "gp")]) == "role,gp"
    assert kept([("company", "gp,school")]) is None
