"""Serves until told to end; then is not ready, finishes what is under way, and ends with 0."""

from __future__ import annotations

import time
from functools import partial
from typing import TYPE_CHECKING

import uvicorn

from bot.gateway.connection import Impatient
from bot.gateway.faults import log_line

if TYPE_CHECKING:
    from types import FrameType

    from fastapi import FastAPI

    from bot.gateway.parts import Parts
    from bot.gateway.settings import Settings


def serve(app: FastAPI, settings: Settings, host: str, port: int) -> None:
    """Serve until a signal; a second one hurries it."""
    _Draining(config_of(app, settings, host, port), app, settings).run()


def config_of(app: FastAPI, settings: Settings, host: str, port: int) -> uvicorn.Config:
    """How uvicorn serves it."""
    most, outright = settings.crowd.connections, app.state.outright
    connection = partial(Impatient, most=most, outright=outright)
    return uvicorn.Config(
        app,
        host=host,
        port=port,
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
