"""The window predicts what the full history predicts, however long the conversation is."""

from __future__ import annotations

import asyncio
import json
from typing import TYPE_CHECKING, Any

import pytest
from rasa.shared.core.conversation import Dialogue as RasaDialogue
from rasa.shared.core.events import UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from bot.rasa.turn import Answer, Turn
from bot.rasa.window import window_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.rasa.dialogue import Dialogue

ROUND: list[str | tuple[str, str]] = [
    "hello",
    "I want to send a parcel",
    ("size", "small"),
    "how much is that",
    ("change", "size"),
    ("size", "unwieldy"),
    ("size", "large"),
    "break the action",
    ("speed", "slow"),
    ("insured", "unknown"),
    "keep quiet",
    "start again",
    "I want to send a parcel",
    "is it dear",
    "forget me",
    ("size", "small"),
    ("change", "size"),
    ("size", "small"),
    ("speed", "fast"),
    "start again",
]
SCRIPT = ROUND * 3


def turn_of(said: str | tuple[str, str]) -> Turn:
    """Typed words, or a button and its value."""
    return Turn("c", text=said) if isinstance(said, str) else Turn("c", answer=Answer(*said))


def rebuilt(dialogue: Dialogue, events: list[Any]) -> DialogueStateTracker:
    """A tracker as Rasa makes it from stored events."""
    tracker = DialogueStateTracker("c", dialogue.agent.domain.slots)
    tracker.recreate_from_dialogue(RasaDialogue("c", events))
    return tracker


def state_of(tracker: DialogueStateTracker) -> dict[str, Any]:
    """What Rasa reads of a tracker, apart from its events."""
    loop = tracker.active_loop
    return {
        "slots": tracker.current_slot_values(),
        "loop": (loop.name, loop.rejected, loop.is_interrupted) if loop else None,
        "latest_action": tracker.latest_action_name,
        "paused": tracker.is_paused(),
        "followup": tracker.followup_action,
    }


def next_action(dialogue: Dialogue, tracker: DialogueStateTracker, intent: str) -> tuple[Any, ...]:
    """What Rasa would do after this intent: action, policy and events of the prediction."""
    tracker = tracker.copy()
    tracker.update(UserUttered("", {"name": intent, "confidence": 1.0}), dialogue.agent.domain)
    predicted = dialogue.agent.processor._predict_next_with_tracker(tracker)
    return predicted.max_confidence_index, predicted.policy_name, predicted.events


@pytest.fixture(scope="module")
def histories(parcels: Callable[[], Dialogue]) -> tuple[Dialogue, list[list[Any]]]:
    """A dialogue of 60 turns, and the full history after each of them."""
    dialogue = parcels()
    histories = []

    async def talk() -> None:
        for said in SCRIPT:
            await dialogue.take(turn_of(said))
            full = await dialogue.agent.tracker_store.retrieve_full_tracker("c")
            histories.append(list(full.events))

    asyncio.run(talk())
    return dialogue, histories


@pytest.mark.parametrize("keep", [4, 12, 60])
def test_the_window_has_the_state_of_the_full_history(
    histories: tuple[Dialogue, list[list[Any]]], keep: int
) -> None:
    """Slots, loop and last action are the same after each of 60 turns, at any cut."""
    dialogue, after_each_turn = histories

    for events in after_each_turn:
        full = rebuilt(dialogue, events)
        short = rebuilt(dialogue, window_of(full, keep))
        assert state_of(short) == state_of(full)


@pytest.mark.parametrize("keep", [12, 60])
def test_the_window_predicts_what_the_full_history_predicts(
    histories: tuple[Dialogue, list[list[Any]]], keep: int
) -> None:
    """After each of 60 turns, each intent that may come next leads to the same action."""
    dialogue, after_each_turn = histories

    for events in after_each_turn:
        full = rebuilt(dialogue, events)
        short = rebuilt(dialogue, window_of(full, keep))
        for intent in dialogue.agent.domain.intents:
            assert next_action(dialogue, short, intent) == next_action(dialogue, full, intent)


def test_the_window_of_a_window_is_itself(
    histories: tuple[Dialogue, list[list[Any]]],
) -> None:
    """Saving again what was loaded changes nothing, so errors cannot add up over turns."""
    dialogue, after_each_turn = histories
    once = window_of(rebuilt(dialogue, after_each_turn[-1]))

    twice = window_of(rebuilt(dialogue, once))

    assert twice == once


def test_the_stored_window_stays_small(histories: tuple[Dialogue, list[list[Any]]]) -> None:
    """After 60 turns Rasa reads a bounded number of events, the archive has all of them."""
    dialogue, after_each_turn = histories
    row = dialogue.agent.tracker_store.archive.load("c")

    assert row.events == len(after_each_turn[-1]) > 400
    assert len(json.loads(row.recent)) < 90


def test_the_same_conversation_in_rasas_own_store_has_the_same_replies(
    parcels: Callable[[], Dialogue],
) -> None:
    """Turn by turn, blocks with our store equal blocks with the full history in memory."""
    from rasa.core.tracker_store import InMemoryTrackerStore

    ours, stock = parcels(), parcels()
    memory = InMemoryTrackerStore(stock.agent.domain)
    stock.agent.tracker_store = stock.agent.processor.tracker_store = memory

    async def replies(dialogue: Dialogue) -> list[Any]:
        return [await dialogue.take(turn_of(said)) for said in SCRIPT]

    assert asyncio.run(replies(ours)) == asyncio.run(replies(stock))
