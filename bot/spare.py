"""A second process that holds everything ready, for when the first is killed.

It is a fork as well, so that it costs hardly any memory. It takes over only where who started the
first is given its orphans, as ``bot.services`` is: anywhere else it ends with the first.
"""

from __future__ import annotations

import ctypes
import logging
import os
import select
import signal
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

log = logging.getLogger(__name__)

FINISHES_WITHIN_S = 7.0
"""For who serves to finish its turns once its holder is gone; then it is killed."""
_LOOK_EVERY_S = 1.0
_INIT = 1
_PR_SET_PDEATHSIG, _PR_SET_NAME = 1, 15
_PID_BYTES = 8
_TOLD = (signal.SIGTERM, signal.SIGINT)
_libc = ctypes.CDLL(None) if sys.platform.startswith("linux") else None


def called(name: str) -> None:
    """Be called so in ``ps -o comm``."""
    assert _libc  # noqa: S101  (only Linux forks)
    _libc.prctl(_PR_SET_NAME, name.encode())


def end_with_parent(parent: int, number: signal.Signals) -> None:
    """Be sent this signal when the parent is gone; end at once where it is already."""
    assert _libc  # noqa: S101  (only Linux forks)
    _libc.prctl(_PR_SET_PDEATHSIG, number)
    if os.getppid() != parent:
        os._exit(0)


class Spare:
    """The process in waiting, as its holder sees it.

    A pipe tells it when to take over. Its writing end is open in the holder and in who serves, so
    that it ends when both are gone; through it come the process ids of who serves.
    """

    def __init__(self, name: str, take_over: Callable[[], int]) -> None:
        """Fork it.

        Args:
            name: what it calls itself.
            take_over: what it does when the holder and who served are gone: its exit status.
        """
        self._name = name
        self._take_over = take_over
        self._starter = os.getppid()
        self._reading, self._writing = os.pipe()
        self._serving = 0
        self.pid = 0
        self.again()

    def again(self) -> None:
        """Fork one, where it would be given to who started the holder."""
        if self._starter <= _INIT:
            return
        holder = os.getpid()
        self.pid = os.fork()
        if self.pid:
            self.tell(self._serving)
            return
        os.close(self._writing)
        for number in _TOLD:
            signal.signal(number, signal.SIG_DFL)
        called(self._name)
        self._wait(holder)
        end_with_parent(self._starter, signal.SIGTERM)
        os.close(self._reading)
        log.error("The process that held all is gone; serving again.")
        os._exit(self._take_over())

    def tell(self, serving: int) -> None:
        """Say who serves now."""
        self._serving = serving
        os.write(self._writing, serving.to_bytes(_PID_BYTES, "big"))

    def dismiss(self) -> None:
        """End it: the holder ends as it should."""
        os.close(self._reading)
        os.close(self._writing)
        if self.pid:
            os.kill(self.pid, signal.SIGKILL)
            os.waitpid(self.pid, 0)

    def _wait(self, holder: int) -> None:
        """In the spare: until the holder and who served are gone."""
        serving, alone = 0, 0.0
        while True:
            if select.select([self._reading], [], [], _LOOK_EVERY_S)[0]:
                said = os.read(self._reading, _PID_BYTES)
                if not said:
                    return
                serving = int.from_bytes(said, "big")
            elif os.getppid() != holder:
                alone += _LOOK_EVERY_S
                if serving and alone > FINISHES_WITHIN_S:
                    os.kill(serving, signal.SIGKILL)  # it holds the pipe: it is still itself
