"""Say that a message was not understood, and what would help."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rasa_sdk import Action

if TYPE_CHECKING:
    from rasa_sdk import Tracker
    from rasa_sdk.executor import CollectingDispatcher


class NotUnderstood(Action):
    """No guess is made."""

    def name(self) -> str:
        """Return the action's name in the domain."""
        return "action_not_understood"

    def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        """Send the sentence."""
        del tracker, domain
        dispatcher.utter_message(response="utter_not_understood")
        return []
