"""What stands in for Rasa: asks and answers by the law itself, on facts that a test can set."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

from starlette.applications import Starlette
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from bot.law.questions import open_questions
from bot.law.settling import settle
from bot.render.blocks import bare_record, question, text, understood
from bot.render.meeting import whole_answer

if TYPE_CHECKING:
    from starlette.requests import Request

    from bot.law.model import Law

ON = date(2026, 11, 22)
FED = {
    "direction": "thinking_of_sharing",
    "sharer": "state-school-teacher",
    "recipient": "practice-nurse",
    "subject": "child",
    "concern": "neglect",
}
GREETING = "Kia ora. What is worrying you, and who would you like to tell?"
HEARD = "I heard that."


@dataclass
class Teller:
    """One for all conversations.

    Attributes:
        law: what it asks and answers by.
        facts: what any words that it has not heard yet come to; ``{}`` when they are about nothing.
    """

    law: Law
    facts: dict[str, str] = field(default_factory=lambda: FED)
    _known: dict[str, dict[str, str]] = field(default_factory=dict)
    _changing: dict[str, str] = field(default_factory=dict)

    def app(self) -> Starlette:
        """It, as an ASGI app that speaks Rasa's private API."""
        return Starlette(
            routes=[
                Route("/webhooks/gateway/turn", self._turn, methods=["POST"]),
                Route("/webhooks/gateway/conversations/{id}", self._forget, methods=["DELETE"]),
            ]
        )

    async def _turn(self, request: Request) -> Response:
        said = json.loads(await request.body())
        return JSONResponse({"blocks": self._reply(said), "signals": [], "intent": "inform"})

    async def _forget(self, request: Request) -> Response:
        self._known.pop(request.path_params["id"], None)
        return Response(status_code=204)

    def _reply(self, said: dict[str, Any]) -> list[dict[str, Any]]:
        known = self._known.setdefault(said["conversation"], {})
        if "event" in said:
            return [text(GREETING)]
        answer = said.get("answer")
        if answer and answer["question"] == "change":
            return [self._asked_again(known, answer["value"])]
        if answer:
            known[answer["question"]] = answer["value"]
        elif not known:
            known.update(self.facts)
        return self._next(known) if known else [text(HEARD)]

    def _next(self, known: dict[str, str]) -> list[dict[str, Any]]:
        facts = settle(self.law, known)
        asked = open_questions(self.law, facts, ON, asked=len(known))
        if asked:
            return [understood(self.law, facts), question(self.law, facts, asked[0])]
        blocks = whole_answer(self.law, facts, ON)
        return [understood(self.law, facts), *blocks, bare_record(facts, ON)]

    def _asked_again(self, known: dict[str, str], fact: str) -> dict[str, Any]:
        rest = {name: value for name, value in known.items() if name != fact}
        asked = {each.fact.id: each for each in open_questions(self.law, rest, ON)}
        known.pop(fact, None)
        return question(self.law, settle(self.law, rest), asked[fact])
