"""The private HTTP API: turns, forgetting, health. Only the gateway has the secret to it."""

from __future__ import annotations

import hmac
import json
import logging
import time
from functools import partial
from typing import TYPE_CHECKING, Any

from rasa.core.channels.channel import InputChannel, UserMessage
from rasa.core.lock_store import LockError
from sanic import Blueprint
from sanic.response import HTTPResponse, empty
from sanic.response import json as json_response

from bot import tracing
from bot.log_lines import FIELDS
from bot.privacy.logs import place_of
from bot.rasa.archive import NotSaved
from bot.rasa.dialogue import Dialogue
from bot.rasa.heard import Stale
from bot.rasa.tracker_store import Lost
from bot.rasa.turn import CONVERSATION_ID, Malformed, read_question, read_turn

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from rasa.core.agent import Agent
    from sanic.request import Request

    from bot.law.model import Law

log = logging.getLogger(__name__)

LARGEST_BODY = 64 * 1024
"""Bytes. A text of 10,000 characters fits, each escaped."""

ACTION_FAILED = (
    "Something went wrong on our side. Please try that again. "
    "If a child or anyone else is in danger now, ring 111."
)
"""For a law without the wording ``action_failed``."""


def failure_notice(law: Law) -> str:
    """What a person reads when an action fails."""
    return law.wording.get("action_failed", ACTION_FAILED)


class GatewayChannel(InputChannel):
    """Rasa's input channel for the gateway."""

    def __init__(self, secret: str, law: Law) -> None:
        """Take turns from whoever knows the secret.

        Args:
            secret: shared with the gateway; not empty.
            law: answers are checked against its facts.

        Raises:
            ValueError: the secret is empty, which would let everybody in.
        """
        if not secret:
            message = "The channel needs a secret."
            raise ValueError(message)
        self._bearer = f"Bearer {secret}".encode()
        self._law = law
        self._dialogue: Dialogue | None = None

    @classmethod
    def name(cls) -> str:
        """Its part of the address: /webhooks/gateway."""
        return "gateway"

    @classmethod
    def from_credentials(cls, credentials: dict[str, Any] | None) -> GatewayChannel:
        """As credentials.yml has it, for Rasa's own launcher."""
        from bot.law.load import load_law  # noqa: PLC0415  (our launcher has loaded it)

        return cls((credentials or {}).get("secret", ""), load_law())

    def blueprint(self, on_new_message: Callable[[UserMessage], Awaitable[Any]]) -> Blueprint:
        """Routes of the channel. ``on_new_message`` takes texts, so it is not used."""
        del on_new_message
        routes = Blueprint("gateway")

        @routes.post("/turn")
        async def turn(request: Request) -> HTTPResponse:
            return await self._guarded(request, self._answer_turn)

        @routes.post("/guidance")
        async def guidance(request: Request) -> HTTPResponse:
            return await self._guarded(request, self._answer_guidance)

        @routes.delete("/conversations/<conversation:str>")
        async def forget(request: Request, conversation: str) -> HTTPResponse:
            return await self._guarded(request, partial(self._forget, conversation))

        @routes.get("/health")
        async def health(request: Request) -> HTTPResponse:
            return await self._health(request)

        return routes

    async def _forget(self, conversation: str, request: Request) -> HTTPResponse:
        if not CONVERSATION_ID.match(conversation):
            raise Malformed("conversation")
        agent: Agent = request.app.ctx.agent
        if not hasattr(agent.tracker_store, "forget"):
            return _error(501, "this store cannot forget")
        async with agent.lock_store.lock(conversation):
            await agent.tracker_store.forget(conversation)
        return empty()

    async def _health(self, request: Request) -> HTTPResponse:
        agent: Agent | None = getattr(request.app.ctx, "agent", None)
        if agent is None or not agent.is_ready():
            return _error(503, "no model")
        if not self._knows(request):  # who looks whether we live learns nothing else
            return json_response({"status": "ok"})
        model = agent.processor.model_filename
        return json_response({"status": "ok", "model": model, "law": self._law.digest})

    def _knows(self, request: Request) -> bool:
        """Whether a request brings the secret."""
        given = request.headers.get("authorization", "").encode("utf-8", "surrogateescape")
        return hmac.compare_digest(given, self._bearer)

    async def _answer_turn(self, request: Request) -> HTTPResponse:
        turn = read_turn(_body(request))
        reply = await self._dialogue_of(request.app.ctx.agent).take(turn)
        return json_response(reply)

    async def _answer_guidance(self, request: Request) -> HTTPResponse:
        """What a question comes to, without a conversation: nothing is kept."""
        question = read_question(_body(request))
        found = await self._dialogue_of(request.app.ctx.agent).guidance(question)
        return json_response({"found": found})

    def _dialogue_of(self, agent: Agent) -> Dialogue:
        if self._dialogue is None or self._dialogue.agent is not agent:
            self._dialogue = Dialogue(agent, self._law, failure_notice(self._law))
        return self._dialogue

    async def _guarded(
        self, request: Request, answer: Callable[[Request], Awaitable[HTTPResponse]]
    ) -> HTTPResponse:
        """Answer in the gateway's trace, and say so in one line."""
        began = time.perf_counter()
        with tracing.traced(request.headers.get(tracing.HEADER)):
            answered = await self._answered(request, answer)
            said = {
                "event": str(request.endpoint).rpartition(".")[2],
                "status": answered.status,
                "ms": round((time.perf_counter() - began) * 1000, 1),
            }
            log.info("%(event)s %(status)s %(ms)s ms", said, extra={FIELDS: said})
        return answered

    async def _answered(
        self, request: Request, answer: Callable[[Request], Awaitable[HTTPResponse]]
    ) -> HTTPResponse:
        """Answer who has the secret; turn every error into its status, without its message."""
        if not self._knows(request):
            return _error(401, "unauthorised")
        try:
            return await answer(request)
        except Malformed as error:
            return _error(error.status, error.reason)
        except (TooLarge, Stale, Lost, LockError) as error:
            return _error(*_REFUSALS[type(error)])
        except NotSaved as error:
            log.error("%s", error)  # noqa: TRY400  (a traceback would have words)
            return _error(503, "not saved")
        except Exception as error:  # noqa: BLE001  (the last line of defence)
            log.error("A turn failed: %s.", place_of(error))  # noqa: TRY400  (a traceback would have words)
            return _error(500, "internal error")


class TooLarge(Exception):
    """The body is longer than any turn can be."""


_REFUSALS = {
    TooLarge: (413, "too large"),
    Stale: (409, "stale"),
    Lost: (410, "lost"),
    LockError: (503, "busy"),
}


def _body(request: Request) -> Any:
    if len(request.body) > LARGEST_BODY:
        raise TooLarge
    try:
        return json.loads(request.body)
    except ValueError as error:
        raise Malformed("not JSON", 400) from error


def _error(status: int, reason: str) -> HTTPResponse:
    return json_response({"error": reason}, status=status)
