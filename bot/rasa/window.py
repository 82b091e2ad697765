"""The few events that stand for a whole conversation, so that a turn costs the same at any length.

Rasa predicts from *applied* events: it folds the turns of a running form into one. So the window
is that fold, without what no policy reads; only when that is still too long is the beginning
replaced by events that set the same slots and the same loop. tests/rasa/test_window.py compares
the predictions with those from the full history.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from rasa.shared.core.constants import ACTION_LISTEN_NAME
from rasa.shared.core.conversation import Dialogue
from rasa.shared.core.events import (
    ActionExecuted,
    ActionExecutionRejected,
    ActiveLoop,
    AllSlotsReset,
    ConversationPaused,
    ConversationResumed,
    DefinePrevUserUtteredFeaturization,
    EntitiesAdded,
    Event,
    FollowupAction,
    LoopInterrupted,
    SlotSet,
    UserUttered,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rasa.shared.core.trackers import DialogueStateTracker, TrackerActiveLoop

KEEP = 40
"""Events kept as they were; the longest rule of a dialogue looks back far less."""

_READ_BY_POLICIES = (
    UserUttered,
    ActionExecuted,
    ActionExecutionRejected,
    ActiveLoop,
    LoopInterrupted,
    SlotSet,
    AllSlotsReset,
    FollowupAction,
    ConversationPaused,
    ConversationResumed,
    EntitiesAdded,
)


def window_of(tracker: DialogueStateTracker, keep: int = KEEP) -> list[Event]:
    """Events that bring a new tracker to the state of this one.

    Args:
        tracker: with its events; not changed.
        keep: how many events at the end to keep as they were, at least.

    Returns:
        At most ``keep`` events, one turn, and one event per slot and loop.
    """
    applied = _without_superseded([event for event in tracker.applied_events() if _is_read(event)])
    cut = _start_of_a_turn(applied, len(applied) - keep)
    if not cut:
        return applied
    before = tracker.init_copy()
    before.recreate_from_dialogue(Dialogue(tracker.sender_id, applied[:cut]))
    return [*_summary(before, applied[cut - 1].timestamp), *applied[cut:]]


def _is_read(event: Event) -> bool:
    if isinstance(event, DefinePrevUserUtteredFeaturization):
        return bool(event.use_text_for_featurization)
    return isinstance(event, _READ_BY_POLICIES)


def _without_superseded(events: Sequence[Event]) -> list[Event]:
    """Leave out what is overwritten before a policy could look: a state is read at each action."""
    kept: list[Event] = []
    set_later: set[str] = set()
    for event in reversed(events):
        if isinstance(event, (ActionExecuted, UserUttered)):
            set_later.clear()
        if isinstance(event, SlotSet):
            if event.key in set_later:
                continue
            set_later.add(event.key)
        kept.append(event)
    return kept[::-1]


def _start_of_a_turn(events: Sequence[Event], latest: int) -> int:
    """Greatest index up to ``latest`` that follows an ``action_listen``; 0 when there is none."""
    for index in range(latest, 0, -1):
        before = events[index - 1]
        if isinstance(before, ActionExecuted) and before.action_name == ACTION_LISTEN_NAME:
            return index
    return 0


def _summary(before: DialogueStateTracker, timestamp: float) -> list[Event]:
    """Events that set the slots, the running loop and the last action of ``before``."""
    events: list[Event] = []
    if before.active_loop:
        events += _running(before.active_loop)
    events += [
        SlotSet(slot.name, slot.value)
        for slot in before.slots.values()
        if slot.value != slot.initial_value
    ]
    if before.is_paused():
        events.append(ConversationPaused())
    events.append(ActionExecuted(before.latest_action_name or ACTION_LISTEN_NAME))
    for event in events:
        event.timestamp = timestamp
    return events


def _running(loop: TrackerActiveLoop) -> list[Event]:
    """A loop as its policy left it: started by its message, rejected or not."""
    trigger = loop.trigger_message or {}
    events: list[Event] = [
        ActionExecuted(ACTION_LISTEN_NAME),
        UserUttered("", trigger.get("intent"), trigger.get("entities")),
        ActionExecuted(loop.name),
        ActiveLoop(loop.name),
    ]
    if loop.rejected:
        events.append(ActionExecutionRejected(loop.name))
    return events
