"""Many people at once, each in a conversation of their own: how long each turn takes."""

from __future__ import annotations

import asyncio
import itertools
import random
import statistics
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from bench.asking import Caller, Refused
from bench.script import ROUND, turns

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    Send = Callable[[str], Awaitable[None]]
    Begin = Callable[[Caller], Awaitable[Send]]

ROUNDS = 3
"""Of the script in a conversation; then the person begins another, as people do."""


class NoReplyError(Exception):
    """A turn was answered with an error, or with nothing to show."""


@dataclass
class Heard:
    """What a crowd met: milliseconds of each turn, turns without a reply, and for how long."""

    times: list[float] = field(default_factory=list)
    errors: int = 0
    seconds: float = 0.0
    client: float = 0.0
    """Seconds of processor time that asking took, in this process."""

    def at(self, percent: int) -> float:
        """Milliseconds that so many in a hundred turns keep."""
        if len(self.times) < 2:  # noqa: PLR2004  (quantiles needs two)
            return sum(self.times)
        return statistics.quantiles(self.times, n=100, method="inclusive")[percent - 1]

    @property
    def rate(self) -> float:
        """Turns a second, of all people together."""
        return len(self.times) / self.seconds


async def listen(address: str, begin: Begin, people: int, think: float, seconds: float) -> Heard:
    """Have so many people talk for so long.

    Args:
        address: of who answers; each person has a connection of their own.
        begin: opens a conversation, and gives what sends one message and waits for the reply.
        people: at once.
        think: seconds between a reply and the next message, on average; from half to one and a
            half times as many. They do not begin all at the same instant.
        seconds: after which nobody says anything more.
    """
    heard = Heard()
    by = random.Random(people)  # noqa: S311  (pauses, not secrets)
    began, used = time.perf_counter(), time.process_time()

    async def talk() -> None:
        await asyncio.sleep(by.uniform(0, think))
        async with Caller(address) as caller:
            while time.perf_counter() - began < seconds:
                send = await begin(caller)
                for text in turns(ROUNDS * len(ROUND)):
                    if time.perf_counter() - began >= seconds:
                        return
                    await _timed(send, text, heard)
                    await asyncio.sleep(by.uniform(0.5, 1.5) * think)

    await asyncio.gather(*(talk() for _ in itertools.repeat(None, people)))
    heard.seconds = time.perf_counter() - began
    heard.client = time.process_time() - used
    return heard


async def _timed(send: Send, text: str, heard: Heard) -> None:
    started = time.perf_counter()
    try:
        await send(text)
    except (NoReplyError, Refused, OSError, EOFError):
        heard.errors += 1
    else:
        heard.times.append(1000 * (time.perf_counter() - started))
