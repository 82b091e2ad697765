"""How spans leave: by OTLP over HTTP. Imported only where they do: the packages are optional."""

from __future__ import annotations

from typing import TYPE_CHECKING

from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
from opentelemetry.sdk.resources import SERVICE_NAME, Resource
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import BatchSpanProcessor
from opentelemetry.sdk.trace.id_generator import RandomIdGenerator

from bot import tracing

if TYPE_CHECKING:
    from collections.abc import Mapping


class _OneTrace(RandomIdGenerator):
    """A call has the trace that stands in its log lines."""

    def generate_trace_id(self) -> int:
        """The one that we are in, or a new one."""
        return int(tracing.current(), 16) if tracing.current() else super().generate_trace_id()


def provider_for(env: Mapping[str, str]) -> TracerProvider:
    """What sends spans as the settings ``OTEL_...`` say."""
    name = env.get("OTEL_SERVICE_NAME", "safe-to-share")
    provider = TracerProvider(
        resource=Resource.create({SERVICE_NAME: name}), id_generator=_OneTrace()
    )
    provider.add_span_processor(BatchSpanProcessor(OTLPSpanExporter()))
    return provider
