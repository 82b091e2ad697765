"""Say what has been understood so far, and what is still open."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rasa_sdk import Action

from actions.adapter import facts_of, law, questions_of, say
from bot.law.settling import settle
from bot.render import blocks
from bot.render.phrases import heading

if TYPE_CHECKING:
    from rasa_sdk import Tracker
    from rasa_sdk.executor import CollectingDispatcher


class Recap(Action):
    """The chips, each changeable, and the names of the questions that are left."""

    def name(self) -> str:
        """Return the action's name in the domain."""
        return "action_recap"

    def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        """Send both, or that nothing has been said yet."""
        del domain
        facts = facts_of(tracker)
        if not facts:
            say(dispatcher, [blocks.text(law().wording["recap_nothing"])])
            return []
        say(dispatcher, [blocks.understood(law(), settle(law(), facts))])
        names = [heading(law(), one.fact.id, facts) for one in questions_of(tracker)]
        if names:
            said = law().wording["recap_open"].format(names=", ".join(names))
            say(dispatcher, [blocks.text(said)])
        return []
