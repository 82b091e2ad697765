"""The only way from here to Rasa: its private API, over loopback, with the shared secret."""

from __future__ import annotations

from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Self

import httpx

from bot.gateway.faults import log_fault

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from bot.gateway.settings import Settings
    from bot.gateway.words import RawBlock

_HEALTH_PATIENCE = 2.0
"""Seconds."""


class RasaDown(Exception):
    """Rasa did not answer, or not with a reply."""


class RasaStale(Exception):
    """Rasa says that the question is not open."""


@dataclass(frozen=True)
class Reply:
    """What Rasa answers to a turn; ``blocks`` is not empty."""

    blocks: list[RawBlock]
    signals: frozenset[str]


class Rasa:
    """Rasa's private API."""

    def __init__(self, client: httpx.AsyncClient) -> None:
        """Speak through a client that knows address and secret; ``opened`` makes one."""
        self._client = client

    @classmethod
    @asynccontextmanager
    async def opened(
        cls, settings: Settings, transport: httpx.AsyncBaseTransport | None = None
    ) -> AsyncIterator[Self]:
        """Connections to the Rasa server of the settings, closed afterwards.

        Args:
            settings: where it is, and the secret.
            transport: another way to reach it than the network.
        """
        async with httpx.AsyncClient(
            base_url=settings.rasa_url,
            headers={"Authorization": f"Bearer {settings.secret}"},
            timeout=httpx.Timeout(settings.rasa_patience, connect=settings.patience),
            trust_env=False,  # a proxy from the environment would see typed words
            transport=transport,
        ) as client:
            yield cls(client)

    async def turn(self, conversation: str, said: dict[str, Any]) -> Reply:
        """Have one turn.

        Args:
            conversation: its id.
            said: ``{"text": ...}``, ``{"answer": {...}}`` or ``{"event": "start"}``;
                ``"danger": True`` beside a text that tells of danger; ``"id"``: with the same one
                again Rasa gives the same reply, and has the turn once.

        Raises:
            RasaStale: the answer's question is not open.
            RasaDown: there is no usable reply.
        """
        answer = await self._send(
            "POST", "/webhooks/gateway/turn", json={"conversation": conversation, **said}
        )
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
        answer = await self._send("POST", "/webhooks/gateway/guidance", json={"text": question})
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
        answer = await self._send("DELETE", f"/webhooks/gateway/conversations/{conversation}")
        if answer.status_code not in {httpx.codes.NO_CONTENT, httpx.codes.NOT_FOUND}:
            log_fault("rasa_did_not_forget", status=answer.status_code)
            raise RasaDown

    async def is_well(self) -> bool:
        """Whether it has a model and answers."""
        try:
            answer = await self._client.get("/webhooks/gateway/health", timeout=_HEALTH_PATIENCE)
        except httpx.HTTPError:
            return False
        return answer.status_code == httpx.codes.OK

    async def _send(self, method: str, path: str, **body: Any) -> httpx.Response:
        try:
            return await self._client.request(method, path, **body)
        except httpx.HTTPError as error:
            log_fault("rasa_unreachable", error)
            raise RasaDown from None


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
    return Reply(blocks, signals)
