"""Numbers for Prometheus: how many calls, how long, which outcomes. No ids, no words, no people.

Only who has the token may read them; without a token set there is nothing to read. Labels are
routes, statuses and outcomes, all of closed sets, so that their number cannot grow.
"""

from __future__ import annotations

import hmac
from contextlib import contextmanager
from typing import TYPE_CHECKING

from fastapi import APIRouter, Request
from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram
from prometheus_client.exposition import CONTENT_TYPE_LATEST, generate_latest
from starlette.responses import Response

from bot.gateway.errors import NotFound
from bot.gateway.parts import Running  # noqa: TC001  (FastAPI reads it)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from bot.gateway.sealed import RawBlocks

SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 8)
"""Edges of the buckets; the last is the patience after which a person is told to wait."""


class Metrics:
    """The numbers of one gateway since it started."""

    def __init__(self) -> None:
        """Begin at nought; a registry of our own, since tests run several gateways."""
        self._registry = CollectorRegistry()
        self._calls = Counter(
            "safe_to_share_calls",
            "Calls, by route, method and status.",
            ("route", "method", "status"),
            registry=self._registry,
        )
        self._seconds = Histogram(
            "safe_to_share_call_seconds",
            "Time from a call to its answer.",
            ("route",),
            buckets=SECONDS,
            registry=self._registry,
        )
        self._rasa = Histogram(
            "safe_to_share_rasa_seconds",
            "The part of a turn for which Rasa was waited for.",
            buckets=SECONDS,
            registry=self._registry,
        )
        self._answers = Counter(
            "safe_to_share_answers",
            "Answers given, by outcome.",
            ("outcome",),
            registry=self._registry,
        )
        self._waiting = Gauge(
            "safe_to_share_conversations_in_turn",
            "Conversations with a turn under way or waiting.",
            registry=self._registry,
        )

    def called(self, route: str, method: str, status: int, seconds: float) -> None:
        """A call was answered. ``route`` is the pattern, never the path."""
        self._calls.labels(route, method, str(status)).inc()
        self._seconds.labels(route).observe(seconds)

    @contextmanager
    def waiting_for_rasa(self) -> Iterator[None]:
        """Rasa is asked for a turn; how long it takes counts, whether it answers or not."""
        with self._rasa.time():
            yield

    def said(self, blocks: RawBlocks) -> None:
        """A turn was had for the first time; what it answered counts."""
        for block in blocks:
            if block["type"] == "answer":
                self._answers.labels(block["outcome"]).inc()

    def count_waiting(self, waiting: Callable[[], int]) -> None:
        """Ask for the conversations that have a turn under way whenever the numbers are read."""
        self._waiting.set_function(waiting)

    def text(self) -> bytes:
        """All of it, as Prometheus reads it."""
        return generate_latest(self._registry)


router = APIRouter()


@router.get("/metrics", include_in_schema=False)
async def metrics(request: Request, parts: Running) -> Response:
    """The numbers, for who has SAFE_TO_SHARE_METRICS_TOKEN; for others there is no such page."""
    wanted = f"Bearer {parts.settings.metrics_token}".encode()
    given = request.headers.get("authorization", "").encode("utf-8", "surrogateescape")
    if not parts.settings.metrics_token or not hmac.compare_digest(given, wanted):
        raise NotFound
    return Response(parts.metrics.text(), media_type=CONTENT_TYPE_LATEST)
