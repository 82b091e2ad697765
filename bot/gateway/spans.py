"""Spans for OpenTelemetry, where its SDK is installed and its own settings say where they go.

A span has a route, a status and times; no words, no ids of people, no addresses. The tracer is our
own and nobody else's: FastAPI would make spans of its own with paths, which hold ids.
"""

from __future__ import annotations

from contextlib import contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING

from opentelemetry import trace
from opentelemetry.context import Context

from bot import tracing
from bot.gateway.faults import log_line

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

ENDPOINT = "OTEL_EXPORTER_OTLP_ENDPOINT"

_here: ContextVar[trace.Span | None] = ContextVar("span", default=None)


class _Out:
    """What makes our spans: of nothing, until they are to go somewhere."""

    tracer: trace.Tracer = trace.NoOpTracer()


@contextmanager
def exported(env: Mapping[str, str]) -> Iterator[None]:
    """Have spans sent meanwhile, if they are to be; a thread sends them, so call it after forks."""
    if not env.get(ENDPOINT):
        yield
        return
    try:
        from bot.gateway.spans_out import provider_for  # noqa: PLC0415  (its packages are optional)
    except ImportError as error:
        log_line("spans_off", missing=error.name)
        yield
        return
    provider = provider_for(env)
    _Out.tracer = provider.get_tracer(__name__)
    try:
        yield
    finally:
        provider.shutdown()


@contextmanager
def span(name: str) -> Iterator[trace.Span]:
    """What is done meanwhile."""
    begun = _Out.tracer.start_span(name, _above())
    token = _here.set(begun)
    try:
        yield begun
    finally:
        _here.reset(token)
        begun.end()


def onward() -> dict[str, str]:
    """The header for whoever is asked next: with the span that we are in, if we are in one."""
    here = _here.get()
    if here is None or not here.is_recording():
        return tracing.onward()
    return tracing.onward(step=trace.format_span_id(here.get_span_context().span_id))


def _above() -> Context:
    """The span that we are in; at the first of a call, the one that its header names."""
    here, named = _here.get(), tracing.above()
    if here is None and named is not None:
        flags = trace.TraceFlags(int(named.flags, 16))
        there = trace.SpanContext(
            int(named.trace, 16), int(named.step, 16), is_remote=True, trace_flags=flags
        )
        here = trace.NonRecordingSpan(there)
    return trace.set_span_in_context(here, Context()) if here else Context()
