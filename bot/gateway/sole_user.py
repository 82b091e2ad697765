"""One gateway for one SQLite file: a second one would answer the same people beside the first."""

from __future__ import annotations

import fcntl
import os
from contextlib import contextmanager
from typing import TYPE_CHECKING

from bot.gateway.migrate import StoreError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


class InUse(StoreError):
    """Another gateway has the folder."""


@contextmanager
def sole_user(folder: Path) -> Iterator[None]:
    """Hold the folder for this process. The system lets go of it however the process ends.

    Raises:
        InUse: another process, or another gateway of this one, holds it.
    """
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    held = os.open(folder / "gateway.lock", os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        os.close(held)
        raise InUse(
            f"Another gateway uses {folder}. End it, or give this one a folder of its own "
            "(SAFE_TO_SHARE_STATE). Several gateways on one store need PostgreSQL "
            "(SAFE_TO_SHARE_DATABASE)."
        ) from None
    try:
        yield
    finally:
        os.close(held)
