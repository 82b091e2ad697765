"""One id for a call and all that it leads to, in every log line: W3C Trace Context.

Standard library only, for the gateway and for Rasa.
"""

from __future__ import annotations

import re
import secrets
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

HEADER = "traceparent"
ANSWERED = "traceresponse"

_GIVEN = re.compile(r"(?!ff)([0-9a-f]{2})-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})(-.*)?")


class Above(NamedTuple):
    """What a header names: a trace, the step in it that called us, and its flags."""

    trace: str
    step: str
    flags: str


_now: ContextVar[str] = ContextVar("trace", default="")
_above: ContextVar[Above | None] = ContextVar("above", default=None)


@contextmanager
def traced(given: str | None) -> Iterator[None]:
    """Be in the trace that a header gives; in a new one where it gives none, or is malformed."""
    found = _read(given or "")
    token, above = _now.set(found.trace if found else secrets.token_hex(16)), _above.set(found)
    try:
        yield
    finally:
        _now.reset(token)
        _above.reset(above)


def current() -> str:
    """The id of the trace that we are in; empty in none."""
    return _now.get()


def above() -> Above | None:
    """Who called us, where they said so."""
    return _above.get()


def onward(header: str = HEADER, step: str = "") -> dict[str, str]:
    """The header for whoever is asked next, or is answered; none outside a trace."""
    trace = _now.get()
    return {header: f"00-{trace}-{step or secrets.token_hex(8)}-01"} if trace else {}


def _read(given: str) -> Above | None:
    found = _GIVEN.fullmatch(given.strip())
    if not found:
        return None
    version, trace, step, flags, more = found.groups()
    is_wrong = version == "00" and more
    return (
        None
        if is_wrong or not trace.strip("0") or not step.strip("0")
        else Above(trace, step, flags)
    )
