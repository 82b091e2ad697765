"""Say kia ora, and what to type first."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rasa_sdk import Action

from actions.adapter import law, say
from bot.render import blocks

if TYPE_CHECKING:
    from rasa_sdk import Tracker
    from rasa_sdk.executor import CollectingDispatcher


class Greet(Action):
    """The emergency line, the promise about privacy, and an open question."""

    def name(self) -> str:
        """Return the action's name in the domain."""
        return "action_greet"

    def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        """Send the blocks."""
        del tracker, domain
        say(
            dispatcher,
            [
                blocks.notice(law(), "emergency", "emergency"),
                blocks.notice(law(), "privacy", "privacy", "not_legal_advice"),
            ],
        )
        dispatcher.utter_message(response="utter_greet")
        return []
