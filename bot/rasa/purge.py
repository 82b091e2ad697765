"""Rasa's part of ``python -m bot purge``: it may run beside a running server."""

from __future__ import annotations

import argparse
import os
import sys
import time
from pathlib import Path

from bot.database import read_database
from bot.privacy.retention import SETTING, read_idle_hours
from bot.rasa.archive import Archive, NotSaved
from bot.rasa.postgres import PostgresArchive
from bot.sealing.keyring import Keyring

FAILED = 1
WRONG_USE = 2
FILE = Path(".state") / "rasa.db"
_NO_KEYS = Keyring([])
"""Removing opens nothing, so it works when the key is lost."""


def purge(archive: Archive | PostgresArchive, hours: float) -> int:
    """Remove what had no turn for so many hours; 0 removes every conversation.

    A turn under way is refused at its end, and nothing of it is kept.
    """
    before = int(time.time() - hours * 3600) + (0 if hours else 1)
    return sum(archive.delete(each, if_idle_since=before) for each in archive.idle(before))


def main(arguments: list[str] | None = None) -> int:
    """Purge, and say how many; the exit status is 0, 1 when it failed, 2 for a wrong setting."""
    parser = argparse.ArgumentParser(prog="python -m bot.rasa.purge", description=__doc__)
    parser.add_argument("--all", action="store_true", help="every conversation, not only idle ones")
    options = parser.parse_args(arguments)
    state = os.environ.get("SAFE_TO_SHARE_STATE")
    path = Path(state) / FILE.name if state else FILE
    try:
        hours = 0.0 if options.all else read_idle_hours(os.environ.get(SETTING))
        database = read_database(os.environ)
        archive = PostgresArchive(database, _NO_KEYS) if database else Archive(path, _NO_KEYS)
        removed = purge(archive, hours)
        archive.close()
    except ValueError as error:
        print(error, file=sys.stderr)
        return WRONG_USE
    except NotSaved as error:
        print(f"rasa: not purged. {error}", file=sys.stderr)
        return FAILED
    print(f"rasa: {removed} conversations removed")
    return 0


if __name__ == "__main__":
    sys.exit(main())
