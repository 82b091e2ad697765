"""The form that gathers the facts. Which question comes next, the engine says."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rasa_sdk.events import SlotSet
from rasa_sdk.forms import FormValidationAction

from actions.adapter import ANSWERED, GIVEN, SHOWN, facts_of, law, questions_of, say, turn_of
from bot.dialogue.later import is_for_later
from bot.dialogue.telling import changed
from bot.dialogue.understanding import (
    INTERRUPTIONS,
    changes,
    is_another_concern,
    is_caught,
    torn_between,
)
from bot.render import blocks

if TYPE_CHECKING:
    from collections.abc import Mapping

    from rasa_sdk import Tracker
    from rasa_sdk.executor import CollectingDispatcher

    from bot.dialogue.understanding import Understood


class ValidateConcernForm(FormValidationAction):
    """Facts out of the latest message, then the next question that can still change the answer."""

    def name(self) -> str:
        """Return the name that Rasa gives the validation of ``concern_form``."""
        return "validate_concern_form"

    async def required_slots(
        self,
        domain_slots: list[str],
        dispatcher: CollectingDispatcher,
        tracker: Tracker,
        domain: dict[str, Any],
    ) -> list[str]:
        """Return what is worth asking; first a fact to change, then the question that stands."""
        del domain_slots, dispatcher, domain
        facts, turn = facts_of(tracker), turn_of(tracker)
        asked = [question.fact.id for question in questions_of(tracker)]
        to_change = [value for entity, value in turn.entities if entity == "fact"]
        to_change += torn_between(law(), turn)
        stands = [turn.asked] if turn.asked and turn.asked not in facts else []
        kept = [name for name in stands if name in asked or turn.intent in INTERRUPTIONS]
        return list(dict.fromkeys([*to_change, *kept, *asked]))

    async def get_extraction_events(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        """Return nothing: what is understood comes in one pass, with validation."""
        del dispatcher, tracker, domain
        return []

    async def get_validation_events(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        """Return the facts that the message changes: values of closed sets, all of them."""
        del domain
        facts, turn = facts_of(tracker), turn_of(tracker)
        if turn.intent in INTERRUPTIONS:
            return []
        new = changes(law(), facts, turn)
        afresh = is_another_concern(law(), facts, turn)
        _answer_what_is_no_fact(dispatcher, facts, turn, new)
        if turn.intent != "change_fact" and not afresh:
            torn = torn_between(law(), turn)
            said = changed(law(), facts, {n: v for n, v in new.items() if n not in torn})
            say(dispatcher, [blocks.text(said)] if said else [])
        if afresh and not turn.answered:
            say(dispatcher, [blocks.text(law().wording["set_aside"])])
        # One slot event at least, or Rasa takes the message for an interruption.
        slots = {**new, ANSWERED: None, SHOWN: None, **({GIVEN: None} if afresh else {})}
        return [SlotSet(name, value) for name, value in slots.items()]


def _answer_what_is_no_fact(
    dispatcher: CollectingDispatcher,
    facts: Mapping[str, str],
    turn: Understood,
    new: Mapping[str, str | None],
) -> None:
    """Danger first; then what is contradictory, what is wrong, or what was not caught."""
    if turn.asked and (turn.intent == "emergency" or new.get("danger_now") == "yes"):
        say(dispatcher, [blocks.notice(law(), "emergency", "emergency", "emergency_details")])
    elif torn_between(law(), turn):
        say(dispatcher, [blocks.text(law().wording["torn"])])
    elif is_for_later(facts, turn):
        say(dispatcher, [blocks.text(law().wording["first_who_asked"])])
    elif turn.intent == "correct" and facts and not new:
        # What is known is shown right after it: with the next question, or with the answer.
        say(dispatcher, [blocks.text(law().wording["which_is_wrong"])])
    elif turn.asked and not is_caught(law(), facts, turn):
        dispatcher.utter_message(response="utter_not_caught")
