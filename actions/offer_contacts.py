"""Give people to talk to."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rasa_sdk import Action

from actions.adapter import law, say
from bot.render import blocks

if TYPE_CHECKING:
    from rasa_sdk import Tracker
    from rasa_sdk.executor import CollectingDispatcher


class OfferContacts(Action):
    """A person is always an answer."""

    def name(self) -> str:
        """Return the action's name in the domain."""
        return "action_offer_contacts"

    def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        """Send the contacts."""
        del tracker, domain
        say(dispatcher, [blocks.contacts(law().contacts.values())])
        return []
