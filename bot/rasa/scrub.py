"""What is kept of an event: names and values of the closed sets, and never a typed word.

This is the second line. The channel gives Rasa no words to begin with; ``rasa shell`` does.
"""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any

from rasa.shared.core import events as rasa_events

from bot.rasa.vocabulary import closed_entities, is_closed

if TYPE_CHECKING:
    from collections.abc import Callable, Container

    from rasa.shared.core.events import Event

log = logging.getLogger(__name__)

Kept = dict[str, Any]
UNNAMED = "unknown"


def kept_of(event: Event, words: Container[str]) -> Kept:
    """What may be stored of an event.

    Args:
        event: as Rasa made it; may hold words.
        words: the closed sets.

    Returns:
        JSON values that ``Event.from_parameters`` reads back; no metadata, no text. An event of
        a kind that is not known here keeps its kind and its time only.
    """
    base: Kept = {"event": event.type_name, "timestamp": event.timestamp}
    keep = _KEEP.get(type(event))
    return base | keep(event, words) if keep else base


def _user(event: rasa_events.UserUttered, words: Container[str]) -> Kept:
    name = event.intent_name if event.intent_name in words else UNNAMED
    intent = {"name": name, "confidence": event.intent.get("confidence", 0.0)}
    entities = closed_entities(event.entities, words)
    parse_data = {"intent": intent, "entities": entities, "text": ""}
    return {"text": "", "parse_data": parse_data}


def _action(event: rasa_events.ActionExecuted, _words: Container[str]) -> Kept:
    return {
        "name": event.action_name or UNNAMED,
        "policy": event.policy,
        "confidence": event.confidence,
        "hide_rule_turn": event.hide_rule_turn,
    }


def _slot(event: rasa_events.SlotSet, words: Container[str]) -> Kept:
    if is_closed(event.value, words):
        return {"name": event.key, "value": event.value}
    log.error("Slot %s holds a value outside the closed sets: not kept.", event.key)
    return {"name": event.key, "value": None}


def _bot(event: rasa_events.BotUttered, _words: Container[str]) -> Kept:
    block = (event.data.get("custom") or {}).get("block") or {}
    return {"text": None, "data": {"block_type": block.get("type", "text")}}


def _named(event: Any, _words: Container[str]) -> Kept:
    return {"name": event.name}


_KEEP: dict[type[Event], Callable[[Any, Container[str]], Kept]] = {
    rasa_events.UserUttered: _user,
    rasa_events.ActionExecuted: _action,
    rasa_events.SlotSet: _slot,
    rasa_events.BotUttered: _bot,
    rasa_events.ActiveLoop: _named,
    rasa_events.EntitiesAdded: lambda e, w: {"entities": closed_entities(e.entities, w)},
    rasa_events.ActionExecutionRejected: lambda e, _: {"name": e.action_name},
    rasa_events.LoopInterrupted: lambda e, _: {"is_interrupted": e.is_interrupted},
    rasa_events.FollowupAction: lambda e, _: {"name": e.action_name},
    rasa_events.DefinePrevUserUtteredFeaturization: lambda e, _: {
        "use_text_for_featurization": e.use_text_for_featurization
    },
}
