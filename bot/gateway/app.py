"""The gateway as one ASGI app."""

from __future__ import annotations

from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

from fastapi import FastAPI

from bot.data_files import named
from bot.gateway import feedback, health, lookups, metrics, pages, plain, records, web, words
from bot.gateway.around import add_around
from bot.gateway.conversations import Conversations
from bot.gateway.parts import Parts
from bot.gateway.rasa import Rasa
from bot.gateway.rate import Buckets
from bot.gateway.receipts import Receipts, utc_now
from bot.gateway.refusals import add_refusals
from bot.gateway.repeating import repeating
from bot.gateway.retention import drop_idle
from bot.gateway.sign_in.gate import Entrance
from bot.gateway.store import Store
from bot.gateway.teams import route as teams
from bot.gateway.teams.network import Ways
from bot.gateway.usage.names import Names
from bot.gateway.usage.tally import Tally
from bot.gateway.usage.weeks import today
from bot.gateway.version import software
from bot.gateway.votes import Votes
from bot.law.load import load_law
from bot.privacy.lists import read_lists
from bot.safety.danger import load_danger
from bot.sealing.keys import open_keyring

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable
    from contextlib import AbstractAsyncContextManager

    import httpx

    from bot.gateway.settings import Settings
    from bot.law.model import Law
    from bot.safety.danger import Danger

DESCRIPTION = (
    "May I share this about this child, with them, now, and under which law? "
    "Conversations, and the law on known facts. Text is plain text everywhere."
)
_TIDY_EVERY = 30.0
"""Seconds between two rounds: what is too old goes, and Rasa is told of what ended meanwhile."""


@dataclass(frozen=True)
class Knowledge:
    """What is read from ``data/`` once: the law, signs of danger, and what may be counted."""

    law: Law
    danger: Danger
    names: Names

    @classmethod
    def load(cls) -> Self:
        """Read and check it all.

        Raises:
            LawError: a file of ``data/`` is broken. A gateway that does not know whom a person
                should ring, or what to leave out of words, does not start.
            KeyError: the law data lacks a sentence that the gateway says.
            UsageWordsError: data/usage.yml is broken.
        """
        with named():
            law = load_law()
            words.check(law)
            read_lists()
            return cls(law, load_danger(), Names.load(law))


@dataclass(frozen=True)
class Outside:
    """Ways to others: to Rasa (None for the network), to Microsoft, and to who signs people in."""

    rasa: httpx.AsyncBaseTransport | None
    microsoft: Ways
    entrance: Entrance | None


def create_app(
    settings: Settings,
    *,
    knowledge: Knowledge | None = None,
    transport: httpx.AsyncBaseTransport | None = None,
    microsoft: Ways | None = None,
    issuer: httpx.AsyncBaseTransport | None = None,
) -> FastAPI:
    """Make the gateway.

    Args:
        settings: how it runs.
        knowledge: what was read from ``data/``; read now when left out, with its errors.
        transport: another way to reach Rasa than the network.
        microsoft: other ways to reach Microsoft.
        issuer: another way than the network to who signs people's tokens.
    """
    known = knowledge or Knowledge.load()
    numbers = metrics.Metrics()
    entrance = Entrance(settings.sign_in, known.law, issuer) if settings.sign_in else None
    outside = Outside(transport, microsoft or Ways(), entrance)

    app = FastAPI(
        title="Safe to Share",
        version="1",
        description=DESCRIPTION,
        openapi_url="/api/v1/openapi.json",
        docs_url=None,  # its page takes scripts from another site
        redoc_url=None,
        lifespan=_lifespan(settings, known, numbers, outside),
    )
    _add_routes(app, known.law)
    add_around(app, settings, known.law, numbers, entrance)
    add_refusals(app)
    return app


def _add_routes(app: FastAPI, law: Law) -> None:
    for room in (web, feedback, lookups, records, health, metrics, teams):
        app.include_router(room.router)
    for pages_of in (plain, pages):
        app.include_router(pages_of.make_router(law))


def _lifespan(
    settings: Settings, known: Knowledge, numbers: metrics.Metrics, outside: Outside
) -> Callable[[FastAPI], AbstractAsyncContextManager[None]]:
    """Open the parts when the app starts; close them, after what is under way, when it ends."""

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        async with AsyncExitStack() as stack:
            keys = open_keyring(settings.keys, settings.state)
            store = await stack.enter_async_context(
                Store.opened(settings.state, keys, settings.database)
            )
            rasa = await stack.enter_async_context(Rasa.opened(settings, outside.rasa))
            if outside.entrance:
                stack.push_async_callback(outside.entrance.close)
            receipts = Receipts(known.law, settings.record_hours, software())
            rate = Buckets(settings.turns)
            tally = Tally(store.engine, known.names, today)
            stack.push_async_callback(tally.close)
            talks = Conversations(
                store, rasa, known.law, settings.patience, rate, receipts, numbers, tally
            )
            # Teams ends before: what it cuts off stays owed, and is no apology.
            stack.push_async_callback(talks.order.finish, settings.patience)
            app.state.parts = parts = Parts(
                settings, known.law, known.danger, store, rasa, talks, Votes(store), numbers
            )
            app.state.teams = await stack.enter_async_context(
                teams.opened(parts, outside.microsoft)
            )
            stack.enter_context(metrics.watching(numbers, parts, app.state.teams))
            async with repeating(
                lambda: _tidy(talks, settings.idle_hours),
                _TIDY_EVERY,
                fault="still_to_forget",
                patience=settings.patience,
            ):
                yield

    return lifespan


async def _tidy(talks: Conversations, idle_hours: float) -> None:
    await talks.store.records.drop_expired(utc_now())
    await drop_idle(talks, idle_hours)
    await talks.tally.write()
    await talks.tell_rasa_to_forget()
