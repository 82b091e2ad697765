"""No words of a person in any log record, at any level, whoever writes it and whoever reads it.

Enforced where records are made, so that no handler, formatter or level can let words through:
what others log keeps its place and loses its text, and an exception is its type and place. What
would be written past all logs, by Python itself, is logged the same way.
"""

from __future__ import annotations

import logging
import sys
import threading
import traceback
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import TracebackType

OURS = frozenset({"bot", "actions"})
"""Loggers whose messages are written here, and never have a person's words."""

_make_record = logging.Logger.makeRecord
_PAST_LOGS = (
    (sys, "excepthook", sys.__excepthook__),
    (sys, "unraisablehook", sys.__unraisablehook__),
    (threading, "excepthook", threading.excepthook),
)
"""Who else writes an exception with its message, and as Python has it."""

log = logging.getLogger(__name__)


def settle(others: Callable[[logging.LogRecord], bool]) -> None:
    """Make every log record from now on without words; doing it twice changes nothing.

    Args:
        others: whether a record that is not ours may keep its message.
    """
    made = logging.getLogRecordFactory()
    before = made.before if isinstance(made, _WithoutWords) else made
    logging.setLogRecordFactory(_WithoutWords(before, others))
    logging.Logger.makeRecord = _record_without_extras  # type: ignore[method-assign,assignment]
    logging.captureWarnings(capture=True)
    logging.raiseExceptions = False  # a handler that fails would print the message
    sys.excepthook = _ended
    sys.unraisablehook = lambda unraisable: _ignored(unraisable.exc_value)
    threading.excepthook = lambda ended: _ignored(ended.exc_value)


def unsettle() -> None:
    """Make log records as Python does."""
    made = logging.getLogRecordFactory()
    if isinstance(made, _WithoutWords):
        logging.setLogRecordFactory(made.before)
    logging.Logger.makeRecord = _make_record  # type: ignore[method-assign]
    logging.captureWarnings(capture=False)
    logging.raiseExceptions = True
    for whose, name, hook in _PAST_LOGS:
        setattr(whose, name, hook)


def place_of(error: BaseException) -> str:
    """Type and innermost place of an error, without its message: ``KeyError at form.py:12``."""
    frames = traceback.extract_tb(error.__traceback__)
    if not frames:
        return type(error).__name__
    last = frames[-1]
    return f"{type(error).__name__} at {Path(last.filename).name}:{last.lineno}"


def is_ours(name: str | None) -> bool:
    """Whether a logger is one of ours; ``logging.makeLogRecord`` begins with none."""
    return (name or "").split(".", 1)[0] in OURS


class _WithoutWords:
    """Makes log records. ``before`` made them until now."""

    def __init__(
        self,
        before: Callable[..., logging.LogRecord],
        others: Callable[[logging.LogRecord], bool],
    ) -> None:
        self.before = before
        self._others = others

    def __call__(self, *args: Any, **kwargs: Any) -> logging.LogRecord:
        record = self.before(*args, **kwargs)
        error = record.exc_info[1] if record.exc_info else None
        record.exc_info = record.exc_text = record.stack_info = None
        if not (is_ours(record.name) or self._others(record)):
            record.msg = f"message withheld, from {record.module}.py:{record.lineno}"
            record.args = ()
        if error is not None:
            record.msg, record.args = f"{record.getMessage()} ({place_of(error)})", ()
        return record


def _record_without_extras(  # noqa: PLR0913, PLR0917  (Python's signature)
    logger: logging.Logger,
    name: str,
    level: int,
    fn: str,
    lno: int,
    msg: object,
    args: Any,
    exc_info: Any,
    func: str | None = None,
    extra: Any = None,
    sinfo: str | None = None,
) -> logging.LogRecord:
    """As Python's; what others put beside a message could be anything."""
    kept = extra if is_ours(name) else None
    return _make_record(logger, name, level, fn, lno, msg, args, exc_info, func, kept, sinfo)


def _ended(_kind: type[BaseException], error: BaseException, _trace: TracebackType | None) -> None:
    """Nobody took it, so the process ends; who interrupted it knows why."""
    if not isinstance(error, KeyboardInterrupt):
        log.critical("Ended by %s.", place_of(error))


def _ignored(error: BaseException | None) -> None:
    """Nobody took it, and all goes on."""
    if error is not None:
        log.error("Nobody took %s.", place_of(error))
