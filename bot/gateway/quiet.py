"""No words of a person in any log record, at any level, whoever writes it and whoever reads it.

Enforced where records are made, so that no handler, formatter or level can let words through:
what others log keeps its place and loses its text, and an exception is its type and place.
"""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any

from bot.gateway.faults import place_of

if TYPE_CHECKING:
    from collections.abc import Callable

_OURS = ("bot.", "actions.")
_SERVER = "uvicorn"
"""Says that it starts and ends; below INFO it would say more."""


def settle() -> None:
    """Make every log record from now on without words; doing it twice changes nothing."""
    made = logging.getLogRecordFactory()
    if not isinstance(made, _WithoutWords):
        logging.setLogRecordFactory(_WithoutWords(made))


def unsettle() -> None:
    """Make log records as they were made before."""
    made = logging.getLogRecordFactory()
    if isinstance(made, _WithoutWords):
        logging.setLogRecordFactory(made.before)


class _WithoutWords:
    """Makes log records. ``before`` made them until now."""

    def __init__(self, before: Callable[..., logging.LogRecord]) -> None:
        self.before = before

    def __call__(self, *args: Any, **kwargs: Any) -> logging.LogRecord:
        record = self.before(*args, **kwargs)
        error = record.exc_info[1] if record.exc_info else None
        record.exc_info = record.exc_text = record.stack_info = None
        if not _may_speak(record):
            record.msg = f"message withheld, from {record.module}.py:{record.lineno}"
            record.args = ()
        if error is not None:
            where = f"{type(error).__name__} at {place_of(error)}"
            record.msg, record.args = f"{record.getMessage()} ({where})", ()
        return record


def _may_speak(record: logging.LogRecord) -> bool:
    if f"{record.name}.".startswith(_OURS):
        return True
    is_server = record.name.split(".", 1)[0] == _SERVER
    return is_server and record.levelno >= logging.INFO
