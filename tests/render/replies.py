"""Whole replies to draw as cards: made by the engine, as a conversation would show them."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from bot.law.load import load_law
from bot.law.questions import Question
from bot.render import blocks
from bot.render.guidance import answered
from bot.render.letters import letters
from bot.render.meeting import whole_answer
from bot.render.teams import messages

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

Block = dict[str, Any]
Message = dict[str, Any]

LAW = load_law()
DAY = date(2026, 11, 22)
FACTS = {
    "danger_now": "no",
    "direction": "thinking_of_sharing",
    "sharer": "state-school-teacher",
    "recipient": "practice-nurse",
    "subject": "child",
    "concern": "neglect",
    "ota_purpose": "reduce_risk",
    "family_violence": "no",
    "ground": "none",
}


class Signed:
    """Signs buttons as long as the channel does, and remembers what was signed."""

    def __init__(self) -> None:
        self.buttons: list[tuple[str, str]] = []

    def __call__(self, question: str, value: str) -> str:
        """An opaque value, another each time."""
        self.buttons.append((question, value))
        return f"{len(self.buttons):0100d}"


def drawn(of: Iterable[Block], signed: Signed | None = None) -> list[Message]:
    """Blocks as messages, with the ids that the gateway gives."""
    named = [{**block, "id": f"t-{number}"} for number, block in enumerate(of, 1)]
    return messages(
        named,
        law_words=LAW.wording,
        sign=signed or Signed(),
        open_url=lambda path: f"https://share.example.nz{path}",
    )


def question(name: str) -> Block:
    """The question about a fact."""
    return blocks.question(LAW, {}, Question(LAW.facts[name], LAW.gateways[5:8]))


def record(facts: Mapping[str, str]) -> Block:
    """The record's block, as the gateway makes it."""
    ways = LAW.papers.ways(facts).values()
    return {
        "type": "record",
        "url": "/records/a-b_c",
        "digest": "0" * 64,
        "expires": "2026-11-23T02:15:00Z",
        "decisions": [
            {"value": way.value, "label": way.label, "url": f"/records/a-b_c?decision={way.value}"}
            for way in ways
        ],
        "letters": letters(LAW, facts, DAY),
    }


def answer(facts: Mapping[str, str]) -> list[Block]:
    """All that follows the last question."""
    return [
        blocks.understood(LAW, facts),
        *whole_answer(LAW, facts, DAY),
        record(facts),
        {"type": "feedback", "answer_id": "1-2"},
    ]


REPLIES: dict[str, list[Block]] = {
    "greeting": [blocks.notice(LAW, "privacy", "privacy"), question("direction")],
    "buttons": [blocks.text("Thank you."), question("family_violence")],
    "many": [blocks.understood(LAW, FACTS), question("recipient")],
    "long-labels": [question("obtained_under")],
    "guidance": answered(LAW, {}, [("passage", next(iter(LAW.passages)))]),
    "permitted": answer(FACTS),
    "danger": answer({**FACTS, "danger_now": "yes"}),
    "required": answer(
        {**FACTS, "direction": "asked", "recipient": "oranga-tamariki", "request": "s66_care"}
    ),
    "not-certain": answer({**FACTS, "recipient": "refuge"}),
    "no-way": answer({**FACTS, "recipient": "church", "ota_purpose": "none"}),
    "meeting": answer({**FACTS, "direction": "meeting", "company": "practice-nurse,police"}),
    "error": [
        blocks.notice(LAW, "error", "unavailable"),
        blocks.contacts([LAW.contacts["emergency"], LAW.contacts["oranga-tamariki"]]),
    ],
}
"""By what they show."""
