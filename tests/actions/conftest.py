"""Run an action as Rasa does: a tracker in, events and messages out."""

from __future__ import annotations

import asyncio
import inspect
from typing import TYPE_CHECKING, Any

import pytest
from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.adapter import law

if TYPE_CHECKING:
    from collections.abc import Callable

    from rasa_sdk import Action

DOMAIN = {"forms": {"concern_form": {"required_slots": list(law().facts)}}}
Ran = tuple[dict[str, Any], list[dict[str, Any]], list[dict[str, Any]]]


def tracker(
    intent: str = "answer",
    entities: tuple[tuple[str, str], ...] = (),
    requested_slot: str | None = None,
    **slots: Any,
) -> Tracker:
    """A conversation with these slots, whose latest message has this intent and entities."""
    empty = dict.fromkeys((*law().facts, "answered"))
    message = {
        "intent": {"name": intent, "confidence": 1.0},
        "entities": [{"entity": name, "value": value} for name, value in entities],
        "text": "",
    }
    return Tracker(
        sender_id="someone",
        slots={**empty, "requested_slot": requested_slot, **slots},
        latest_message=message,
        events=[],
        paused=False,
        followup_action=None,
        active_loop={"name": "concern_form"} if requested_slot else {},
        latest_action_name="action_listen",
    )


@pytest.fixture
def run() -> Callable[..., Ran]:
    """Run an action; its slot events by name, its blocks, and its other messages."""

    def act(action: Action, **given: Any) -> Ran:
        dispatcher = CollectingDispatcher()
        found = action.run(dispatcher, tracker(**given), DOMAIN)
        events = asyncio.run(_waited(found)) if inspect.isawaitable(found) else found
        slots = {event["name"]: event["value"] for event in events if event["event"] == "slot"}
        blocks = [m["custom"]["block"] for m in dispatcher.messages if "block" in m["custom"]]
        others = [m for m in dispatcher.messages if "block" not in m["custom"]]
        return slots, blocks, others

    return act


async def _waited(found: Any) -> Any:
    return await found
