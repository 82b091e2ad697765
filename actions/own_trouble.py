"""Answer somebody who writes about their own hurt."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rasa_sdk import Action

from actions.adapter import law, say
from bot.render import blocks

if TYPE_CHECKING:
    from rasa_sdk import Tracker
    from rasa_sdk.executor import CollectingDispatcher

FOR_THEM = ("emergency", "oranga-tamariki", "child-rights-line", "voyce", "womens-refuge")
"""Whom somebody who is hurt themselves may ring: of data/law/contacts.yml."""


class OwnTrouble(Action):
    """111 first, then people."""

    def name(self) -> str:
        """Return the action's name in the domain."""
        return "action_own_trouble"

    def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        """Send the notice, a sentence, and the contacts."""
        del tracker, domain
        people = [law().contacts[name] for name in FOR_THEM]
        say(
            dispatcher,
            [
                blocks.notice(law(), "emergency", "own_trouble"),
                blocks.text(law().wording["own_trouble_next"]),
                blocks.contacts(people),
            ],
        )
        return []
