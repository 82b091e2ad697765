"""Answer a question about the guidance or the law."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rasa_sdk import Action
from rasa_sdk.events import SlotSet

from actions.adapter import OFFERED, SHOWN, facts_of, law, say, today, turn_of
from bot.render.blocks import text
from bot.render.guidance import answered
from bot.render.shortly import answer_in_short

if TYPE_CHECKING:
    from rasa_sdk import Tracker
    from rasa_sdk.executor import CollectingDispatcher


class QuoteGuidance(Action):
    """What the pipeline found: an answer, what comes nearest, or an honest word."""

    def name(self) -> str:
        """Return the action's name in the domain."""
        return "action_quote_guidance"

    def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        """Send quotes and explainers, the nearest topics, or that the guidance is silent.

        A question without a topic, right after an answer, gets that answer in short.
        """
        del domain
        found = turn_of(tracker).entities
        if turn_of(tracker).answered and "bare" in dict(found):
            say(dispatcher, [text(answer_in_short(law(), facts_of(tracker), today()))])
            return []
        said = answered(law(), facts_of(tracker), found)
        say(dispatcher, said)
        offered = [option["value"] for block in said for option in block.get("options", ())]
        shown = next((value for entity, value in found if entity == "explainer"), None)
        return [SlotSet(SHOWN, shown), SlotSet(OFFERED, ",".join(offered) or None)]
