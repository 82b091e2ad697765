"""The chat without JavaScript: pages and forms over the same conversations."""

from __future__ import annotations

import asyncio
import time
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from fastapi import APIRouter, Request
from starlette.responses import HTMLResponse, RedirectResponse

from bot.gateway import calls, feedback, identity, words
from bot.gateway.behind import or_unavailable
from bot.gateway.bodies import TOO_LARGE
from bot.gateway.errors import NotFound, Refused, TooLarge
from bot.gateway.hygiene import clean
from bot.gateway.parts import Running  # noqa: TC001  (FastAPI reads it)
from bot.gateway.plain_form import Form
from bot.gateway.plain_page import Shown, as_notices, render
from bot.gateway.templating import environment

if TYPE_CHECKING:
    from jinja2 import Environment

    from bot.gateway.parts import Parts
    from bot.gateway.words import RawBlock
    from bot.law.model import Law

HEADERS = {"Referrer-Policy": "same-origin", "Cache-Control": "no-store"}
"""Under no-referrer a browser would name no origin with a form, and we could not check it."""
NO_OTHERS: frozenset[str] = frozenset()
"""Forms come from our own page only, whoever else may call the API."""

Answer = HTMLResponse | RedirectResponse
A = TypeVar("A", HTMLResponse, RedirectResponse)
_REMEMBERED = 60.0
"""Seconds in which the first message of a page, sent twice, is known again."""


def make_router(law: Law) -> APIRouter:
    """The chat's page, its forms, and the page that asks before clearing.

    Args:
        law: gives the pages' words and numbers.
    """
    chat = _Chat(environment(law))
    router = APIRouter(include_in_schema=False)
    router.add_api_route(
        "/chat", chat.look, methods=["GET", "HEAD"], name="plain", response_model=None
    )
    router.add_api_route(
        "/chat", chat.say, methods=["POST"], name="plain_form", response_model=None
    )
    router.add_api_route(
        "/chat/clear", chat.ask, methods=["GET", "HEAD"], name="plain_clear", response_model=None
    )
    return router


@dataclass
class Caller:
    """Whose conversation; empty before there is one. ``is_new``: their browser has to be told."""

    conversation: str
    token: str
    is_new: bool = False


class _Beginnings:
    """Conversations that a page has just begun: sent twice, a first message begins one."""

    def __init__(self) -> None:
        self._begun: dict[str, tuple[float, asyncio.Task[tuple[str, str]]]] = {}

    async def begin(self, page: str, request: Request, parts: Parts) -> tuple[str, str]:
        """Id and token of the page's conversation.

        Raises:
            Refused: it does not begin; the page may try again.
        """
        now = time.monotonic()
        self._begun = {k: v for k, v in self._begun.items() if v[0] > now and not _failed(v[1])}
        if page not in self._begun:
            self._begun[page] = (now + _REMEMBERED, asyncio.create_task(_begin(request, parts)))
        return await asyncio.shield(self._begun[page][1])


def _failed(task: asyncio.Task[tuple[str, str]]) -> bool:
    return task.done() and (task.cancelled() or task.exception() is not None)


async def _begin(request: Request, parts: Parts) -> tuple[str, str]:
    conversation, token, _ = await calls.begin(request, parts)
    return conversation, token


