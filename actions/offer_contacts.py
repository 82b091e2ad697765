"""Give people to talk to."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rasa_sdk import Action

from actions.adapter import facts_of, law, say, today, turn_of
from bot.render import blocks, shortly

if TYPE_CHECKING:
    from rasa_sdk import Tracker
    from rasa_sdk.executor import CollectingDispatcher


SHORTEST = ("emergency", "oranga-tamariki", "privacy-officer")
"""For somebody who has had enough, or cannot read much of this: of data/law/contacts.yml."""


class OfferContacts(Action):
    """A person is always an answer."""

    def name(self) -> str:
        """Return the action's name in the domain."""
        return "action_offer_contacts"

    def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        """Send the contacts; to somebody who has had enough, what can be said so far as well."""
        del domain
        everybody = law().contacts
        names = everybody if turn_of(tracker).intent == "talk_to_person" else SHORTEST
        so_far = shortly.so_far(law(), facts_of(tracker), today())
        if turn_of(tracker).intent == "frustration" and so_far:
            say(dispatcher, [blocks.text(so_far)])
        say(dispatcher, [blocks.contacts(everybody[name] for name in names)])
        return []
