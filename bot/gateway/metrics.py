"""Numbers for Prometheus: how many calls, how long, which outcomes. No ids, no words, no people.

Only who has the token may read them; without a token set there is nothing to read. Labels are
routes, statuses and outcomes, all of closed sets, so that their number cannot grow.
"""

from __future__ import annotations

import hmac
import logging
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

from fastapi import APIRouter, Request
from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, ProcessCollector
from prometheus_client.exposition import CONTENT_TYPE_LATEST, generate_latest
from sqlalchemy import event
from sqlalchemy.pool import QueuePool
from starlette.responses import Response

from bot.gateway.errors import NotFound
from bot.gateway.faults import log
from bot.gateway.parts import Running  # noqa: TC001  (FastAPI reads it)
from bot.gateway.spans import span
from bot.log_lines import FIELDS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from sqlalchemy import Connection, Engine

    from bot.gateway.parts import Parts
    from bot.gateway.sealed import RawBlocks
    from bot.gateway.teams.channel import Channel

SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 8)
"""Edges of the buckets; the last is the patience after which a person is told to wait."""


class Metrics:
    """The numbers of one gateway since it started."""

    def __init__(self) -> None:
        """Begin at nought; a registry of our own, since tests run several gateways."""
        self._registry = CollectorRegistry()
        self._calls = self._counter(
            "calls", "Calls, by route, method and status.", "route", "method", "status"
        )
        self._seconds = self._times("call_seconds", "Time from a call to its answer.", "route")
        self._stages = self._times(
            "turn_stage_seconds",
            "Where a turn's time goes: waiting for its place in the queue, and for Rasa.",
            "stage",
        )
        self._store = self._times("store_seconds", "Time of a statement in the store.")
        self._faults = self._counter(
            "faults", "Lines of the log that tell of a fault, by their event.", "event"
        )
        self._answers = self._counter("answers", "Answers given, by outcome.", "outcome")
        ProcessCollector(registry=self._registry)

    def _counter(self, name: str, what: str, *labels: str) -> Counter:
        return Counter(f"safe_to_share_{name}", what, labels, registry=self._registry)

    def _times(self, name: str, what: str, *labels: str) -> Histogram:
        name = f"safe_to_share_{name}"
        return Histogram(name, what, labels, buckets=SECONDS, registry=self._registry)

    def called(self, route: str, method: str, status: int, seconds: float) -> None:
        """A call was answered. ``route`` is the pattern, never the path."""
        self._calls.labels(route, method, str(status)).inc()
        self._seconds.labels(route).observe(seconds)

    @contextmanager
    def waiting_for_rasa(self) -> Iterator[None]:
        """Rasa is asked for a turn; how long it takes counts, whether it answers or not."""
        with self._stages.labels("rasa").time(), span("rasa"):
            yield

    def waited(self, seconds: float) -> None:
        """A turn had its place in the queue after so long."""
        self._stages.labels("queue").observe(seconds)

    def said(self, blocks: RawBlocks) -> None:
        """A turn was had for the first time; what it answered counts."""
        for block in blocks:
            if block["type"] == "answer":
                self._answers.labels(block["outcome"]).inc()

    def ask(self, name: str, what: str, how_many: Callable[[], int]) -> None:
        """Ask for a number whenever the numbers are read."""
        Gauge(f"safe_to_share_{name}", what, registry=self._registry).set_function(how_many)

    def watch_store(self, *engines: Engine) -> None:
        """Time each statement of a store's engines, and count their connections in use."""

        def begins(connection: Connection, *_: object) -> None:
            connection.info["began"] = time.perf_counter()

        def ended(connection: Connection, *_: object) -> None:
            self._store.observe(time.perf_counter() - connection.info["began"])

        for engine in engines:
            event.listen(engine, "before_cursor_execute", begins)
            event.listen(engine, "after_cursor_execute", ended)
        pools = [engine.pool for engine in engines if isinstance(engine.pool, QueuePool)]
        if pools:
            self.ask(
                "store_connections",
                "Connections to the database in use.",
                lambda: sum(pool.checkedout() for pool in pools),
            )

    @contextmanager
    def counting_faults(self) -> Iterator[None]:
        """Count the faults that are logged meanwhile."""
        counter = _Faults(self._faults)
        log.addHandler(counter)
        try:
            yield
        finally:
            log.removeHandler(counter)

    def text(self) -> bytes:
        """All of it, as Prometheus reads it."""
        return generate_latest(self._registry)


@contextmanager
def watching(numbers: Metrics, parts: Parts, teams: Channel | None) -> Iterator[None]:
    """Have the numbers say how a gateway's parts are, and count what is logged of their faults."""
    numbers.watch_store(*parts.store.engines)
    in_turn = parts.conversations.order.waiting
    numbers.ask("conversations_in_turn", "Conversations with a turn under way or waiting.", in_turn)
    numbers.ask("rasa_workers_reached", "Rasa workers that answered lately.", parts.rasa.reached)
    numbers.ask("ending", "1 once this gateway was told to end.", lambda: int(parts.is_ending))
    if teams is not None:
        numbers.ask("teams_deliveries", "Deliveries of Teams under way or waiting.", teams.at_work)
    with numbers.counting_faults():
        yield


class _Faults(logging.Handler):
    """Counts faults by their event, which is one of the names in our code."""

    def __init__(self, counter: Counter) -> None:
        super().__init__(logging.ERROR)
        self._counter = counter

    def emit(self, record: logging.LogRecord) -> None:
        self._counter.labels(getattr(record, FIELDS, {}).get("event", "other")).inc()


router = APIRouter()


@router.get("/metrics", include_in_schema=False)
async def metrics(request: Request, parts: Running) -> Response:
    """The numbers, for who has SAFE_TO_SHARE_METRICS_TOKEN; for others there is no such page."""
    wanted = f"Bearer {parts.settings.metrics_token}".encode()
    given = request.headers.get("authorization", "").encode("utf-8", "surrogateescape")
    if not parts.settings.metrics_token or not hmac.compare_digest(given, wanted):
        raise NotFound
    return Response(parts.metrics.text(), media_type=CONTENT_TYPE_LATEST)
