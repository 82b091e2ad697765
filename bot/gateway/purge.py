"""The gateway's part of ``python -m bot purge``: it may run beside a running gateway."""

from __future__ import annotations

import argparse
import asyncio
import os
import sys
from pathlib import Path

from sqlalchemy.exc import SQLAlchemyError

from bot.database import Database, read_database
from bot.gateway.migrate import StoreError
from bot.gateway.receipts import utc_now
from bot.gateway.retention import idle_before
from bot.gateway.settings import Settings
from bot.gateway.store import Store
from bot.privacy.retention import SETTING, read_idle_hours
from bot.sealing.keyring import Keyring

FAILED = 1
WRONG_USE = 2
COUNTS_STAY = "Counts of use stay: none says whose conversation it was of."
_NO_KEYS = Keyring([])
"""Removing opens nothing, so it works when the key is lost."""


async def purge(state: Path, hours: float, database: Database | None = None) -> int:
    """Remove what had no turn for so many hours, and all expired records.

    Args:
        state: the folder of the store.
        hours: 0 removes every conversation.
        database: in place of the folder's file.

    Returns:
        How many conversations were removed.
    """
    async with Store.opened(state, _NO_KEYS, database) as store:
        await store.records.drop_expired(utc_now())
        before, removed = idle_before(hours), 0
        for conversation in await store.idle(before):
            removed += await store.remove(conversation, rasa_to_follow=True, if_idle_since=before)
        return removed


def main(arguments: list[str] | None = None) -> int:
    """Purge, and say how many; the exit status is 0, 1 when it failed, 2 for a wrong setting."""
    parser = argparse.ArgumentParser(prog="python -m bot.gateway.purge", description=__doc__)
    parser.add_argument("--all", action="store_true", help="every conversation, not only idle ones")
    options = parser.parse_args(arguments)
    try:
        hours = 0.0 if options.all else read_idle_hours(os.environ.get(SETTING))
        state = Path(os.environ.get("SAFE_TO_SHARE_STATE") or Settings.state)
        removed = asyncio.run(purge(state, hours, read_database(os.environ)))
    except ValueError as error:
        print(error, file=sys.stderr)  # noqa: T201  (to whoever runs it)
        return WRONG_USE
    except StoreError as error:
        print(f"gateway: not purged. {error}", file=sys.stderr)  # noqa: T201  (to whoever started it)
        return FAILED
    except (SQLAlchemyError, OSError) as error:
        print(f"gateway: not purged ({type(error).__name__}).", file=sys.stderr)  # noqa: T201  (to whoever started it)
        return FAILED
    print(f"gateway: {removed} conversations removed. {COUNTS_STAY}")  # noqa: T201  (a count, to whoever runs it)
    return 0


if __name__ == "__main__":
    sys.exit(main())
