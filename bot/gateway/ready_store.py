"""The store before anything is served: made, brought to this version, or refused in a sentence.

``python -m bot migrate`` does it alone, for who wants to see it done before new software starts.
"""

from __future__ import annotations

import asyncio
import os
import sys
from typing import TYPE_CHECKING

from sqlalchemy.exc import SQLAlchemyError

from bot.database import STORE_VERSION, DatabaseError, read_database
from bot.gateway.database import engine_of
from bot.gateway.migrate import StoreError, migrate
from bot.gateway.settings import Settings

if TYPE_CHECKING:
    from pathlib import Path

    from bot.database import Database

FAILED = 1
WRONG_USE = 2


def make_ready(folder: Path, database: Database | None) -> str | None:
    """Open the store once.

    Returns:
        Why it cannot be served from, in words for who starts it; None when it can.
    """

    async def open_once() -> None:
        engine = engine_of(folder, database)
        try:
            await migrate(engine, database.installation if database else None)
        finally:
            await engine.dispose()

    try:
        asyncio.run(open_once())
    except StoreError as error:
        return str(error)
    except (SQLAlchemyError, OSError) as error:
        cause = getattr(error, "orig", None) or error
        where = "SAFE_TO_SHARE_DATABASE" if database else f"SAFE_TO_SHARE_STATE ({folder})"
        return f"The store does not answer ({type(cause).__name__}). Look at {where}."
    return None


def main() -> int:
    """Make the store ready and say so.

    Returns:
        0 when it is, 1 when it cannot be, 2 when a setting is wrong.
    """
    folder = Settings.state_of(os.environ)
    try:
        database = read_database(os.environ)
    except DatabaseError as error:
        print(error, file=sys.stderr)  # noqa: T201  (what to do, to the one who starts it)
        return WRONG_USE
    fault = make_ready(folder, database)
    if fault:
        print(fault, file=sys.stderr)  # noqa: T201  (to whoever started it)
        return FAILED
    print(f"The store has version {STORE_VERSION}.")  # noqa: T201  (to whoever started it)
    return 0
