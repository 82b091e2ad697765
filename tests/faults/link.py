"""A cable between two processes, to be slowed, blocked or cut while they use it."""

from __future__ import annotations

import asyncio
import contextlib
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

Pair = tuple[asyncio.StreamReader, asyncio.StreamWriter]


class Link:
    """Takes connections on a port of loopback and passes them on.

    Attributes:
        port: where it listens.
        delay: seconds that each piece takes, each way.
        is_blocked: nothing comes through, and nobody is told: a network that is parted.
    """

    def __init__(self, target: int | Path) -> None:
        """Lead to a port of loopback, or to a Unix socket."""
        self._target = target
        self._ends: set[asyncio.StreamWriter] = set()
        self._is_cut = False
        self.port = 0
        self.delay = 0.0
        self.is_blocked = False

    async def run(self, up: threading.Event, over: asyncio.Event) -> None:
        """Pass on until it is over."""
        server = await asyncio.start_server(self._joined, "127.0.0.1", 0)
        self.port = server.sockets[0].getsockname()[1]
        up.set()
        async with server:
            await over.wait()
            self._break()

    @contextmanager
    def blocked(self) -> Iterator[None]:
        """Block it meanwhile; what was on its way comes through afterwards."""
        self.is_blocked = True
        try:
            yield
        finally:
            self.is_blocked = False

    @contextmanager
    def slow(self, seconds: float) -> Iterator[None]:
        """Slow it meanwhile."""
        self.delay = seconds
        try:
            yield
        finally:
            self.delay = 0.0

    @contextmanager
    def cut(self) -> Iterator[None]:
        """Break all connections, and every new one, meanwhile."""
        self._is_cut = True
        self._break()
        try:
            yield
        finally:
            self._is_cut = False

    def _break(self) -> None:
        for end in list(self._ends):
            end.transport.abort()

    async def _joined(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        if self._is_cut:
            writer.transport.abort()
            return
        beyond = await self._reach()
        self._ends |= {writer, beyond[1]}
        try:
            await asyncio.gather(self._pass(reader, beyond[1]), self._pass(beyond[0], writer))
        finally:
            self._ends -= {writer, beyond[1]}

    async def _reach(self) -> Pair:
        if isinstance(self._target, int):
            return await asyncio.open_connection("127.0.0.1", self._target)
        return await asyncio.open_unix_connection(self._target)

    async def _pass(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with contextlib.suppress(OSError):
            while piece := await reader.read(65536):
                await asyncio.sleep(self.delay)
                while self.is_blocked:  # noqa: ASYNC110  (set by another thread)
                    await asyncio.sleep(0.01)
                writer.write(piece)
                await writer.drain()
        writer.transport.abort() if self._is_cut else writer.close()


@contextmanager
def link(target: int | Path) -> Iterator[Link]:
    """A link that is up, in a thread of its own."""
    made, up = Link(target), threading.Event()
    loop, over = asyncio.new_event_loop(), asyncio.Event()
    thread = threading.Thread(target=loop.run_until_complete, args=[made.run(up, over)])
    thread.start()
    up.wait()
    try:
        yield made
    finally:
        loop.call_soon_threadsafe(over.set)
        thread.join()
        loop.close()
