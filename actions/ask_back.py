"""Ask which of a few things was meant."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rasa_sdk import Action
from rasa_sdk.events import SlotSet

from actions.adapter import MEANT, PENDING, law, say, turn_of
from bot.dialogue.one_at_a_time import is_choice
from bot.dialogue.pending import kept
from bot.render.choices import which_now, which_was_meant

if TYPE_CHECKING:
    from rasa_sdk import Tracker
    from rasa_sdk.executor import CollectingDispatcher


class AskBack(Action):
    """Labels in the person's words, and what the message stated kept until one is chosen."""

    def name(self) -> str:
        """Return the action's name in the domain."""
        return "action_ask_back"

    def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        """Send the question, and keep what it is about."""
        del domain
        turn = turn_of(tracker)
        meanings = [value for entity, value in turn.entities if entity == MEANT]
        if not meanings:
            dispatcher.utter_message(response="utter_not_understood")
            return []
        ask = which_now if is_choice(meanings) else which_was_meant
        say(dispatcher, [ask(law(), meanings)])
        rest = [one for one in turn.entities if one[0] != MEANT]
        return [SlotSet(MEANT, ",".join(meanings)), SlotSet(PENDING, kept(rest))]
