"""What the server says on its terminal: warnings and worse, one line each, and nobody's words.

``settle`` has to run before Rasa is imported: TensorFlow and SQLAlchemy read their switches
from the environment while they load.
"""

from __future__ import annotations

import logging
import os
import re

from bot.log_lines import JsonLines, as_line, wants_json
from bot.privacy import logs

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
_NAME_OF_AN_EVENT = re.compile(r"[a-z0-9_.]+")


class _Others:
    """Whether other people's code may say something: until somebody may have typed something."""

    are_silent = False

    def may_speak(self, _record: logging.LogRecord) -> bool:
        """Whether this record keeps its message."""
        return not self.are_silent


_others = _Others()


def silence_others(*, silent: bool = True) -> None:
    """Withhold the messages of other people's code from now on: words of a person may be in them.

    For the whole process, since threads and tasks of theirs do not say in whose turn they run.
    """
    _others.are_silent = silent


class OneLine(logging.Formatter):
    """One line a record: time, level, logger, message."""

    def __init__(self) -> None:
        super().__init__("%(asctime)s %(levelname)s %(name)s: %(message)s")

    def format(self, record: logging.LogRecord) -> str:
        """Render the record."""
        return " ".join(super().format(record).split())


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
    handler.setFormatter(JsonLines() if as_json else OneLine())
    logging.basicConfig(level=logging.WARNING, handlers=[handler], force=True)
    logs.settle(_others.may_speak)
    logging.getLogger("py.warnings").addFilter(_is_worth_reading)
    if as_json:
        logging.getLogger("bot").setLevel(logging.INFO)
    settle_structlog(as_json=as_json)


def _is_worth_reading(record: logging.LogRecord) -> bool:
    """Not a warning for the authors of libraries. Some libraries reset Python's own filters."""
    message = record.getMessage()
    return not any(mark in message for mark in FOR_AUTHORS)


def settle_structlog(level: int = logging.WARNING, *, as_json: bool = False) -> None:
    """Rasa's events carry texts and slots as values: keep their names only."""
    import structlog  # noqa: PLC0415  (after the switches)

    def name_only(_logger: object, severity: str, event: dict[str, object]) -> str:
        name = str(event.get("event"))
        said = name if _NAME_OF_AN_EVENT.fullmatch(name) else "event withheld"
        return as_line(severity, "rasa", event=said) if as_json else f"{severity}: {said}"

    structlog.configure(
        wrapper_class=structlog.make_filtering_bound_logger(level),
        processors=[name_only],
        cache_logger_on_first_use=True,
    )
