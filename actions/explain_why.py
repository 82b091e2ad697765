"""Say why the open question is asked."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rasa_sdk import Action

from actions.adapter import law, questions_of, say
from bot.render import blocks

if TYPE_CHECKING:
    from rasa_sdk import Tracker
    from rasa_sdk.executor import CollectingDispatcher


class ExplainWhy(Action):
    """Computed: which gateways an answer can open or close."""

    def name(self) -> str:
        """Return the action's name in the domain."""
        return "action_explain_why"

    def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        """Send the reason, or that nothing is asked."""
        del domain
        asked = tracker.slots.get("requested_slot")
        found = questions_of(tracker)
        whys = [blocks.why(law(), q.decides) for q in found if q.fact.id == asked]
        say(dispatcher, [blocks.text(whys[0] if whys else law().wording["nothing_to_explain"])])
        return []
