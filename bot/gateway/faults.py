"""What the gateway logs: one JSON object a line, and no words, ids or addresses of people."""

from __future__ import annotations

import logging
from pathlib import Path

from bot.log_lines import FIELDS, as_line

log = logging.getLogger("bot.gateway")


def log_line(event: str, level: int = logging.INFO, **fields: object) -> None:
    """Write one line.

    Args:
        event: what happened, in snake_case.
        level: a level of ``logging``.
        fields: statuses, times, names of types; nothing that came from a person.
    """
    said = {"event": event, **fields}
    line = as_line(logging.getLevelName(level), log.name, **said)
    log.log(level, "%s", line, extra={FIELDS: said})


def log_fault(event: str, error: BaseException | None = None, **fields: object) -> None:
    """Write a fault: the error's type and place, not its message, which may hold what was said."""
    if error is not None:
        fields |= {"error": type(error).__name__, "place": place_of(error)}
    log_line(event, logging.ERROR, **fields)


def place_of(error: BaseException) -> str:
    """File and line where an error was raised."""
    trace = error.__traceback__
    if trace is None:
        return ""
    while trace.tb_next is not None:
        trace = trace.tb_next
    return f"{Path(trace.tb_frame.f_code.co_filename).name}:{trace.tb_lineno}"
