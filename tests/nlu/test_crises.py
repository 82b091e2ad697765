"""People who need help at once are seen, by words or by likeness, and ordinary worry is not."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.nlu.sight import crises_on_file

if TYPE_CHECKING:
    from bot.evaluation.listener import Listener


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("im 14 and my uncle comes into my room at night", "own_trouble"),
        ("i dont want to be alive anymore", "own_trouble"),
        ("hes got her by the hair in the car park", "emergency"),
        ("a dad is blocking the door and wont let me leave the house", "emergency"),
    ],
)
def test_a_crisis_is_acted_on_first(listener: Listener, text: str, intent: str) -> None:
    """Whatever else the message may say."""
    read = listener.read(text)

    assert read.alarms
    assert read.meaning.intent == intent or read.danger


@pytest.mark.parametrize(
    "text",
    [
        "one of my year 12s said she wishes she could just go to sleep and not wake up",
        "he gave his mate his favourite cap and said he wont need it",
    ],
)
def test_a_child_who_may_end_their_life_rings(listener: Listener, text: str) -> None:
    """Though nobody is in danger this minute, as far as is said."""
    assert listener.read(text).alarms


@pytest.mark.parametrize(
    "text",
    ["she's 9", "do i need consent to tell the gp", "he has no lunch most days", "thanks heaps"],
)
def test_ordinary_messages_do_not_ring(listener: Listener, text: str) -> None:
    """An alarm that rings for everything says nothing."""
    assert not listener.read(text).alarms


def test_every_kind_is_learnt_from_enough_messages() -> None:
    """And from more ordinary ones than of any of them."""
    kinds = [kind for _, kind in crises_on_file()]

    assert {kind for kind in kinds if kinds.count(kind) < 100} == set()
    assert max(set(kinds), key=kinds.count) == "ordinary"
