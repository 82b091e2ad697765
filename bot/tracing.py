"""One id for a call and all that it leads to, in every log line: W3C Trace Context.

Standard library only, for the gateway and for Rasa.
"""

from __future__ import annotations

import re
import secrets
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

HEADER = "traceparent"
ANSWERED = "traceresponse"

_GIVEN = re.compile(r"(?!ff)([0-9a-f]{2})-([0-9a-f]{32})-([0-9a-f]{16})-[0-9a-f]{2}(-.*)?")
_now: ContextVar[str] = ContextVar("trace", default="")


@contextmanager
def traced(given: str | None) -> Iterator[None]:
    """Be in the trace that a header gives; in a new one where it gives none, or is malformed."""
    trace = _read(given or "") or secrets.token_hex(16)
    token = _now.set(trace)
    try:
        yield
    finally:
        _now.reset(token)


def current() -> str:
    """The id of the trace that we are in; empty in none."""
    return _now.get()


def onward(header: str = HEADER) -> dict[str, str]:
    """The header for whoever is asked next, or is answered; none outside a trace."""
    trace = _now.get()
    return {header: f"00-{trace}-{secrets.token_hex(8)}-01"} if trace else {}


def _read(given: str) -> str:
    found = _GIVEN.fullmatch(given.strip())
    if not found:
        return ""
    version, trace, parent, more = found.groups()
    is_wrong = version == "00" and more
    return "" if is_wrong or not trace.strip("0") or not parent.strip("0") else trace
