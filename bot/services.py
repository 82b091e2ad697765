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
from pathlib import Path
from typing import Callable, Collection, Mapping, Sequence

from bot.training import tail

GRACE = 8.0  # seconds to end by itself, before it is killed
MOST_KILLS, WITHIN = 5, 60.0  # more than that in so many seconds is no accident
TRY_EVERY = 10.0  # seconds between two starts of what was killed and does not start again
_MEANT = (0, -signal.SIGTERM, -signal.SIGINT)
"""Ends that somebody wanted."""
_PR_SET_PDEATHSIG, _PR_SET_CHILD_SUBREAPER = 1, 36


class ServiceDiedError(Exception):
    """A service ended by itself; the message says which, how, and what it said last."""


@dataclass
class _Service:
    """One of them, and what became of it.

    Attributes:
        start: starts it; its log begins empty, or goes on.
        process: as it runs now.
        heirs: names of processes that may go on in its place.
        was_killed: at least once.
        failed: when it last did not start again; None when it did.
        is_said: somebody was told of that.
    """

    start: Callable[[int], subprocess.Popen[bytes]]
    process: subprocess.Popen[bytes]
    heirs: Collection[str]
    was_killed: bool = False
    failed: float | None = None
    is_said: bool = False

    def ended(self) -> int | None:
        """Its exit code; None while it runs, or an heir of it."""
        code = self.process.poll()
        if code is not None and _is_kill(code) and _has_heir(self.process.pid, self.heirs):
            return None
        return code

    def again(self) -> None:
        """Start it, and end what it left behind: that may hold the port."""
        _signal(self.process, signal.SIGKILL)
        self.process = self.start(os.O_APPEND)
        self.failed = None


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
    _services: dict[str, _Service] = field(default_factory=dict)
    _kills: list[float] = field(default_factory=list)

    def start(
        self,
        name: str,
        command: Sequence[str],
        env: Mapping[str, str],
        *,
        heirs: Collection[str] = (),
    ) -> None:
        """Start one service; it writes to ``<logs>/<name>.log``, which begins empty.

        Args:
            name: what messages and its log call it.
            command: what to run.
            env: its whole environment.
            heirs: what those of its processes call themselves (Linux) that go on in its place
                when it is killed.
        """
        self.logs.mkdir(parents=True, exist_ok=True)

        def start(opened: int) -> subprocess.Popen[bytes]:
            log = os.open(self.log(name), os.O_WRONLY | os.O_CREAT | opened, 0o600)
            try:
                return subprocess.Popen(
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

        taken = heirs if heirs and _takes_orphans() else ()
        self._services[name] = _Service(start, start(os.O_TRUNC), taken)

    def log(self, name: str) -> Path:
        """Path of a service's log."""
        return self.logs / f"{name}.log"

    def check(self) -> None:
        """Raise if any service has ended.

        Raises:
            ServiceDiedError: with the exit code and the end of its log.
        """
        for name, service in self._services.items():
            code = service.ended()
            if code is not None:
                raise ServiceDiedError(self._last_words(name, code))

    def mend(self) -> list[str]:
        """Start again whoever was killed; its log goes on.

        One that does not start again is tried every few seconds, and the others go on meanwhile.

        Returns:
            What somebody should know of that.

        Raises:
            ServiceDiedError: one ended by itself that was never killed, and would again; or one
                is killed over and over.
        """
        news = []
        for name, service in self._services.items():
            code = service.ended()
            if code is None:
                continue
            if _is_kill(code):
                self._count_kill(name, code)
                service.was_killed, service.is_said = True, False
                service.again()
            elif not service.was_killed:
                raise ServiceDiedError(self._last_words(name, code))
            elif self._tried_again(service):
                news.append(f"{self._last_words(name, code)}\nIt is tried again; all else goes on.")
        return news

    def _tried_again(self, service: _Service) -> bool:
        """Try what was killed and did not start, when it is time; whether that is news."""
        now = time.monotonic()
        if service.failed is None:
            service.failed = now
        elif now - service.failed >= TRY_EVERY:
            service.again()
        is_new, service.is_said = not service.is_said, True
        return is_new

    def _count_kill(self, name: str, code: int) -> None:
        now = time.monotonic()
        self._kills = [at for at in self._kills if now - at < WITHIN] + [now]
        if len(self._kills) > MOST_KILLS:
            raise ServiceDiedError(self._last_words(name, code))

    def _last_words(self, name: str, code: int) -> str:
        how = f"signal {-code}" if code < 0 else f"exit code {code}"
        log = self.log(name)
        return f"{name} stopped by itself ({how}). The end of {log}:\n{tail(log)}"

    def stop(self) -> None:
        """End every service, newest first, and whatever they started themselves."""
        running = [service.process for service in reversed(list(self._services.values()))]
        for process in running:
            _signal(process, signal.SIGTERM)
        patience = time.monotonic() + GRACE
        for process in running:
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(max(0.0, patience - time.monotonic()))
            while _has_members(process.pid) and time.monotonic() < patience:
                time.sleep(0.05)  # an heir has turns to finish as well
            # Also when it ended well: a child of its own may still be there.
            _signal(process, signal.SIGKILL)
            process.wait()
        self._services.clear()


def _is_kill(code: int) -> bool:
    return code < 0 and code not in _MEANT


def _has_members(group: int) -> bool:
    """Whether a child of ours still runs in the group; those that have ended are reaped."""
    try:
        while os.waitpid(-group, os.WNOHANG)[0]:
            pass
    except ChildProcessError:
        return False
    return True


def _has_heir(group: int, names: Collection[str]) -> bool:
    """Whether one of these names runs in the group, given to us when its parent was killed."""
    if not names or not _has_members(group):
        return False
    mine = Path(f"/proc/self/task/{os.getpid()}/children")
    with contextlib.suppress(OSError):  # gone between two looks; or a kernel that lists no children
        for pid in map(int, mine.read_text(encoding="utf-8").split()):
            name = Path(f"/proc/{pid}/comm").read_text(encoding="utf-8").rstrip()
            if name in names and os.getpgid(pid) == group:
                return True
    return False


def _takes_orphans() -> bool:
    """Have the kernel give us what children of ours leave behind; False where it cannot."""
    if not sys.platform.startswith("linux"):
        return False
    return bool(ctypes.CDLL(None).prctl(_PR_SET_CHILD_SUBREAPER, 1) == 0)


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
