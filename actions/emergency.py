"""Answer words of danger before anything else."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rasa_sdk import Action

from actions.adapter import law, say
from bot.render import blocks

if TYPE_CHECKING:
    from rasa_sdk import Tracker
    from rasa_sdk.executor import CollectingDispatcher


class Emergency(Action):
    """111 first; the conversation goes on after it."""

    def name(self) -> str:
        """Return the action's name in the domain."""
        return "action_emergency"

    def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        """Send the notice."""
        del tracker, domain
        say(dispatcher, [blocks.notice(law(), "emergency", "emergency", "emergency_details")])
        return []
