"""The only way from here to Rasa's workers: their private API, with the shared secret."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Self

import httpx

from bot.gateway import spans
from bot.gateway.crowd import Room
from bot.gateway.faults import log_fault
from bot.gateway.ring import Ring

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Sequence

    from bot.gateway.settings import Settings
    from bot.gateway.words import RawBlock

_HEALTH_PATIENCE = 2.0
"""Seconds."""


class RasaDown(Exception):
    """Rasa did not answer, or not with a reply."""


class RasaLost(Exception):
    """Rasa cannot read what it keeps of a conversation, and never will."""


class RasaStale(Exception):
    """Rasa says that the question is not open."""


@dataclass(frozen=True)
class Reply:
    """What Rasa answers to a turn; ``blocks`` is not empty.

    ``intent`` and ``unanswered``, the topic of a question that nothing answered, are counted.
    """

    blocks: list[RawBlock]
    signals: frozenset[str]
    intent: str = ""
    unanswered: str = ""


class Rasa:
    """Rasa's private API. Who asks what takes a while has a place in the ``room`` first."""

    def __init__(self, client: httpx.AsyncClient, workers: Sequence[str], room: Room) -> None:
        """Speak through a client that knows the secret, in a room; ``opened`` makes both."""
        self._client = client
        self.room = room
        self._workers = tuple(workers)
        self._ring = Ring(self._workers)

    @classmethod
    @asynccontextmanager
    async def opened(
        cls, settings: Settings, transport: httpx.AsyncBaseTransport | None = None
    ) -> AsyncIterator[Self]:
        """Connections to the Rasa workers of the settings, closed afterwards.

        Args:
            settings: where it is, and the secret.
            transport: another way to reach it than the network.
        """
        async with httpx.AsyncClient(
            headers={"Authorization": f"Bearer {settings.secret}"},
            timeout=httpx.Timeout(settings.rasa_patience, connect=settings.patience),
            trust_env=False,  # a proxy from the environment would see typed words
            transport=transport,
        ) as client:
            room = Room(settings.crowd.at_once, settings.crowd.waiting)
            yield cls(client, settings.rasa_url.split(), room)

    async def turn(self, conversation: str, said: dict[str, Any]) -> Reply:
        """Have one turn.

        Args:
            conversation: its id.
            said: ``{"text": ...}``, ``{"answer": {...}}`` or ``{"event": "start"}``;
                ``"danger": True`` beside a text that tells of danger; ``"id"``: with the same one
                again Rasa gives the same reply, and has the turn once; ``"key"`` seals that reply.

        Raises:
            RasaStale: the answer's question is not open.
            RasaLost: the conversation cannot go on.
            RasaDown: there is no usable reply.
        """
        body = {"conversation": conversation, **said}
        answer = await self._send("POST", "/webhooks/gateway/turn", conversation, json=body)
        if answer.status_code == httpx.codes.GONE:
            raise RasaLost
        if answer.status_code == httpx.codes.CONFLICT:
            raise RasaStale
        if "answer" in said and answer.status_code == httpx.codes.UNPROCESSABLE_ENTITY:
            raise RasaStale
        if answer.status_code != httpx.codes.OK:
            log_fault("rasa_refused", status=answer.status_code)
            raise RasaDown
        return _reply(answer)

    async def guidance(self, question: str) -> list[tuple[str, str]]:
        """What a question comes to: kind and id of passages and explainers, best first.

        The kinds are those of ``bot.nlu.guidance_finder``: the search is the conversation's own.

        Raises:
            RasaDown: there is no usable reply.
        """
        answer = await self._send(
            "POST", "/webhooks/gateway/guidance", question, json={"text": question}
        )
        try:
            answer.raise_for_status()
            return [(str(kind), str(name)) for kind, name in answer.json()["found"]]
        except (httpx.HTTPError, ValueError, KeyError, TypeError) as error:
            log_fault("rasa_reply_malformed", error)
            raise RasaDown from None

    async def forget(self, conversation: str) -> None:
        """Have Rasa remove all it holds of a conversation.

        Raises:
            RasaDown: it did not.
        """
        path = f"/webhooks/gateway/conversations/{conversation}"
        answer = await self._send("DELETE", path, conversation)
        if answer.status_code not in {httpx.codes.NO_CONTENT, httpx.codes.NOT_FOUND}:
            log_fault("rasa_did_not_forget", status=answer.status_code)
            raise RasaDown

    def reached(self) -> int:
        """How many workers there are, less those that were lately not reached."""
        return len(self._workers) - self._ring.left_out()

    async def laws(self) -> list[str]:
        """The law of each worker that has a model and answers, by its digest."""
        asked = await asyncio.gather(*(self._law(worker) for worker in self._workers))
        return [law for law in asked if law is not None]

    async def _law(self, worker: str) -> str | None:
        address = f"{worker}/webhooks/gateway/health"
        try:
            answer = await self._client.get(address, timeout=_HEALTH_PATIENCE)
        except httpx.HTTPError:
            self._ring.lost(worker)
            return None
        self._ring.reached(worker)
        if answer.status_code != httpx.codes.OK:
            return None
        try:
            return str(answer.json().get("law", ""))
        except (ValueError, AttributeError):
            return ""

    async def _send(self, method: str, path: str, whose: str, **body: Any) -> httpx.Response:
        """Send to the worker of a conversation; to the next one only if it was never reached."""
        for worker in self._ring.order(whose):
            try:
                answer = await self._client.request(
                    method, f"{worker}{path}", headers=spans.onward(), **body
                )
            except (httpx.ConnectError, httpx.ConnectTimeout) as error:  # noqa: PERF203  (two workers)
                self._ring.lost(worker)
                log_fault("rasa_unreachable", error)
            except httpx.HTTPError as error:
                self._ring.lost(worker)
                log_fault("rasa_unreachable", error)
                raise RasaDown from None  # it may have had the turn; a retry has the same id
            else:
                self._ring.reached(worker)
                return answer
        raise RasaDown


def _reply(answer: httpx.Response) -> Reply:
    try:
        body: Any = answer.json()
        blocks, signals = body["blocks"], frozenset(body.get("signals", ()))
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        log_fault("rasa_reply_malformed", error)
        raise RasaDown from None
    if not isinstance(blocks, list) or not all(isinstance(block, dict) for block in blocks):
        log_fault("rasa_reply_malformed")
        raise RasaDown
    if not blocks:
        log_fault("rasa_reply_empty")
        raise RasaDown
    return Reply(blocks, signals, str(body.get("intent")), str(body.get("unanswered")))
