"""A small Rasa server of another process: speaks the private API, and fails on demand."""

from __future__ import annotations

import asyncio
import json
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Any

from starlette.applications import Starlette
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from bot.law.load import load_law

if TYPE_CHECKING:
    from starlette.requests import Request

SECRET = "between-two-processes"
QUESTION = {
    "type": "question",
    "fact": "danger_now",
    "text": "Is anyone in danger right now?",
    "why": "If someone is in danger now, 111 comes before anything else.",
    "options": [
        {"value": "yes", "label": "Yes"},
        {"value": "no", "label": "No, not right now"},
        {"value": "unknown", "label": "Not sure"},
    ],
    "free_text": True,
}
FACTS = {
    "type": "facts",
    "items": [
        {
            "fact": "sharer",
            "name": "You",
            "value": "school-teacher",
            "label": "A teacher",
            "changeable": True,
        },
        {"fact": "on", "name": "Day", "value": "today", "label": "Today", "changeable": False},
    ],
}

ANSWER = {
    "type": "answer",
    "outcome": "permitted",
    "headline": "Yes, you may tell the nurse.",
    "as_at": "2025-11-27",
}


def text(words: str) -> dict[str, Any]:
    """A text block."""
    return {"type": "text", "text": words}


@dataclass
class StandIn:
    """What it was told, and how it behaves.

    Attributes:
        delays: seconds, one taken for each turn or question; none when used up.
        status: answers every turn and question with this status when set.
        is_stale: says of every answer that its question is not open.
        blocks: replies with these instead of its own.
        signals: sent with each reply.
        law: the digest of its law; that of ours when left out.
        intent: what it says that was meant.
        unanswered: the topic of which it says that nothing answered.
        cannot_forget: refuses to remove anything.
        found: kind and id of what every question about the guidance comes to.
    """

    delays: list[float] = field(default_factory=list)
    status: int | None = None
    is_stale: bool = False
    blocks: Any = None
    signals: list[str] = field(default_factory=list)
    intent: Any = "greet"
    unanswered: Any = ""
    cannot_forget: bool = False
    law: str = ""
    found: Any = field(default_factory=lambda: [["passage", "not-sharing-harm"]])
    questions: list[Any] = field(default_factory=list)
    turns: list[dict[str, Any]] = field(default_factory=list)
    traces: list[str] = field(default_factory=list)
    forgotten: list[str] = field(default_factory=list)
    at_once: int = 0
    most_at_once: int = 0

    def app(self) -> Starlette:
        """It, as an ASGI app."""
        return Starlette(
            routes=[
                Route("/webhooks/gateway/turn", self._turn, methods=["POST"]),
                Route("/webhooks/gateway/guidance", self._guidance, methods=["POST"]),
                Route("/webhooks/gateway/conversations/{id}", self._forget, methods=["DELETE"]),
                Route("/webhooks/gateway/health", self._health),
            ]
        )

    def said(self) -> list[Any]:
        """Texts, answers and events in the order in which they came, greetings left out."""
        return [turn.get("text") or turn["answer"] for turn in self.turns if "event" not in turn]

    async def _turn(self, request: Request) -> Response:
        if request.headers.get("authorization") != f"Bearer {SECRET}":
            return JSONResponse({"error": "unauthorised"}, 401)
        turn = json.loads(await request.body())
        self.turns.append(turn)
        self.traces.append(request.headers.get("traceparent", ""))
        self.at_once += 1
        self.most_at_once = max(self.most_at_once, self.at_once)
        await asyncio.sleep(self.delays.pop(0) if self.delays else 0)
        self.at_once -= 1
        if self.status:
            return JSONResponse({"error": "out of order"}, self.status)
        if self.is_stale and "answer" in turn:
            return JSONResponse({"error": "stale"}, 409)
        blocks = self.blocks if self.blocks is not None else self._reply(turn)
        meant = {"intent": self.intent, "unanswered": self.unanswered}
        return JSONResponse({"blocks": blocks, "signals": self.signals, **meant})

    def _reply(self, turn: dict[str, Any]) -> list[dict[str, Any]]:
        if "event" in turn:
            return [text("Kia ora. What worries you?")]
        if "answer" in turn:
            return [text("Thanks."), FACTS]
        return [text(f"Turn {len(self.turns)}."), FACTS, QUESTION]

    async def _guidance(self, request: Request) -> Response:
        if request.headers.get("authorization") != f"Bearer {SECRET}":
            return JSONResponse({"error": "unauthorised"}, 401)
        self.questions.append(json.loads(await request.body()))
        await asyncio.sleep(self.delays.pop(0) if self.delays else 0)
        if self.status:
            return JSONResponse({"error": "out of order"}, self.status)
        return JSONResponse({"found": self.found})

    async def _forget(self, request: Request) -> Response:
        if self.cannot_forget:
            return JSONResponse({"error": "out of order"}, 500)
        self.forgotten.append(request.path_params["id"])
        return Response(status_code=204)

    async def _health(self, _request: Request) -> Response:
        if self.status:
            return JSONResponse({"error": "no model"}, 503)
        return JSONResponse({"status": "ok", "model": "m.tar.gz", "law": self.law or our_law()})


@cache
def our_law() -> str:
    """The digest of the law that is in the repository."""
    return load_law().digest
