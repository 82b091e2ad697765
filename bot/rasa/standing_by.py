"""A process that holds everything ready and serves nothing; the one it forks serves.

To import Rasa and load the model takes seconds. Who is killed is replaced by another fork of what
is loaded already, and calls that come meanwhile wait at the socket, which stays open.
"""

from __future__ import annotations

import ctypes
import gc
import logging
import os
import signal
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

from bot.privacy.logs import place_of

if TYPE_CHECKING:
    from collections.abc import Callable

log = logging.getLogger(__name__)

MOST_KILLS, WITHIN_S = 5, 60.0
"""More kills than that within so many seconds: something is wrong that a fork does not mend."""
GAVE_UP = 1
_PR_SET_PDEATHSIG = 1
_FIRST_TO_GO = Path("/proc/self/oom_score_adj")
"""When memory runs out, the kernel takes the fork, which is back at once, before its holder."""
_TOLD = (signal.SIGTERM, signal.SIGINT)


def serve_again(serve: Callable[[], int]) -> int:
    """Have a child serve, and another one when it is killed.

    Args:
        serve: serves until it is told to end, and returns an exit status. What it opens, it opens
            in the child: no connection and no thread comes through a fork.

    Returns:
        The status of a child that ended by itself; 0 when this process was told to end.
    """
    if not sys.platform.startswith("linux"):
        return serve()  # elsewhere libraries do not bear a fork
    kills: list[float] = []
    gc.collect()
    gc.freeze()  # what is shared stays shared: the collector writes into what it looks at
    while True:
        status = _one_child(serve)
        if status >= 0:
            return status
        now = time.monotonic()
        kills = [at for at in kills if now - at < WITHIN_S] + [now]
        if len(kills) > MOST_KILLS:
            log.error("Killed %d times in %.0f s.", len(kills), WITHIN_S)
            return GAVE_UP
        log.error("Killed by signal %d; serving again.", -status)


def _one_child(serve: Callable[[], int]) -> int:
    """Its exit status; minus the signal's number when one killed it that we did not send on."""
    libc = ctypes.CDLL(None)  # loaded here: after the fork it would not be safe
    child = os.fork()
    if not child:
        libc.prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
        _FIRST_TO_GO.write_text("500")
        _exit_with(serve)
    told: list[int] = []

    def tell(number: int, _frame: object) -> None:
        told.append(number)
        os.kill(child, signal.SIGTERM)

    for number in _TOLD:
        signal.signal(number, tell)
    _, status = os.waitpid(child, 0)
    for number in _TOLD:
        signal.signal(number, signal.SIG_DFL)
    code = os.waitstatus_to_exitcode(status)
    return 0 if told and code < 0 else code


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
