"""Ask the question of one fact."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import TYPE_CHECKING, Any

from rasa_sdk import Action
from rasa_sdk.events import SlotSet

from actions.adapter import ASKED, MEANT, asked_before, facts_of, law, questions_of, say, turn_of
from bot.dialogue.meaning import ASK_BACK
from bot.dialogue.understanding import INTERRUPTIONS
from bot.law.questions import Question
from bot.law.settling import settle
from bot.render import blocks, shortly

if TYPE_CHECKING:
    from rasa_sdk import Tracker
    from rasa_sdk.executor import CollectingDispatcher


class AskFact(Action, ABC):
    """What has been understood, when it came in words; then the question and why it is asked.

    Nothing while it is asked what was meant: two questions at once would get one answer.
    Somebody who has had enough gets the question in short.
    Rasa finds the question of a slot by the action's name, so each fact gets a class of its own
    below. This one is abstract, or the executor would register it.
    """

    @property
    @abstractmethod
    def fact(self) -> str:
        """Return the id of the fact that is asked."""

    def name(self) -> str:
        """Return the name under which the form looks for the question."""
        return f"action_ask_concern_form_{self.fact}"

    def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        """Send the blocks."""
        del domain
        facts, turn = facts_of(tracker), turn_of(tracker)
        if turn.intent == ASK_BACK and tracker.slots.get(MEANT):
            return []
        if facts and turn.intent not in INTERRUPTIONS | {"answer"}:
            say(dispatcher, [blocks.understood(law(), settle(law(), facts))])
        found = questions_of(tracker)
        asked = next(
            (question for question in found if question.fact.id == self.fact),
            Question(law().facts[self.fact], ()),
        )
        question = blocks.question(law(), facts, asked)
        if turn.intent == "frustration":
            question["text"] = shortly.question_in_short(law(), asked.fact)
        say(dispatcher, [question])
        return [SlotSet(ASKED, ",".join(dict.fromkeys([*asked_before(tracker), self.fact])))]


for _fact in law().facts:
    _name = "Ask" + "".join(part.capitalize() for part in _fact.split("_"))
    globals()[_name] = type(_name, (AskFact,), {"fact": _fact, "__module__": __name__})
