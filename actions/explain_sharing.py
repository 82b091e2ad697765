"""Tell the person what the law says about sharing. Decides nothing itself."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rasa_sdk import Action
from rasa_sdk.events import SlotSet

from actions.adapter import ANSWERED, GIVEN, SHOWN, facts_of, law, say, today
from bot.dialogue.telling import given, moved
from bot.law.settling import settle
from bot.render import blocks
from bot.render.meeting import whole_answer

if TYPE_CHECKING:
    from rasa_sdk import Tracker
    from rasa_sdk.executor import CollectingDispatcher


class ExplainSharing(Action):
    """Facts in, one channel-neutral answer out; the channel draws it."""

    def name(self) -> str:
        """Return the action's name in the domain."""
        return "action_explain_sharing"

    def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        """Send what was understood, the answer and what its record needs; note it as given."""
        del domain
        facts = facts_of(tracker)
        answer = whole_answer(law(), facts, today())
        # Danger comes before everything, what was understood included.
        at = 1 if answer[0].get("level") == "emergency" else 0
        understood = [blocks.understood(law(), settle(law(), facts))]
        main = next(block for block in answer if block["type"] == "answer")
        now, before = given(main["outcome"], main["lead"]), tracker.slots.get(GIVEN)
        if before:
            understood.append(blocks.text(moved(law(), before, now)))
        record = blocks.bare_record(facts, today())
        say(dispatcher, [*answer[:at], *understood, *answer[at:], record])
        return [
            SlotSet(ANSWERED, True),  # noqa: FBT003 a slot's value
            SlotSet(GIVEN, now),
            SlotSet(SHOWN, None),
        ]
