"""Set the facts aside when someone stops."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rasa_sdk import Action
from rasa_sdk.events import AllSlotsReset

if TYPE_CHECKING:
    from rasa_sdk import Tracker
    from rasa_sdk.executor import CollectingDispatcher


class Stop(Action):
    """Nothing is left over: every slot is emptied."""

    def name(self) -> str:
        """Return the action's name in the domain."""
        return "action_stop"

    def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        """Empty the slots and say so."""
        del tracker, domain
        dispatcher.utter_message(response="utter_stopped")
        return [AllSlotsReset()]
