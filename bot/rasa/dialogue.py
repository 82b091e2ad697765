"""One turn with Rasa: what was said becomes an intent and closed values, and blocks come back."""

from __future__ import annotations

import logging
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from rasa.core.channels.channel import OutputChannel, UserMessage
from rasa.shared.core.events import SlotSet, UserUttered

from bot.dialogue.meaning import ASK_BACK, NOT_UNDERSTOOD, Heard, meaning
from bot.dialogue.pending import taken_up
from bot.dialogue.understanding import EMERGENCY, INTERRUPTIONS, intent_in_danger
from bot.law.settling import settle
from bot.law.truth import NOT_SURE
from bot.nlu.bands import read_bands
from bot.rasa.turn import CHANGE, Answer, Malformed, Turn
from bot.rasa.vocabulary import closed_entities, words_of_domain, words_of_law
from bot.render import blocks as render
from bot.render.choices import MEANING, TOPIC

if TYPE_CHECKING:
    from rasa.core.agent import Agent
    from rasa.shared.core.trackers import DialogueStateTracker

    from bot.law.model import Law
    from bot.nlu.bands import Bands

log = logging.getLogger(__name__)

Block = dict[str, Any]
ParseData = dict[str, Any]
START_INTENT = "greet"
DANGER_SLOT = "danger_now"
REQUESTED = "requested_slot"
ASKED_SO_FAR = "questions_asked"
MEANT, PENDING, OFFERED = "meant", "pending", "offered"
ANSWERS = frozenset({"passage", "explainer", "nearest", "not_covered"})
AWAY_S = 2 * 60 * 60
"""Seconds after which somebody who comes back is told where they were."""


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
    _bands: Bands = field(init=False)

    def __post_init__(self) -> None:
        """Collect the closed sets and the bands once."""
        self._bands = read_bands()
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

    async def guidance(self, question: str) -> list[tuple[str, str]]:
        """What a question about the guidance comes to, without a conversation."""
        parsed = await self.agent.processor.parse_message(UserMessage(question))
        found = closed_entities(parsed["entities"], self._words)
        return [(one["entity"], one["value"]) for one in found if one["entity"] in ANSWERS]

    async def _take(self, turn: Turn) -> Reply:
        """As ``MessageProcessor.handle_message``, with one load and one save."""
        processor, out = self.agent.processor, Blocks()
        tracker = await processor.fetch_tracker_and_update_session(turn.conversation, out)
        if not turn.event:
            self._welcome_back(out, tracker)
        parse_data = await self._understand(turn, tracker)
        self._first_of_all(out, parse_data, tracker)
        self._forget_choices(tracker)
        if turn.danger and DANGER_SLOT in tracker.slots:
            tracker.update(SlotSet(DANGER_SLOT, "yes"), processor.domain)
        message = UserMessage("", out, turn.conversation, parse_data, Blocks.name())
        await processor._handle_message_with_tracker(message, tracker)  # noqa: SLF001  (what handle_message does)
        tracker = await processor.run_action_extract_slots(out, tracker)
        await processor._run_prediction_loop(out, tracker)  # noqa: SLF001  (what handle_message does)
        await processor.save_tracker(tracker)
        return self._reply(out, parse_data["intent"]["name"])

    def _welcome_back(self, out: Blocks, tracker: DialogueStateTracker) -> None:
        """After some hours: where we were, so that nobody has to remember."""
        known = self._settled(tracker)
        latest = tracker.get_last_event_for(UserUttered)
        if known and latest is not None and time.time() - latest.timestamp > AWAY_S:
            said = render.text(self.law.wording["welcome_back"])
            out.blocks += [said, render.understood(self.law, known)]

    def _first_of_all(
        self, out: Blocks, parse_data: ParseData, tracker: DialogueStateTracker
    ) -> None:
        """A child who may end their life comes before anything that is said about sharing it."""
        stated = {(entity["entity"], entity["value"]) for entity in parse_data["entities"]}
        is_new = _value(tracker, "concern") != "self_harm"
        says_so = parse_data["intent"]["name"] not in INTERRUPTIONS
        if ("concern", "self_harm") in stated and is_new and says_so:
            out.blocks.insert(0, render.notice(self.law, "emergency", "life_at_risk"))

    def _forget_choices(self, tracker: DialogueStateTracker) -> None:
        """What was offered to choose from is offered for one turn."""
        for name in (MEANT, PENDING, OFFERED):
            if _value(tracker, name) is not None:
                tracker.update(SlotSet(name, None), self.agent.domain)

    async def _understand(self, turn: Turn, tracker: DialogueStateTracker) -> ParseData:
        if turn.answer:
            return self._of_answer(turn.answer, tracker)
        if turn.event:
            return _said(START_INTENT)
        parsed = await self.agent.processor.parse_message(UserMessage(turn.text))
        entities = closed_entities(parsed["entities"], self._words)
        stated = [(entity["entity"], entity["value"]) for entity in entities]
        ranking = parsed.get("intent_ranking") or [parsed["intent"]]
        heard = Heard(
            [(one["name"] or NOT_UNDERSTOOD, one["confidence"]) for one in ranking],
            stated,
            is_asked=_value(tracker, REQUESTED) is not None,
        )
        found = meaning(self.law, self._bands, heard)
        name = found.intent
        if turn.danger and EMERGENCY in self.agent.domain.intents:
            name = intent_in_danger(name)
        if name == ASK_BACK:
            entities = [_pressed(MEANT, each) for each in found.perhaps] + entities
        return self._with_the_question(name, entities, tracker)

    def _with_the_question(
        self, intent: str, entities: list[dict[str, Any]], tracker: DialogueStateTracker
    ) -> ParseData:
        """What an intent comes to while a question is open, or a choice between meanings is."""
        perhaps = _listed(tracker, MEANT)
        if perhaps and intent == "affirm":
            return self._of_meaning(perhaps[0], tracker)
        if intent == "skip" and _value(tracker, REQUESTED):
            return _said("not_sure")
        if intent == "go_back":
            known = self._settled(tracker)
            before = [fact for fact in _listed(tracker, ASKED_SO_FAR) if fact in known]
            if before:
                return _said("change_fact", [_pressed("fact", before[-1])])
            return _said("recap")
        return _said(intent, entities)

    def _of_meaning(self, intent: str, tracker: DialogueStateTracker) -> ParseData:
        """The message that was not clear, now that it is said what it meant."""
        kept = [_pressed(name, value) for name, value in taken_up(_value(tracker, PENDING))]
        return self._with_the_question(intent, kept, tracker) if intent != "affirm" else _said(intent)

    def _of_answer(self, answer: Answer, tracker: DialogueStateTracker) -> ParseData:
        question, value = answer.question, answer.value
        if question in {MEANING, TOPIC}:
            return self._of_choice(question, value, tracker)
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

    def _of_choice(self, question: str, value: str, tracker: DialogueStateTracker) -> ParseData:
        """A button under "do you mean", or under the topics that come nearest."""
        if value not in {*_listed(tracker, MEANT if question == MEANING else OFFERED), NOT_SURE}:
            raise Stale
        if value == NOT_SURE:
            return _said("help" if question == MEANING else "ask_guidance")
        if question == MEANING:
            return self._of_meaning(value, tracker)
        kind = "explainer" if value in self.law.explainers else "passage"
        return _said("ask_guidance", [_pressed(kind, value)])

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


def _value(tracker: DialogueStateTracker, name: str) -> str | None:
    """A slot's value; None too where the domain has no such slot."""
    return tracker.get_slot(name) if name in tracker.slots else None


def _listed(tracker: DialogueStateTracker, name: str) -> list[str]:
    """The words of a slot that holds several."""
    return [one for one in (_value(tracker, name) or "").split(",") if one]


def _pressed(entity: str, value: str) -> dict[str, Any]:
    return {
        "entity": entity,
        "value": value,
        "start": 0,
        "end": 0,
        "confidence_entity": 1.0,
        "extractor": "button",
    }
