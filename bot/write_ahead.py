"""SQLite's write-ahead log, gone over to though others do so at the same instant.

Standard library only, for the gateway and for Rasa.
"""

from __future__ import annotations

import sqlite3
import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

STEP_S = 0.02


def write_ahead(execute: Callable[[str], object], patience_s: float) -> None:
    """Go over to the write-ahead log.

    SQLite does not wait for others that do so to a new file at the same instant, whatever its
    timeout says: it refuses at once. So this waits, on a new file only, before anything is served.

    Args:
        execute: runs a statement on the connection.
        patience_s: seconds until a file that stays taken is an error.

    Raises:
        sqlite3.OperationalError: it stayed taken, or cannot be written.
    """
    until = time.monotonic() + patience_s
    while not _gone_over(execute, is_last_try=time.monotonic() > until):
        time.sleep(STEP_S)


def _gone_over(execute: Callable[[str], object], *, is_last_try: bool) -> bool:
    try:
        execute("PRAGMA journal_mode = WAL")
    except sqlite3.OperationalError:
        if is_last_try:
            raise
        return False
    return True
