"""Answer a question about the guidance or the law."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rasa_sdk import Action

from actions.adapter import facts_of, law, say, turn_of
from bot.render import blocks

if TYPE_CHECKING:
    from rasa_sdk import Tracker
    from rasa_sdk.executor import CollectingDispatcher


class QuoteGuidance(Action):
    """The passages and explainers that the pipeline found; where there are none, an honest word."""

    def name(self) -> str:
        """Return the action's name in the domain."""
        return "action_quote_guidance"

    def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        """Send quotes and explainers, or say that the guidance is silent."""
        del domain
        found = turn_of(tracker).entities
        passages = [value for entity, value in found if entity == "passage"]
        said = blocks.quotes(law(), facts_of(tracker), passages)
        said += [blocks.explained(law(), value) for entity, value in found if entity == "explainer"]
        say(dispatcher, said or [blocks.text(law().wording["guidance_silent"])])
        return []
