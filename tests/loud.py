"""All that this process logs, of every library and at every level, to look for words in it."""

from __future__ import annotations

import logging
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_EVERY_LEVEL = 1
"""Below DEBUG: uvicorn has a level of its own there."""


class Heard(logging.Handler):
    """Keeps all that is in each record, and how it would be written."""

    def __init__(self) -> None:
        """Nothing was heard yet."""
        super().__init__(0)
        self.setFormatter(logging.Formatter("%(name)s %(levelname)s %(message)s"))
        self.names: set[str] = set()
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keep it."""
        self.names.add(record.name.split(".")[0])
        self.lines.append(f"{self.format(record)} {record.__dict__}")

    @property
    def everything(self) -> str:
        """In small letters."""
        return "\n".join(self.lines).lower()


def turn_up() -> None:
    """Have every logger say all that it has."""
    logging.getLogger().setLevel(_EVERY_LEVEL)
    for logger in _loggers():
        logger.setLevel(_EVERY_LEVEL)
        logger.propagate, logger.disabled = True, False


@contextmanager
def all_that_is_logged() -> Iterator[Heard]:
    """Hear everything for as long as it takes."""
    root, heard = logging.getLogger(), Heard()
    before = [(each, each.level, each.propagate, each.disabled) for each in (root, *_loggers())]
    turn_up()
    root.addHandler(heard)
    try:
        yield heard
    finally:
        root.removeHandler(heard)
        for logger, level, propagate, disabled in before:
            logger.setLevel(level)
            logger.propagate, logger.disabled = propagate, disabled


def _loggers() -> list[logging.Logger]:
    found = logging.getLogger().manager.loggerDict.values()
    return [each for each in found if isinstance(each, logging.Logger)]
