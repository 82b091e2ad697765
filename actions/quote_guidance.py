"""Answer a question about the guidance or the law."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rasa_sdk import Action
from rasa_sdk.events import SlotSet

from actions.adapter import OFFERED, SHOWN, facts_of, law, say, today, turn_of
from bot.render import shortly
from bot.render.blocks import text
from bot.render.guidance import answered

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

        A question without a topic is about what was last talked of.
        """
        del domain
        found = turn_of(tracker).entities
        last = _last_talked_of(tracker) if "bare" in dict(found) else None
        if last:
            say(dispatcher, [text(last)])
            return []
        said = answered(law(), facts_of(tracker), found)
        say(dispatcher, said)
        offered = [option["value"] for block in said for option in block.get("options", ())]
        shown = next((value for entity, value in found if entity == "explainer"), None)
        return [SlotSet(SHOWN, shown), SlotSet(OFFERED, ",".join(offered) or None)]


def _last_talked_of(tracker: Tracker) -> str | None:
    """The explainer that was just shown, the answer, or what can be said of it so far."""
    facts, shown = facts_of(tracker), tracker.slots.get(SHOWN)
    if shown in law().explainers:
        return shortly.explainer_in_short(law(), shown)
    if turn_of(tracker).answered:
        return shortly.answer_in_short(law(), facts, today())
    if not tracker.slots.get("requested_slot"):
        return None
    return shortly.so_far(law(), facts, today()) or law().wording["bare_not_yet"]
