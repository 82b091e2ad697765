"""Spans for OpenTelemetry, from a gateway of its own to a collector of ours."""

from __future__ import annotations

import signal
import sys
import time
from pathlib import Path
from typing import Any

import httpx
from fastapi import FastAPI, Request
from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceRequest
from opentelemetry.proto.trace.v1.trace_pb2 import Span
from starlette.responses import Response

from bot.gateway.spans import ENDPOINT, exported, span
from tests.gateway.process import gateway
from tests.gateway.someone import Someone
from tests.gateway.stand_in import StandIn
from tests.gateway.test_trace import GIVEN, TRACE
from tests.teams.served import served

WORDS = "may I tell the kaiako about the bruises?"
TURN = "POST /api/v1/conversations/{conversation}/turns"


class Collector:
    """Takes what is sent by OTLP over HTTP."""

    def __init__(self) -> None:
        """Nothing yet."""
        self.taken: list[bytes] = []

    def app(self) -> FastAPI:
        """To be served."""
        app = FastAPI()

        @app.post("/v1/traces")
        async def take(request: Request) -> Response:
            self.taken.append(await request.body())
            return Response(b"", media_type="application/x-protobuf")

        return app

    def spans(self) -> list[tuple[Span, dict[str, str]]]:
        """Each with what its service says of itself."""
        return [
            (span, {each.key: each.value.string_value for each in sent.resource.attributes})
            for body in self.taken
            for sent in ExportTraceServiceRequest.FromString(body).resource_spans
            for scope in sent.scope_spans
            for span in scope.spans
        ]


def talked(state: Path, monkeypatch: Any, endpoint: str) -> tuple[Someone, httpx.Response, StandIn]:
    """Somebody who came by way of a proxy said something; the gateway has ended in order."""
    monkeypatch.setenv(ENDPOINT, endpoint)
    rasa = StandIn()
    with (
        served(rasa.app()) as behind,
        gateway(state, f"http://127.0.0.1:{behind}") as (client, process),
    ):
        client.headers["traceparent"] = GIVEN
        someone = Someone(client)
        answer = someone.say(WORDS)
        process.send_signal(signal.SIGTERM)
        assert process.wait(30) == 0
    return someone, answer, rasa


def test_a_turn_has_its_spans_in_the_trace_of_its_log_lines(
    tmp_path: Path, monkeypatch: Any
) -> None:
    """Below the proxy's; that of the wait for Rasa below it, which is what Rasa is told."""
    collector = Collector()
    with served(collector.app()) as port:
        _, answer, rasa = talked(tmp_path, monkeypatch, f"http://127.0.0.1:{port}")
    found = {span.name: (span, service) for span, service in collector.spans()}
    (turn, service), (below, _) = found[TURN], found["rasa"]

    assert answer.status_code == 200
    assert {turn.trace_id.hex(), below.trace_id.hex()} == {TRACE}
    assert turn.parent_span_id.hex() == GIVEN.split("-")[2]
    assert below.parent_span_id == turn.span_id
    assert rasa.traces[-1].split("-")[1:3] == [TRACE, below.span_id.hex()]
    assert service["service.name"] == "safe-to-share"
    assert {each.key for each in turn.attributes} == {"http.route", "http.response.status_code"}


def test_a_span_has_no_words_and_no_ids(tmp_path: Path, monkeypatch: Any) -> None:
    """Neither what was typed, nor whose conversation it was, nor a token, nor an address."""
    collector = Collector()
    with served(collector.app()) as port:
        someone, _, _ = talked(tmp_path, monkeypatch, f"http://127.0.0.1:{port}")
    sent = b"".join(collector.taken)

    assert TURN.encode() in sent
    for private in (*WORDS.split(), someone.id, someone.last, "127.0.0.1"):
        if len(private) > 4:
            assert private.encode() not in sent


def test_a_collector_that_is_away_costs_nobody_an_answer(tmp_path: Path, monkeypatch: Any) -> None:
    """Nor a long wait."""
    began = time.monotonic()

    _, answer, _ = talked(tmp_path, monkeypatch, "http://127.0.0.1:9")

    assert answer.status_code == 200
    assert time.monotonic() - began < 60


def test_without_the_packages_it_serves_and_says_what_is_missing(
    monkeypatch: Any, caplog: Any
) -> None:
    """They are optional, whatever the settings ask."""
    caplog.set_level("INFO")
    monkeypatch.setitem(sys.modules, "bot.gateway.spans_out", None)

    with exported({ENDPOINT: "http://127.0.0.1:9"}), span("call") as begun:
        assert not begun.is_recording()

    assert '"event": "spans_off"' in caplog.text
