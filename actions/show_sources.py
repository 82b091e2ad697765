"""Say where that is written."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rasa_sdk import Action

from actions.adapter import ANSWERED, facts_of, law, questions_of, say, today
from bot.render import blocks, shortly

if TYPE_CHECKING:
    from rasa_sdk import Tracker
    from rasa_sdk.executor import CollectingDispatcher


class ShowSources(Action):
    """Provisions with their addresses, and the page that is quoted."""

    def name(self) -> str:
        """Return the action's name in the domain."""
        return "action_show_sources"

    def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        """Send what the answer, or the open question, rests on."""
        del domain
        if tracker.slots.get(ANSWERED):
            said = shortly.sources_of_answer(law(), facts_of(tracker), today())
        else:
            asked = tracker.slots.get("requested_slot")
            decides = [q.decides for q in questions_of(tracker) if q.fact.id == asked]
            said = shortly.sources_of_question(law(), decides[0] if decides else ())
        say(dispatcher, [blocks.text(said)])
        return []