class _Chat:
    """The pages."""

    def __init__(self, pages: Environment) -> None:
        self._pages = pages
        self._beginnings = _Beginnings()

    async def look(self, request: Request, parts: Running) -> HTMLResponse:
        """The conversation as it stands; without one, an invitation to begin."""
        shown = Shown()
        if "cleared" in request.query_params:
            shown.notices = as_notices([words.notice("info", words.CLEARED)])
        return await self._page(request, parts, shown, Caller(*identity.given_plain(request)))

    async def ask(self, request: Request) -> HTMLResponse:
        """Ask before clearing."""
        page = self._pages.get_template("clear.html").render(
            here=_address(request), framed=identity.is_in_frame(request)
        )
        return HTMLResponse(page, headers=HEADERS)

    async def say(self, request: Request, parts: Running) -> Answer:
        """Do what a form asks for; then the page as it is now, or with why it was not done."""
        form, caller = Form(), Caller(*identity.given_plain(request))
        try:
            if request.scope.get(TOO_LARGE):
                raise TooLarge(words.FORM_TOO_LARGE)
            form = Form.read(await request.body())
            answer = await self._do(request, parts, form, caller)
        except Refused as refusal:
            answer = await self._refused(request, parts, form, refusal, caller)
        if caller.is_new:
            identity.set_plain_cookie(answer, request, caller.conversation, caller.token)
        return answer

    async def _do(self, request: Request, parts: Parts, form: Form, caller: Caller) -> Answer:
        async def whose() -> tuple[str, str]:
            identity.check_origin(request, NO_OTHERS)
            calls.check_goes_on(parts)
            if not caller.conversation:
                begun = await self._beginnings.begin(form.client_id, request, parts)
                caller.conversation, caller.token = begun
                caller.is_new = True
            return caller.conversation, caller.token

        if form.do:
            identity.check_origin(request, NO_OTHERS)
            return await self._end(request, parts, form, caller)
        if form.helped:
            identity.check_origin(request, NO_OTHERS)
            call = form.vote()
            await feedback.vote(parts, call, caller.conversation, caller.token)
            return await self._done(request, parts, form, caller, f"helped-{call.answer_id}")
        taken = await calls.take(parts, form.turn(), whose)
        if taken.is_forgotten:
            shown = Shown(turns=[taken.turn], framed=identity.is_in_frame(request))
            caller.is_new = False
            return self._gone(HTMLResponse(render(self._pages, shown), headers=HEADERS))
        return await self._done(request, parts, form, caller, "latest")

    async def _end(self, request: Request, parts: Parts, form: Form, caller: Caller) -> Answer:
        with suppress(NotFound):  # gone already, which is what was asked for
            await calls.end(parts, caller.conversation, caller.token)
        there = _address(request, "" if form.do == "again" else "cleared=yes")
        return self._gone(RedirectResponse(there, 303, HEADERS))

    async def _done(
        self, request: Request, parts: Parts, form: Form, caller: Caller, place: str
    ) -> Answer:
        """Back to the page, or, when words in the box were not sent, the page with them."""
        if not clean(form.unsent):
            return RedirectResponse(f"{_address(request)}#{place}", 303, HEADERS)
        blocks = [words.notice("info", words.NOT_SENT)]
        _danger_first(parts, form, blocks)
        shown = Shown(notices=as_notices(blocks), words=clean(form.text))
        return await self._page(request, parts, shown, caller)

    async def _refused(
        self, request: Request, parts: Parts, form: Form, refusal: Refused, caller: Caller
    ) -> Answer:
        """The page, with why not, and the words that were not taken."""
        blocks = refusal.blocks
        _danger_first(parts, form, blocks)
        shown = Shown(notices=as_notices(blocks), words=clean(form.text))
        answer = await self._page(request, parts, shown, caller)
        answer.status_code = refusal.status
        answer.headers.update(refusal.headers)
        if request.scope.get(TOO_LARGE):
            answer.headers["Connection"] = "close"
        return answer

    async def _page(
        self, request: Request, parts: Parts, shown: Shown, caller: Caller
    ) -> HTMLResponse:
        """The page with the conversation so far."""
        shown.framed = identity.is_in_frame(request)
        status, headers, is_gone = 200, HEADERS, False
        if caller.conversation:
            try:
                found, shown.turns = await calls.past(parts, caller.conversation, caller.token)
                shown.issued = found.issued
                with or_unavailable(parts.law):
                    shown.votes = await parts.votes.of(caller.conversation)
            except Refused as refusal:
                is_gone = isinstance(refusal, NotFound)
                shown.notices = shown.notices or as_notices(refusal.blocks)
                if not is_gone:
                    status, headers = refusal.status, HEADERS | refusal.headers
        answer = HTMLResponse(render(self._pages, shown), status, headers)
        return self._gone(answer) if is_gone else answer

    @staticmethod
    def _gone(answer: A) -> A:
        identity.clear_plain_cookie(answer)
        return answer


def _danger_first(parts: Parts, form: Form, blocks: list[RawBlock]) -> None:
    """Whatever became of the words, 111 comes first when they tell of danger."""
    if parts.danger.seen(clean(form.text)) and blocks[0].get("level") != "emergency":
        blocks.insert(0, words.emergency(parts.law))


def _address(request: Request, query: str = "") -> str:
    """The page's own, in a frame or not. Nothing that was typed is ever in it."""
    asked = "&".join(filter(None, ["in=frame" if identity.is_in_frame(request) else "", query]))
    return f"/chat?{asked}" if asked else "/chat"
