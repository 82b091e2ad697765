"""Which events of a conversation count: Rasa's own answer, six times a turn, for less.

Rasa asks each event of five kinds whether it is one of them, through their abstract classes. Most
are of none, and are known by their type.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from rasa.shared.core import events
from rasa.shared.core.trackers import DialogueStateTracker

if TYPE_CHECKING:
    from rasa.shared.core.events import Event

_applied_events = DialogueStateTracker.applied_events

_AS_THEY_ARE = frozenset(
    {
        events.ActionExecutionRejected,
        events.ActiveLoop,
        events.AllSlotsReset,
        events.BotUttered,
        events.ConversationPaused,
        events.ConversationResumed,
        events.DefinePrevUserUtteredFeaturization,
        events.EntitiesAdded,
        events.FollowupAction,
        events.LoopInterrupted,
        events.SlotSet,
        events.UserUttered,
    }
)
"""Kinds that undo nothing of what came before."""

_BEGIN_ANEW = frozenset({events.Restarted, events.SessionStarted})


def _applied(self: DialogueStateTracker) -> list[Event]:
    """As Rasa's; where something is undone that is no form run again, by Rasa's own."""
    loops = {event.name for event in self.events if type(event) is events.ActiveLoop and event.name}
    applied: list[Event] = []
    for event in self.events:
        kind = type(event)
        if kind in _AS_THEY_ARE:
            applied.append(event)
        elif kind in _BEGIN_ANEW:
            applied = []
        elif kind is not events.ActionExecuted:
            found: list[Event] = _applied_events(self)
            return found
        elif event.action_name not in loops or self._first_loop_execution_or_unhappy_path(
            event.action_name, applied
        ):
            applied.append(event)
        else:
            self._undo_till_previous_loop_execution(event.action_name, applied)
    return applied


def apply() -> None:
    """Put it in the place of Rasa's. Doing it twice changes nothing."""
    DialogueStateTracker.applied_events = _applied
