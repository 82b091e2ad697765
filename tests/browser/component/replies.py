"""Replies of a server: every type of block with every field, and how to have them shown."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.browser.sight import unfold
from tests.browser.stand_in import Told

if TYPE_CHECKING:
    from tests.browser.stand_in import StandIn
    from tests.browser.visitor import Visitor

BLOCKS: list[dict[str, Any]] = [
    {"type": "text", "text": "A text."},
    {
        "type": "question",
        "fact": "a_fact",
        "text": "A question?\nA hint.",
        "why": "A why.",
        "options": [{"value": "v", "label": "An option"}],
        "free_text": True,
    },
    {
        "type": "facts",
        "items": [
            {"fact": "f", "name": "Fact", "value": "v", "label": "Label", "changeable": True},
            {"fact": "g", "name": "Other", "value": "v", "label": "Label", "changeable": False},
        ],
    },
    {
        "type": "answer",
        "outcome": "permitted",
        "headline": "Yes.",
        "lead": "g",
        "findings": [
            {
                "gateway": gateway,
                "framework": "An Act",
                "provision": "s 1",
                "title": "A title",
                "effect": "permits",
                "status": "open",
                "says": "It says.",
                "because": ["A reason."],
                "missing": ["A gap."],
                "url": "https://law.test/1",
            }
            for gateway in ("g", "h")
        ],
        "duties": [{"text": "A duty.", "provision": "s 1"}],
        "limits": [{"text": "A limit.", "provision": "s 1"}],
        "judgements": [{"text": "A judgement.", "provision": "s 1"}],
        "protections": [{"text": "A protection.", "provision": "s 1"}],
        "would_change": [{"text": "A change.", "gateway": "g"}],
        "summary": ["In short."],
        "as_at": "2025-11-27",
    },
    {
        "type": "quote",
        "text": "A quote.",
        "source": {
            "title": "A title",
            "publisher": "A publisher",
            "url": "https://guide.test",
            "place": "page 1",
            "as_at": "2025-11-28",
        },
    },
    {
        "type": "contacts",
        "items": [
            {
                "name": "Someone",
                "phone": "0508 326 459",
                "email": "a@b.test",
                "url": "https://ring.test",
                "when": "always",
            }
        ],
    },
    *({"type": "notice", "level": level, "text": f"A {level}."} for level in ("emergency", "info")),
    {
        "type": "record",
        "url": "/records/abc",
        "digest": "d",
        "expires": "2026-11-23T00:00:00Z",
        "decisions": [
            {"value": "shared", "label": "shared", "url": "/records/abc?decision=shared"}
        ],
        "letters": [{"id": "l", "title": "A letter", "text": "Dear [name]"}],
    },
    {"type": "feedback", "answer_id": "1-1"},
]
WORDS = [
    *("A text.", "A question?", "A hint.", "A why.", "An option", "Fact: Label", "Other: Label"),
    *("Permitted", "Yes.", "An Act, s 1", "A title", "Open", "It says.", "A reason.", "A gap."),
    *("A change.", "In short.", "27 November 2025", "A quote.", "A publisher, A title", "page 1"),
    *("Someone", "0508 326 459", "a@b.test", "always", "A emergency.", "Call 111", "A info."),
    *("Open the record: shared", "A letter", "Dear [name]", "Did this help?"),
    *("A duty. s 1", "A limit. s 1", "A judgement. s 1", "A protection. s 1", "28 November 2025"),
    *("the record is removed on", "Words to send", "Yes", "No"),
]


def received(gateway: StandIn, visitor: Visitor, *blocks: dict[str, Any]) -> None:
    """Open the chat and have these in a reply."""
    gateway.tell("turn", Told(200, list(blocks)))
    visitor.open()
    visitor.say("hello")
    unfold(visitor.page)
