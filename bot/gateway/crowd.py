"""How many at once: places for turns with a queue before them, and connections."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Mapping

_NAMES = {
    "at_once": "SAFE_TO_SHARE_TURNS_AT_ONCE",
    "waiting": "SAFE_TO_SHARE_TURNS_WAITING",
    "of_one": "SAFE_TO_SHARE_CALLS_AT_ONCE",
    "connections": "SAFE_TO_SHARE_CONNECTIONS",
}
_MOST = 100_000

SOON = 5
"""Seconds in which those who are here have had their turn."""


class CrowdError(ValueError):
    """A number is not what it should be. The message names the setting."""


class Full(Exception):
    """There is no place, and none to wait in."""


@dataclass(frozen=True)
class Crowd:
    """What one gateway bears.

    Attributes:
        at_once: turns, greetings and questions that Rasa is asked for at the same time.
        waiting: how many more may wait for that; at 15 ms a turn they have it within patience.
        of_one: calls that one caller may have under way; less than there are places to have a turn
            or to wait for one, so that nobody takes them all.
        connections: open at the same time. A process may mostly have 1,024 files open.
    """

    at_once: int = 32
    waiting: int = 200
    of_one: int = 100
    connections: int = 800

    @classmethod
    def from_environment(cls, env: Mapping[str, str]) -> Self:
        """Read them; the defaults where nothing is set.

        Raises:
            CrowdError: one is no whole number from 1 on.
        """
        given = {each.name: env.get(_NAMES[each.name], "").strip() for each in fields(cls)}
        return cls(**{name: _number(name, text) for name, text in given.items() if text})


def _number(name: str, text: str) -> int:
    number = (
        int(text) if text.isascii() and text.isdecimal() and len(text) <= len(str(_MOST)) else 0
    )
    if not 1 <= number <= _MOST:
        raise CrowdError(f"{_NAMES[name]} has to be a whole number from 1 to {_MOST}.")
    return number


class Room:
    """So many places, and so many to wait in, first come first served."""

    def __init__(self, at_once: int, waiting: int) -> None:
        """Empty."""
        self._places = asyncio.Semaphore(at_once)
        self._most = at_once + waiting
        self._in = 0

    @asynccontextmanager
    async def place(self) -> AsyncIterator[None]:
        """Have a place, after those who came before.

        Raises:
            Full: so many wait that there is no sense in it.
        """
        if self._in >= self._most:
            raise Full
        self._in += 1
        try:
            async with self._places:
                yield
        finally:
            self._in -= 1
