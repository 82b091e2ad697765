"""Delete the conversation, on every store."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rasa_sdk import Action
from rasa_sdk.events import AllSlotsReset

if TYPE_CHECKING:
    from rasa_sdk import Tracker
    from rasa_sdk.executor import CollectingDispatcher


class ForgetMe(Action):
    """The channel deletes when it sees the signal; the slots are emptied here."""

    def name(self) -> str:
        """Return the action's name in the domain."""
        return "action_forget_me"

    def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        """Empty the slots, say so, and signal."""
        del tracker, domain
        dispatcher.utter_message(response="utter_forgotten")
        dispatcher.utter_message(json_message={"signal": "forget"})
        return [AllSlotsReset()]
