"""One turn with Rasa: what was said becomes an intent and closed values, and blocks come back."""

from __future__ import annotations

import logging
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from rasa.core.channels.channel import OutputChannel, UserMessage
from rasa.shared.core.events import SlotSet, UserUttered

from bot.dialogue.bands import read_bands
from bot.dialogue.meaning import ASKED, CRISES, CRISIS
from bot.dialogue.unanswered import unanswered
from bot.privacy.stand_ins import as_read
from bot.rasa.heard import (
    MEANT,
    OFFERED,
    PENDING,
    PRESSED,
    Hearing,
    ParseData,
    said,
    settled,
    value_of,
)
from bot.rasa.replies import Replies
from bot.rasa.tracker_store import StoredTracker
from bot.rasa.turn import plain_text
from bot.rasa.vocabulary import closed_entities, words_of_domain, words_of_law
from bot.render import blocks as render

if TYPE_CHECKING:
    from rasa.core.agent import Agent
    from rasa.shared.core.trackers import DialogueStateTracker

    from bot.law.model import Law
    from bot.rasa.turn import Turn

log = logging.getLogger(__name__)

Block = dict[str, Any]
START_INTENT = "greet"
DANGER_SLOT = "danger_now"
ANSWERS = frozenset({"passage", "explainer", "nearest", "not_covered"})
URGENT = frozenset({"danger_now", "worker_danger", "perhaps"})
AWAY_S = 2 * 60 * 60
"""Seconds after which somebody who comes back is told where they were."""


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
    """What the gateway gets for a turn. ``blocks`` is never empty.

    ``unanswered``: the topic of a question that nothing answered; empty where there is none.
    """

    blocks: list[Block]
    signals: list[str]
    intent: str
    unanswered: str = ""

    def as_json(self) -> dict[str, Any]:
        """The body of the answer; intent and topic are for counting only."""
        return dict(vars(self))


@dataclass
class Dialogue:
    """The agent, the law that answers are checked against, and what to say when all fails."""

    agent: Agent
    law: Law
    notice: str
    _hearing: Hearing = field(init=False)

    def __post_init__(self) -> None:
        """Collect the closed sets and the bands once."""
        domain = self.agent.domain
        words = words_of_law(self.law) | words_of_domain(domain)
        self._hearing = Hearing(self.law, read_bands(), words, frozenset(domain.intents))

    async def take(self, turn: Turn) -> dict[str, Any]:
        """Take one turn, alone with its conversation, and save it with its reply.

        A turn with id and key of one that was had lately is not had again: its reply comes back.

        Returns:
            The reply as JSON.

        Raises:
            Malformed: the answer's question or value is not one that exists.
            Stale: the answer's question is not open.
            LockError: the conversation stayed busy.
            Lost: what is kept of the conversation cannot be read.
            NotSaved: nothing was kept; the conversation is as it was before the turn.
        """
        async with self.agent.lock_store.lock(turn.conversation):
            return await self._take(turn)

    async def guidance(self, question: str) -> list[tuple[str, str]]:
        """What a question about the guidance comes to, without a conversation."""
        parsed = await self.agent.processor.parse_message(_as_words(question, {ASKED: True}))
        found = closed_entities(parsed["entities"], self._hearing.words)
        return [(one["entity"], one["value"]) for one in found if one["entity"] in ANSWERS]

    async def _take(self, turn: Turn) -> dict[str, Any]:
        """As ``MessageProcessor.handle_message``, with one load and one save."""
        processor, out = self.agent.processor, Blocks()
        tracker = await processor.fetch_tracker_and_update_session(turn.conversation, out)
        replies = tracker.replies if isinstance(tracker, StoredTracker) else Replies()
        if turn.key and (had := replies.to(turn)):
            return had
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
        reply = self._reply(out, parse_data).as_json()
        if turn.key:
            replies.add(turn, reply)
        await processor.save_tracker(tracker)
        return reply

    def _welcome_back(self, out: Blocks, tracker: DialogueStateTracker) -> None:
        """After some hours: where we were, so that nobody has to remember."""
        known = settled(self.law, tracker)
        latest = tracker.get_last_event_for(UserUttered)
        if known and latest is not None and time.time() - latest.timestamp > AWAY_S:
            welcome = render.text(self.law.wording["welcome_back"])
            out.blocks += [welcome, render.understood(self.law, known)]

    def _first_of_all(
        self, out: Blocks, parse_data: ParseData, tracker: DialogueStateTracker
    ) -> None:
        """Somebody in danger, or who may end their life, comes before anything that is said."""
        stated = [(entity["entity"], entity["value"]) for entity in parse_data["entities"]]
        kinds = {value for name, value in stated if name == CRISIS}
        intent = parse_data["intent"]["name"]
        if intent in CRISES:
            return  # what they come to begins with it
        if kinds & URGENT:
            out.blocks.insert(
                0, render.notice(self.law, "emergency", "emergency", "emergency_details")
            )
        elif "suicide_other" in kinds or self._is_new_risk(stated, intent, tracker):
            out.blocks.insert(0, render.notice(self.law, "emergency", "life_at_risk"))

    def _is_new_risk(
        self, stated: list[tuple[str, str]], intent: str, tracker: DialogueStateTracker
    ) -> bool:
        """Whether self-harm was chosen as the worry, and was none before.

        Of typed words ``bot.nlu.crisis_watch`` judges: an attempt long ago is a worry as well.
        """
        is_known = value_of(tracker, "concern") == "self_harm"
        return intent == PRESSED and ("concern", "self_harm") in stated and not is_known

    def _forget_choices(self, tracker: DialogueStateTracker) -> None:
        """What was offered to choose from is offered for one turn."""
        for name in (MEANT, PENDING, OFFERED):
            if value_of(tracker, name) is not None:
                tracker.update(SlotSet(name, None), self.agent.domain)

    async def _understand(self, turn: Turn, tracker: DialogueStateTracker) -> ParseData:
        if turn.answer:
            return self._hearing.pressed(turn.answer, tracker)
        if turn.event:
            return said(START_INTENT)
        parsed = await self.agent.processor.parse_message(_as_words(turn.text))
        return self._hearing.typed(parsed, tracker, danger=turn.danger)

    def _reply(self, out: Blocks, parse_data: ParseData) -> Reply:
        blocks, intent = out.blocks, parse_data["intent"]["name"]
        if not blocks:
            log.error("Nothing was said to the intent %s.", intent)
            blocks = [{"type": "notice", "level": "error", "text": self.notice}]
        stated = [(entity["entity"], entity["value"]) for entity in parse_data["entities"]]
        return Reply(blocks, out.signals, intent, unanswered(intent, stated))


def _as_words(text: str, noted: dict[str, bool] | None = None) -> UserMessage:
    """Typed words for Rasa: a slash behind what was left out must not come first."""
    return UserMessage(plain_text(as_read(text)), metadata=noted)
