"""Between Rasa's tracker and the facts: what every action needs, and no action itself."""

from __future__ import annotations

import functools
from datetime import date, datetime
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from bot.dialogue.understanding import Understood
from bot.law.load import load_law
from bot.law.questions import Question, open_questions

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rasa_sdk import Tracker
    from rasa_sdk.executor import CollectingDispatcher

    from bot.law.model import Law
    from bot.render.blocks import Block

NEW_ZEALAND = ZoneInfo("Pacific/Auckland")
ANSWERED = "answered"
ASKED = "questions_asked"
GIVEN, SHOWN, OFFERED = "given", "shown", "offered"
MEANT, PENDING = "meant", "pending"


@functools.lru_cache(maxsize=1)
def law() -> Law:
    """The law, read once in a process. A change of law needs a restart, and no training."""
    return load_law()


def today() -> date:
    """The calendar day in New Zealand: provisions begin and end there."""
    return datetime.now(NEW_ZEALAND).date()


def facts_of(tracker: Tracker) -> dict[str, str]:
    """What has been answered so far."""
    slots = tracker.slots
    return {name: slots[name] for name in law().facts if slots.get(name) is not None}


def questions_of(tracker: Tracker) -> tuple[Question, ...]:
    """What is worth asking now, in order; never more than nine in all."""
    facts = facts_of(tracker)
    put = [name for name in asked_before(tracker) if name in facts]
    return _open(tuple(facts.items()), today(), len(put))


@functools.lru_cache(maxsize=64)
def _open(facts: tuple[tuple[str, str], ...], on: date, asked: int) -> tuple[Question, ...]:
    """Worked out once in a turn, in which a form and its question both ask for it."""
    return open_questions(law(), dict(facts), on, asked=asked)


def asked_before(tracker: Tracker) -> list[str]:
    """The facts whose questions were put to the person."""
    return [name for name in (tracker.slots.get(ASKED) or "").split(",") if name]


def turn_of(tracker: Tracker) -> Understood:
    """What Rasa understood of the latest message."""
    message = tracker.latest_message
    return Understood(
        intent=(message.get("intent") or {}).get("name") or "",
        entities=tuple(
            (entity["entity"], entity["value"]) for entity in message.get("entities") or ()
        ),
        asked=tracker.slots.get("requested_slot"),
        answered=bool(tracker.slots.get(ANSWERED)),
    )


def say(dispatcher: CollectingDispatcher, blocks: Iterable[Block]) -> None:
    """Send blocks, one message each."""
    for block in blocks:
        message: dict[str, Any] = {"block": block}
        dispatcher.utter_message(json_message=message)
