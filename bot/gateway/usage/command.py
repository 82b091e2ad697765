"""``python -m bot report``: how it is used, on one page, without anybody on it."""

from __future__ import annotations

import argparse
import asyncio
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import select
from sqlalchemy.exc import SQLAlchemyError

from bot.database import DatabaseError, read_database
from bot.gateway.migrate import StoreError
from bot.gateway.settings import Settings
from bot.gateway.store import Store
from bot.gateway.tables import usage
from bot.gateway.usage.names import Names, UsageWordsError
from bot.gateway.usage.page import page_of
from bot.gateway.usage.report import report_of
from bot.gateway.usage.weeks import QUARTER, QUARTERS_KEPT, today
from bot.law.errors import LawError
from bot.law.load import load_law
from bot.sealing.keyring import Keyring

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.database import Database
    from bot.gateway.usage.report import Count

FAILED = 1
WRONG_USE = 2
MOST_DAYS = (QUARTER * QUARTERS_KEPT).days
_NO_KEYS = Keyring([])
"""Counts are not sealed: there is nobody in them."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Write the page; the exit status is 0, 1 when it failed, 2 for a wrong setting."""
    options = _read(arguments)
    try:
        law = load_law()
        names = Names.load(law)
        database = read_database(os.environ)
        found = asyncio.run(_counts(Settings.state_of(os.environ), database))
        day = today()
        page = page_of(report_of(found, names, day, options.days), names, law, day)
        options.out.write_text(page, encoding="utf-8")
    except (LawError, UsageWordsError, DatabaseError) as error:
        print(error, file=sys.stderr)  # noqa: T201  (to whoever runs it)
        return WRONG_USE
    except StoreError as error:
        print(f"No report was made. {error}", file=sys.stderr)  # noqa: T201  (to whoever runs it)
        return FAILED
    except (SQLAlchemyError, OSError) as error:
        print(f"No report was made ({type(error).__name__}).", file=sys.stderr)  # noqa: T201  (to whoever runs it)
        return FAILED
    print(f"{options.out}: written. It opens in any browser and holds no personal information.")  # noqa: T201  (to whoever runs it)
    return 0


def _read(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bot report", description=__doc__)
    parser.add_argument(
        "--days", type=_days, default=91, help=f"how far back, 7 to {MOST_DAYS}; 91 when absent"
    )
    parser.add_argument(
        "--out", type=Path, default=Path("usage.html"), help="the file; usage.html when absent"
    )
    return parser.parse_args(arguments)


def _days(given: str) -> int:
    days = int(given)
    if not 7 <= days <= MOST_DAYS:  # noqa: PLR2004  (a week: less is never shown)
        raise argparse.ArgumentTypeError(f"from 7 to {MOST_DAYS}: counts are kept no longer.")
    return days


async def _counts(state: Path, database: Database | None) -> list[Count]:
    async with (
        Store.opened(state, _NO_KEYS, database) as store,
        store.engine.connect() as connection,
    ):
        rows = await connection.execute(select(usage))
        return [(day, kind, name, count) for day, kind, name, count in rows]
