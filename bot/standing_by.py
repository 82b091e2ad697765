"""A process that holds everything ready and serves nothing; the one it forks serves.

To import Rasa and load the model takes seconds, as does the gateway's start on a busy machine. Who
is killed is replaced by another fork of what is loaded already, and calls that come meanwhile wait
at the socket, which stays open.
"""

from __future__ import annotations

import gc
import logging
import os
import signal
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from bot.privacy.logs import place_of
from bot.spare import Spare, called, end_with_parent

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.process_names import Names

log = logging.getLogger(__name__)

MOST_KILLS, WITHIN_S = 5, 60.0
"""More kills than that within so many seconds: something is wrong that a fork does not mend."""
TRY_EVERY_S = 2.0
"""Between two tries to serve again, while the store does not answer."""
GAVE_UP = 1
_FIRST_TO_GO = Path("/proc/self/oom_score_adj")
"""When memory runs out, the kernel takes the fork, which is back at once, before its holder."""
_TOLD = (signal.SIGTERM, signal.SIGINT)


def serve_again(serve: Callable[[], int], names: Names) -> int:
    """Have a child serve, and another one when it is killed.

    Args:
        serve: serves until it is told to end, and returns an exit status. What it opens, it opens
            in the child: no connection and no thread comes through a fork.
        names: what the processes call themselves.

    Returns:
        The status of a first child that ended by itself; 0 when this process was told to end.
    """
    if not sys.platform.startswith("linux"):
        return serve()  # elsewhere libraries do not bear a fork
    gc.collect()
    gc.freeze()  # what is shared stays shared: the collector writes into what it looks at
    return _hold(serve, names)


def _hold(serve: Callable[[], int], names: Names, *, served: bool = False) -> int:
    """Be the process that holds it all, with another one in waiting.

    Who did serve and was killed is replaced until it serves again: what it needs may be away.
    """
    called(names.holder)
    spare = Spare(names.spare, lambda: _hold(serve, names, served=True))
    kills = Kills()
    try:
        while True:
            status, was_told = _one_child(serve, names.serving, spare, kills)
            if was_told or status == 0 or (status > 0 and not served):
                return max(status, 0)
            served = True
            if status > 0:
                log.error("It does not serve again; tried every %.0f s.", TRY_EVERY_S)
                time.sleep(TRY_EVERY_S)
            elif kills.too_often():
                log.error("Killed %d times in %.0f s.", MOST_KILLS + 1, WITHIN_S)
                return GAVE_UP
            else:
                log.error("Killed by signal %d; serving again.", -status)
    finally:
        spare.dismiss()


class _End(NamedTuple):
    """How a child ended: its exit status, minus the signal's number when one killed it."""

    status: int
    was_told: bool


class Kills:
    """How often something was killed of late."""

    def __init__(self) -> None:
        """Never yet."""
        self._at: list[float] = []

    def too_often(self) -> bool:
        """Count one more; whether something is wrong that a fork does not mend."""
        now = time.monotonic()
        self._at = [at for at in self._at if now - at < WITHIN_S] + [now]
        return len(self._at) > MOST_KILLS


def _one_child(serve: Callable[[], int], name: str, spare: Spare, kills: Kills) -> _End:
    """Have one serve until it ends."""
    holder = os.getpid()
    child = os.fork()
    if not child:
        called(name)
        end_with_parent(holder, signal.SIGTERM)  # the turn under way is finished
        _FIRST_TO_GO.write_text("500")
        _exit_with(serve)
    spare.tell(child)
    told: list[int] = []

    def tell(number: int, _frame: object) -> None:
        told.append(number)
        os.kill(child, signal.SIGTERM)

    for number in _TOLD:
        signal.signal(number, tell)
    status = _ended(child, spare, kills)
    for number in _TOLD:
        signal.signal(number, signal.SIG_DFL)
    return _End(status, bool(told))


def _ended(child: int, spare: Spare, kills: Kills) -> int:
    """Wait for the child; a spare that is killed meanwhile is replaced."""
    while True:
        pid, status = os.wait()
        code = os.waitstatus_to_exitcode(status)
        if pid == child:
            return code
        spare.pid = 0
        if -code not in _TOLD and not kills.too_often():
            spare.again()


def _exit_with(serve: Callable[[], int]) -> None:
    """Serve in a child, and never come back from it."""
    status = GAVE_UP
    try:
        status = serve()
    except Exception as error:  # noqa: BLE001  (a fork must not go on as its parent)
        log.error("Serving failed: %s.", place_of(error))  # noqa: TRY400  (a traceback would have words)
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(status)
