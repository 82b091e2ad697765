"""Deliveries that were acknowledged and not answered yet: kept, so that none is lost in a crash.

Source: docs/decisions/0018-owed-turns.md
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, delete, insert, select, update

from bot.gateway.database import insert_or
from bot.gateway.faults import log_fault
from bot.gateway.receipts import utc_now
from bot.gateway.tables import teams_owed, teams_seen
from bot.gateway.teams.activity import Activity
from bot.gateway.teams.buttons import VALUE
from bot.gateway.teams.seal import LONGEST

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from sqlalchemy.ext.asyncio import AsyncEngine

    from bot.gateway.teams.seal import Seal

LEASE = timedelta(seconds=4)
"""How long a delivery is left to whoever works on it, counted from when they last said so."""

PUT_OFF = timedelta(minutes=10)
"""How long it waits when Microsoft could not be reached."""

KEPT = timedelta(days=1)
"""How long anything is owed; a word later than that helps nobody."""

_OWE = insert(teams_owed)
_DONE = delete(teams_owed).where(teams_owed.c.name == bindparam("named"))
_TUPLES = ("tenants", "added", "mentions")


@dataclass(frozen=True)
class Debt:
    """One of them: its name and that of its chat, as hashes, and what came, without its words."""

    name: bytes
    place: bytes
    activity: Activity


class Owed:
    """What we owe, in the store's file: sealed, and without what was typed."""

    def __init__(self, engine: AsyncEngine, seal: Seal) -> None:
        """Use the store's engine."""
        self._engine = engine
        self._seen = insert_or(engine, teams_seen).on_conflict_do_nothing()
        self._seal = seal

    async def inherit(self) -> None:
        """At a start: of an SQLite file there is one gateway, so nobody works on what is there."""
        if self._engine.dialect.name == "sqlite":
            async with self._engine.begin() as connection:
                await connection.execute(update(teams_owed).values(due=utc_now() - LEASE))

    async def take(self, debt: Debt) -> bool:
        """Keep a delivery from now until it is done; False when it was taken before."""
        now = utc_now()
        row = {
            "name": debt.name,
            "place": debt.place,
            "came": now,
            "due": now + LEASE,
            "sealed": self._seal.shut(_written(debt.activity), debt.name),
        }
        async with self._engine.begin() as connection:
            if not (
                await connection.execute(self._seen, {"name": debt.name, "seen": now})
            ).rowcount:
                return False
            await connection.execute(_OWE, row)
        return True

    async def done(self, name: bytes) -> None:
        """It was answered, or cannot be."""
        async with self._engine.begin() as connection:
            await connection.execute(_DONE, {"named": name})

    async def drop(self, place: bytes) -> None:
        """The person left: nothing is owed there."""
        async with self._engine.begin() as connection:
            await connection.execute(delete(teams_owed).where(teams_owed.c.place == place))

    async def renew(self, names: Iterable[bytes]) -> None:
        """Somebody still works on these."""
        await self._put(names, utc_now() + LEASE)

    async def put_off(self, name: bytes) -> None:
        """To be tried again in some minutes."""
        await self._put([name], utc_now() + PUT_OFF)

    async def _put(self, names: Iterable[bytes], due: datetime) -> None:
        if not (each := list(names)):
            return
        query = update(teams_owed).where(teams_owed.c.name.in_(each)).values(due=due)
        async with self._engine.begin() as connection:
            await connection.execute(query)

    async def overdue(self, most: int) -> list[Debt]:
        """Those that nobody works on any more, the oldest first; they are the caller's now."""
        now = utc_now()
        query = select(teams_owed).where(teams_owed.c.due < now).order_by(teams_owed.c.came)
        async with self._engine.connect() as connection:
            rows = (await connection.execute(query.limit(most))).all()
        found = []
        for row in rows:
            activity = _read(self._seal.unshut(row.sealed, row.name))
            if activity is None or row.came < now - KEPT:
                log_fault("teams_owed_dropped", is_old=activity is not None)
                await self.done(row.name)
            elif await self._claim(row.name, row.due):
                found.append(Debt(row.name, row.place, activity))
        return found

    async def _claim(self, name: bytes, due: datetime) -> bool:
        """Take it over, unless somebody else just did."""
        mine = teams_owed.c.name == name, teams_owed.c.due == due
        async with self._engine.begin() as connection:
            query = update(teams_owed).where(*mine).values(due=utc_now() + LEASE)
            return bool((await connection.execute(query)).rowcount)


def _written(activity: Activity) -> bytes:
    """A delivery; of a card's value only what may be a button of ours."""
    return json.dumps(asdict(replace(activity, value=_button(activity.value)))).encode()


def _button(value: Any) -> Any:
    if value is None:
        return None
    sealed = value.get(VALUE) if isinstance(value, dict) else None
    return {VALUE: sealed} if isinstance(sealed, str) and len(sealed) <= LONGEST else {}


def _read(written: bytes | None) -> Activity | None:
    """The delivery; None for what another version, or another key, has kept."""
    if written is None:
        return None
    try:
        found = json.loads(written)
        return Activity(**found | {name: tuple(found[name]) for name in _TUPLES})
    except (ValueError, TypeError, KeyError):
        return None
