"""Serves until told to end; then is not ready, finishes what is under way, and ends with 0.

Who serves is a fork of a process that has all loaded: killed, it is back in a fraction of a second.
"""

from __future__ import annotations

import os
import time
from functools import partial
from typing import TYPE_CHECKING

import uvicorn

from bot.gateway.connection import Impatient
from bot.gateway.faults import log_line
from bot.gateway.spans import exported
from bot.process_names import GATEWAY
from bot.standing_by import serve_again

if TYPE_CHECKING:
    import socket
    from types import FrameType

    from fastapi import FastAPI

    from bot.gateway.parts import Parts
    from bot.gateway.settings import Settings


BOTH_TOLD_S = 1.0
"""Who holds it tells who serves, and a terminal or a supervisor tells both: that is no hurry."""


def serve(app: FastAPI, settings: Settings, bound: socket.socket) -> int:
    """Serve until a signal; a second one, later, hurries it.

    Returns:
        0 after an orderly end.
    """
    return serve_again(lambda: _serve(app, settings, bound), GATEWAY)


def _serve(app: FastAPI, settings: Settings, bound: socket.socket) -> int:
    """The part that each fork does; uvicorn ends it where the store cannot be opened."""
    with exported(os.environ):
        _Draining(config_of(app, settings), app, settings).run([bound])
    return 0


def config_of(app: FastAPI, settings: Settings) -> uvicorn.Config:
    """How uvicorn serves it."""
    most, outright = settings.crowd.connections, app.state.outright
    connection = partial(Impatient, most=most, outright=outright)
    return uvicorn.Config(
        app,
        http=connection,  # type: ignore[arg-type]  # uvicorn only calls it
        ws="none",
        access_log=False,  # paths hold ids
        log_config=None,  # its lines go the way of all
        log_level="warning",
        server_header=False,
        proxy_headers=False,  # the app does that, after noting who is really at the other end
    )


class _Draining(uvicorn.Server):
    """Uvicorn stops listening as soon as it is told to end, so that nobody could be told why."""

    def __init__(self, config: uvicorn.Config, app: FastAPI, settings: Settings) -> None:
        """Not told yet."""
        super().__init__(config)
        self._app = app
        self._settings = settings
        self._told: float | None = None

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """Take nothing new from now on. What uvicorn notes here, it would die of at the end."""
        parts: Parts | None = getattr(self._app.state, "parts", None)
        if self._told is not None and time.monotonic() - self._told < BOTH_TOLD_S:
            return
        if parts is None or self._told is not None:
            super().handle_exit(sig, frame)
            return
        self._told = time.monotonic()
        parts.is_ending = True

    async def on_tick(self, counter: int) -> bool:
        """Ten times a second: whether to end."""
        if self._told is not None and self._is_drained(time.monotonic() - self._told):
            log_line("ending")
            self.should_exit = True
        return await super().on_tick(counter)

    def _is_drained(self, seconds: float) -> bool:
        """Whether nobody waits for a turn any more, so many seconds after it was told."""
        parts: Parts = self._app.state.parts
        if seconds < self._settings.drain:
            return False
        longest = self._settings.drain + self._settings.patience
        return seconds > longest or not parts.conversations.order.waiting()
