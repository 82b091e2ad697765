"""What the server says on its terminal: warnings and worse, one line each, and nobody's words.

``settle`` has to run before Rasa is imported: TensorFlow and SQLAlchemy read their switches
from the environment while they load.
"""

from __future__ import annotations

import logging
import os
import traceback
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING

from bot.log_lines import JsonLines, as_line, wants_json

if TYPE_CHECKING:
    from collections.abc import Iterator

SWITCHES = {
    "RASA_TELEMETRY_ENABLED": "false",
    "SQLALCHEMY_SILENCE_UBER_WARNING": "1",
    "TF_CPP_MIN_LOG_LEVEL": "3",
}
THREADS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "TF_NUM_INTRAOP_THREADS")
FOR_AUTHORS = (
    "DeprecationWarning",
    "FutureWarning",
    "pkg_resources is deprecated",
    "distutils",
    "Slot auto-fill has been removed",
)
OURS = ("bot", "actions")

_in_a_turn: ContextVar[bool] = ContextVar("in_a_turn", default=False)


@contextmanager
def during_a_turn() -> Iterator[None]:
    """Withhold the messages of other people's code, in which words of the person may be."""
    token = _in_a_turn.set(True)
    try:
        yield
    finally:
        _in_a_turn.reset(token)


def place_of(error: BaseException) -> str:
    """Type and innermost place of an error, without its message: ``KeyError at form.py:12``."""
    frames = traceback.extract_tb(error.__traceback__)
    if not frames:
        return type(error).__name__
    last = frames[-1]
    return f"{type(error).__name__} at {os.path.basename(last.filename)}:{last.lineno}"  # noqa: PTH119  (for every record)


def message_of(record: logging.LogRecord) -> str:
    """A record in one line; see ``during_a_turn`` for what is withheld."""
    ours = record.name.split(".", 1)[0] in OURS
    message = record.getMessage()
    if _in_a_turn.get() and not ours:
        message = f"message withheld, from {record.module}.py:{record.lineno}"
    if record.exc_info and record.exc_info[1]:
        message = f"{message} ({place_of(record.exc_info[1])})"
    return " ".join(message.split())


class OneLine(logging.Formatter):
    """One line a record: time, level, logger, message; an exception as its type and place."""

    def __init__(self) -> None:
        super().__init__("%(asctime)s %(levelname)s %(name)s: %(message)s")

    def format(self, record: logging.LogRecord) -> str:
        """Render the record."""
        plain = logging.makeLogRecord(
            {**record.__dict__, "msg": message_of(record), "args": None}
            | {"exc_info": None, "exc_text": None, "stack_info": None}
        )
        return super().format(plain)


class OneJsonLine(JsonLines):
    """The same as a JSON object."""

    def message_of(self, record: logging.LogRecord) -> str:
        """What it says, less what is withheld."""
        return message_of(record)


def settle() -> None:
    """Turn off telemetry and chatter, and send warnings and worse to one handler.

    As JSON our own lines on each call are sent too: they have the trace that the gateway's have.

    Raises:
        LogsError: SAFE_TO_SHARE_LOGS asks for what there is not.
    """
    as_json = wants_json(os.environ)
    os.environ.update(SWITCHES)
    for name in THREADS:
        os.environ.setdefault(name, "1")
    handler = logging.StreamHandler()
    handler.setFormatter(OneJsonLine() if as_json else OneLine())
    logging.basicConfig(level=logging.WARNING, handlers=[handler], force=True)
    logging.captureWarnings(True)  # noqa: FBT003  (Python's signature)
    logging.raiseExceptions = False  # a handler that fails would print the raw message
    logging.getLogger("py.warnings").addFilter(_is_worth_reading)
    if as_json:
        logging.getLogger("bot").setLevel(logging.INFO)
    settle_structlog(as_json=as_json)


def _is_worth_reading(record: logging.LogRecord) -> bool:
    """Not a warning for the authors of libraries. Some libraries reset Python's own filters."""
    message = record.getMessage()
    return not any(mark in message for mark in FOR_AUTHORS)


def settle_structlog(*, as_json: bool = False) -> None:
    """Rasa's events carry texts and slots as values: keep their names only."""
    import structlog  # noqa: PLC0415  (after the switches)

    def name_only(_logger: object, level: str, event: dict[str, object]) -> str:
        name = str(event.get("event"))
        return as_line(level, "rasa", event=name) if as_json else f"{level}: {name}"

    structlog.configure(
        wrapper_class=structlog.make_filtering_bound_logger(logging.WARNING),
        processors=[name_only],
        cache_logger_on_first_use=True,
    )
