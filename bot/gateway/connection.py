"""A connection that does not wait for ever: for a head, or for somebody who reads nothing.

What uvicorn leaves open: it limits the time between two calls, and nothing within one.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from bot.gateway.faults import log_line
from bot.gateway.sizes import LARGEST_HEAD

if TYPE_CHECKING:
    import asyncio

HEAD_WITHIN = 10.0
"""Seconds from the first byte of a call, or from the connection, to the end of its headers."""

READ_WITHIN = 30.0
"""Seconds for which an answer may wait to be read."""

TOO_MANY_MORE = 64
"""Connections over the limit that are told so; those beyond are closed."""


@dataclass(frozen=True)
class Outright:
    """Answers without a call, as they go over the wire.

    Attributes:
        full: to a connection for which there is no place.
        no_call: to what is no HTTP, or has too much of a head.
    """

    full: bytes
    no_call: bytes


class Impatient(HttpToolsProtocol):
    """One connection."""

    def __init__(self, *args: Any, most: int, outright: Outright, **kwargs: Any) -> None:
        """Not connected yet.

        Args:
            *args: of uvicorn's own protocol.
            most: connections at once.
            outright: what is said without a call.
            **kwargs: of uvicorn's own protocol.
        """
        super().__init__(*args, **kwargs)
        self._most = most
        self._outright = outright
        self._is_over = False
        self._head: int | None = 0  # bytes of it so far; None once it is here
        self._timer: asyncio.TimerHandle | None = None
        self._reading: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Begin to wait for a head."""
        super().connection_made(transport)
        self._is_over = len(self.connections) > self._most
        if len(self.connections) > self._most + TOO_MANY_MORE:
            transport.abort()
            return
        self._wait()

    def connection_lost(self, exc: Exception | None) -> None:
        """Nothing is waited for any more."""
        self._stop_waiting()
        self.resume_writing()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Read on; a head that is too long, or one too many, ends it."""
        if self._is_over:
            log_line("connections_full")
            self._end_with(self._outright.full)
            return
        if self._head is None and self.cycle.response_complete:
            self._head = 0
            self._wait()
        if self._head is not None:
            self._head += len(data)
        super().data_received(data)
        if self._head is not None and self._head > LARGEST_HEAD:
            self.send_400_response("The headers are too large.")

    def send_400_response(self, msg: str) -> None:  # noqa: ARG002  (uvicorn's own words)
        """In our words, with whom to ring and the headers that all answers have."""
        self._end_with(self._outright.no_call)

    def on_headers_complete(self) -> None:
        """The head is here."""
        self._head = None
        self._stop_waiting()
        super().on_headers_complete()

    def pause_writing(self) -> None:
        """Somebody does not read: give up after a while."""
        super().pause_writing()
        self._reading = self.loop.call_later(READ_WITHIN, self.transport.abort)

    def resume_writing(self) -> None:
        """They read on."""
        super().resume_writing()
        if self._reading is not None:
            self._reading.cancel()
            self._reading = None

    def _end_with(self, said: bytes) -> None:
        self.transport.write(said)
        self.transport.close()

    def _wait(self) -> None:
        self._stop_waiting()
        self._timer = self.loop.call_later(HEAD_WITHIN, self.timeout_keep_alive_handler)

    def _stop_waiting(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
