"""Give the record of the answer again, or say when there will be one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rasa_sdk import Action

from actions.adapter import ANSWERED, facts_of, law, say, today
from bot.render import blocks

if TYPE_CHECKING:
    from rasa_sdk import Tracker
    from rasa_sdk.executor import CollectingDispatcher


class ShowRecord(Action):
    """A record is made of an answer, and of nothing less."""

    def name(self) -> str:
        """Return the action's name in the domain."""
        return "action_show_record"

    def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        """Send it."""
        del domain
        if not tracker.slots.get(ANSWERED):
            say(dispatcher, [blocks.text(law().wording["record_later"])])
            return []
        record = blocks.bare_record(facts_of(tracker), today())
        say(dispatcher, [blocks.text(law().wording["record_again"]), record])
        return []
