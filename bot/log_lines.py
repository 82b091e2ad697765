"""A log line as a JSON object, for who collects logs: SAFE_TO_SHARE_LOGS=json.

What may be said at all is decided where records are made; this only sets it down.
Standard library only, for the gateway and for Rasa.
"""

from __future__ import annotations

import json
import logging
from datetime import datetime, timezone
from typing import TYPE_CHECKING

from bot import tracing

if TYPE_CHECKING:
    from collections.abc import Mapping

SETTING = "SAFE_TO_SHARE_LOGS"
FIELDS = "fields"
"""Of a record of ours: what it says, as closed names and values."""

_OURS = ("bot.", "actions.")


class LogsError(ValueError):
    """The setting is not what it should be. The message names it."""


def wants_json(env: Mapping[str, str]) -> bool:
    """Whether the setting asks for it.

    Raises:
        LogsError: it asks for something else.
    """
    given = env.get(SETTING, "")
    if given not in {"", "json"}:
        message = f"{SETTING} has to be json, or left out."
        raise LogsError(message)
    return given == "json"


def set_up(env: Mapping[str, str]) -> None:
    """Have the gateway's lines go to the terminal, as the setting asks.

    Raises:
        LogsError: it asks for what there is not.
    """
    handler = logging.StreamHandler()
    handler.setFormatter(JsonLines() if wants_json(env) else logging.Formatter("%(message)s"))
    logging.basicConfig(level=logging.INFO, handlers=[handler])
    logging.getLogger("httpx").setLevel(logging.WARNING)  # a line for each call, with nothing in it


def as_line(level: str, logger: str, **said: object) -> str:
    """One line: when, how bad, by whom, what; and in which trace."""
    at = datetime.now(timezone.utc).isoformat(timespec="milliseconds")
    line = {"at": at, "level": level.lower(), "logger": logger, **said}
    trace = tracing.current()
    return json.dumps(line | {"trace": trace} if trace else line, ensure_ascii=False)


class JsonLines(logging.Formatter):
    """Sets a record down as one line."""

    def format(self, record: logging.LogRecord) -> str:
        """Ours by their fields, others by their message."""
        fields = getattr(record, FIELDS, None)
        if isinstance(fields, dict) and record.name.startswith(_OURS):
            return as_line(record.levelname, record.name, **fields)
        return as_line(record.levelname, record.name, message=self.message_of(record))

    def message_of(self, record: logging.LogRecord) -> str:
        """What a record says in words."""
        return " ".join(record.getMessage().split())
