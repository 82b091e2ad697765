"""One turn with Rasa: what was said becomes an intent and closed values, and blocks come back."""

from __future__ import annotations

import logging
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from rasa.core.channels.channel import OutputChannel, UserMessage
from rasa.shared.core.events import SlotSet

from bot.dialogue.understanding import (
    EMERGENCY,
    NOT_UNDERSTOOD,
    intent_in_danger,
    intent_taken,
    intent_with_facts,
)
from bot.law.settling import settle
from bot.law.truth import NOT_SURE
from bot.rasa.turn import CHANGE, Answer, Malformed, Turn
from bot.rasa.vocabulary import closed_entities, words_of_domain, words_of_law

if TYPE_CHECKING:
    from rasa.core.agent import Agent
    from rasa.shared.core.trackers import DialogueStateTracker

    from bot.law.model import Law

log = logging.getLogger(__name__)

Block = dict[str, Any]
ParseData = dict[str, Any]
START_INTENT = "greet"
DANGER_SLOT = "danger_now"
REQUESTED = "requested_slot"


class Stale(Exception):
    """The question that was answered is not open."""


class Blocks(OutputChannel):
    """Collects what the bot says in a turn."""

    def __init__(self) -> None:
        """Start with nothing said."""
        self.blocks: list[Block] = []
        self.signals: list[str] = []

    @classmethod
    def name(cls) -> str:
        """The channel's name in Rasa."""
        return "gateway"

    async def send_response(self, recipient_id: str, message: dict[str, Any]) -> None:
        """Take a message as a block or a signal; plain text becomes a text block."""
        del recipient_id
        custom = message.get("custom") or {}
        if "block" in custom:
            self.blocks.append(custom["block"])
        elif "signal" in custom:
            self.signals.append(custom["signal"])
        elif message.get("text"):
            self.blocks.append({"type": "text", "text": message["text"]})


@dataclass(frozen=True)
class Reply:
    """What the gateway gets for a turn. ``blocks`` is never empty."""

    blocks: list[Block]
    signals: list[str]
    intent: str

    def as_json(self) -> dict[str, Any]:
        """The body of the answer."""
        return {"blocks": self.blocks, "signals": self.signals, "intent": self.intent}


@dataclass
class Dialogue:
    """The agent, the law that answers are checked against, and what to say when all fails."""

    agent: Agent
    law: Law
    notice: str
    _words: frozenset[str] = field(init=False)

    def __post_init__(self) -> None:
        """Collect the closed sets once."""
        self._words = words_of_law(self.law) | words_of_domain(self.agent.domain)

    async def take(self, turn: Turn) -> Reply:
        """Take one turn, alone with its conversation, and save it.

        Raises:
            Malformed: the answer's question or value is not one that exists.
            Stale: the answer's question is not open.
            LockError: the conversation stayed busy.
            NotSaved: nothing was kept; the conversation is as it was before the turn.
        """
        async with self.agent.lock_store.lock(turn.conversation):
            return await self._take(turn)

    async def _take(self, turn: Turn) -> Reply:
        """As ``MessageProcessor.handle_message``, with one load and one save."""
        processor, out = self.agent.processor, Blocks()
        tracker = await processor.fetch_tracker_and_update_session(turn.conversation, out)
        parse_data = await self._understand(turn, tracker)
        if turn.danger and DANGER_SLOT in tracker.slots:
            tracker.update(SlotSet(DANGER_SLOT, "yes"), processor.domain)
        message = UserMessage("", out, turn.conversation, parse_data, Blocks.name())
        await processor._handle_message_with_tracker(message, tracker)  # noqa: SLF001  (what handle_message does)
        tracker = await processor.run_action_extract_slots(out, tracker)
        await processor._run_prediction_loop(out, tracker)  # noqa: SLF001  (what handle_message does)
        await processor.save_tracker(tracker)
        return self._reply(out, parse_data["intent"]["name"])

    async def _understand(self, turn: Turn, tracker: DialogueStateTracker) -> ParseData:
        if turn.answer:
            return self._of_answer(turn.answer, tracker)
        if turn.event:
            return _said(START_INTENT)
        parsed = await self.agent.processor.parse_message(UserMessage(turn.text))
        entities = closed_entities(parsed["entities"], self._words)
        stated = [(entity["entity"], entity["value"]) for entity in entities]
        intent = parsed["intent"]
        name = intent_taken(intent["name"] or NOT_UNDERSTOOD, intent["confidence"])
        name = intent_with_facts(self.law, name, stated)
        if turn.danger and EMERGENCY in self.agent.domain.intents:
            name = intent_in_danger(name)
        return _said(name, entities, confidence=intent["confidence"])

    def _of_answer(self, answer: Answer, tracker: DialogueStateTracker) -> ParseData:
        question, value = answer.question, answer.value
        fact = value if question == CHANGE else question
        if fact not in self.law.facts or fact not in tracker.slots:
            raise Malformed("question")
        if question == CHANGE:
            if fact not in self._settled(tracker):
                raise Stale
            return _said("change_fact", [_pressed("fact", fact)])
        if value not in (*self.law.facts[fact].options, NOT_SURE):
            raise Malformed("value")
        if tracker.get_slot(REQUESTED) != fact:
            raise Stale
        return _said("answer", [_pressed(fact, value)])

    def _settled(self, tracker: DialogueStateTracker) -> dict[str, str]:
        """What is known of the situation, with what follows from it."""
        said = {name: tracker.get_slot(name) for name in self.law.facts if name in tracker.slots}
        return settle(self.law, {name: value for name, value in said.items() if value is not None})

    def _reply(self, out: Blocks, intent: str) -> Reply:
        blocks = out.blocks
        if not blocks:
            log.error("Nothing was said to the intent %s.", intent)
            blocks = [{"type": "notice", "level": "error", "text": self.notice}]
        return Reply(blocks, out.signals, intent)


def _said(
    intent: str, entities: list[dict[str, Any]] | None = None, confidence: float = 1.0
) -> ParseData:
    return {
        "intent": {"name": intent, "confidence": confidence},
        "entities": entities or [],
        "text": "",
    }


def _pressed(entity: str, value: str) -> dict[str, Any]:
    return {
        "entity": entity,
        "value": value,
        "start": 0,
        "end": 0,
        "confidence_entity": 1.0,
        "extractor": "button",
    }
