"""Processes that live and die together: start them, replace who is killed, end them all.

Standard library only.
"""

from __future__ import annotations

import contextlib
import ctypes
import os
import signal
import subprocess
import sys
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Callable, Mapping, Sequence

from bot.training import tail

if TYPE_CHECKING:
    from pathlib import Path

GRACE = 8.0  # seconds to end by itself, before it is killed
MOST_KILLS, WITHIN = 5, 60.0  # more than that in so many seconds is no accident
_PR_SET_PDEATHSIG = 1


class ServiceDiedError(Exception):
    """A service ended by itself; the message says which, how, and what it said last."""


@dataclass
class Services:
    """A set of child processes, each in a process group of its own.

    A group of its own keeps the terminal's Ctrl-C from reaching the children directly,
    so that they are ended in order, and lets us end what they started too.

    Attributes:
        folder: the working directory of all.
        logs: the folder of their logs, readable by this account only.
    """

    folder: Path
    logs: Path
    _running: dict[str, subprocess.Popen[bytes]] = field(default_factory=dict)
    _started: dict[str, tuple[Sequence[str], Mapping[str, str]]] = field(default_factory=dict)
    _kills: list[float] = field(default_factory=list)

    def start(self, name: str, command: Sequence[str], env: Mapping[str, str]) -> None:
        """Start one service; it writes to ``<logs>/<name>.log``, which begins empty."""
        self.logs.mkdir(parents=True, exist_ok=True)
        self._started[name] = (command, env)
        self._start(name, os.O_TRUNC)

    def _start(self, name: str, opened: int) -> None:
        command, env = self._started[name]
        log = os.open(self.log(name), os.O_WRONLY | os.O_CREAT | opened, 0o600)
        try:
            self._running[name] = subprocess.Popen(
                command,
                cwd=self.folder,
                env=dict(env),
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
                preexec_fn=_die_with_parent(),
            )
        finally:
            os.close(log)

    def log(self, name: str) -> Path:
        """Path of a service's log."""
        return self.logs / f"{name}.log"

    def check(self) -> None:
        """Raise if any service has ended.

        Raises:
            ServiceDiedError: with the exit code and the end of its log.
        """
        for name, process in self._running.items():
            code = process.poll()
            if code is not None:
                how = f"signal {-code}" if code < 0 else f"exit code {code}"
                raise ServiceDiedError(
                    f"{name} stopped by itself ({how}). "
                    f"The end of {self.log(name)}:\n{tail(self.log(name))}"
                )

    def mend(self) -> None:
        """Start again whoever was killed; its log goes on.

        Raises:
            ServiceDiedError: one ended by itself, and would again, or is killed over and over.
        """
        for name, process in list(self._running.items()):
            code = process.poll()
            if code is None:
                continue
            now = time.monotonic()
            self._kills = [at for at in self._kills if now - at < WITHIN] + [now]
            if code > 0 or code in _MEANT or len(self._kills) > MOST_KILLS:
                self.check()
            _signal(process, signal.SIGKILL)  # a child of its own may hold the port
            self._start(name, os.O_APPEND)

    def stop(self) -> None:
        """End every service, newest first, and whatever they started themselves."""
        running = list(reversed(list(self._running.values())))
        for process in running:
            _signal(process, signal.SIGTERM)
        patience = time.monotonic() + GRACE
        for process in running:
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(max(0.0, patience - time.monotonic()))
            # Also when it ended well: a child of its own may still be there.
            _signal(process, signal.SIGKILL)
            process.wait()
        self._running.clear()


_MEANT = (0, -signal.SIGTERM, -signal.SIGINT)
"""Ends that somebody wanted."""


def _signal(process: subprocess.Popen[bytes], number: signal.Signals) -> None:
    """Send a signal to a service's whole group; it may be gone already."""
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(process.pid, number)


def _die_with_parent() -> Callable[[], None] | None:
    """On Linux: have the kernel end a child whose parent was killed outright."""
    if not sys.platform.startswith("linux"):
        return None
    libc = ctypes.CDLL(None)  # loaded here: after the fork it would not be safe
    return lambda: libc.prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)
