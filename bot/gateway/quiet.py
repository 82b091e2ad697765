"""Who beside us may say something in the gateway's log: the server, that it starts and ends."""

from __future__ import annotations

import logging

from bot.privacy import logs

_SERVER = "uvicorn.error"
"""The name has nothing to do with errors."""
_STARTS_AND_ENDS = "server"
"""The module. Others of it write addresses, paths, and exceptions as text."""

unsettle = logs.unsettle


def settle() -> None:
    """Make every log record from now on without words; doing it twice changes nothing."""
    logs.settle(_may_speak)


def _may_speak(record: logging.LogRecord) -> bool:
    return (
        record.name == _SERVER
        and record.module == _STARTS_AND_ENDS
        and record.levelno >= logging.INFO
    )
