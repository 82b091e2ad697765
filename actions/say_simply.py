"""Say the last thing in fewer words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rasa_sdk import Action

from actions.adapter import ANSWERED, SHOWN, facts_of, law, say, today
from bot.render import blocks, shortly

if TYPE_CHECKING:
    from rasa_sdk import Tracker
    from rasa_sdk.executor import CollectingDispatcher


class SaySimply(Action):
    """An explainer's first sentence, a question's point, or the answer in three lines."""

    def name(self) -> str:
        """Return the action's name in the domain."""
        return "action_say_simply"

    def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        """Send it."""
        del domain
        shown, asked = tracker.slots.get(SHOWN), tracker.slots.get("requested_slot")
        if shown in law().explainers:
            said = shortly.explainer_in_short(law(), shown)
        elif tracker.slots.get(ANSWERED):
            said = shortly.answer_in_short(law(), facts_of(tracker), today())
        elif asked in law().facts:
            said = shortly.question_in_short(law(), law().facts[asked])
        else:
            dispatcher.utter_message(response="utter_help")
            return []
        say(dispatcher, [blocks.text(said)])
        return []
