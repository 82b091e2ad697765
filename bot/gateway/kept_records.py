"""Records in the store: kept with their turn, found by the hash of their id, until they expire.

Each is sealed with its id, which is in its link and not here.
"""

from __future__ import annotations

import json
import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, delete, insert, select

from bot.gateway.faults import log_fault
from bot.gateway.identity import hashed
from bot.gateway.tables import records
from bot.sealing.keyring import Unreadable

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from sqlalchemy import Connection
    from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

    from bot.render.record import Record
    from bot.sealing.keyring import Keyring


@dataclass(frozen=True)
class KeptRecord:
    """The record of one answer, for each way of deciding. Times are UTC, without a zone."""

    id: str
    made: datetime
    expires: datetime
    ways: dict[str, Record]


_PLACE = "records.payload"
_FIND = select(records).where(
    records.c.id_hash == bindparam("id_hash"), records.c.expires > bindparam("now")
)
_DROP_EXPIRED = delete(records).where(records.c.expires <= bindparam("now"))


class Records:
    """Records by their id."""

    def __init__(self, engine: AsyncEngine, keys: Keyring) -> None:
        """Use the engine of the store that they are kept in, and the agency's keys."""
        self._engine = engine
        self._keys = keys

    async def find(self, record: str, now: datetime) -> KeptRecord | None:
        """The record with that id, unless there is none or it has expired by ``now``.

        One whose key is gone is not there. ``now`` is UTC, without a zone.
        """
        async with self._engine.connect() as connection:
            given = {"id_hash": hashed(record), "now": now}
            row = (await connection.execute(_FIND, given)).one_or_none()
        if row is None:
            return None
        try:
            payload = self._keys.sealer(row.conversation, record).open(row.payload, _PLACE)
        except Unreadable:
            log_fault("record_unreadable", why="sealed with a key that is not here")
            return None
        return KeptRecord(record, row.made, row.expires, _unpacked(payload))

    async def drop_expired(self, now: datetime) -> None:
        """Remove what nobody may read any more."""
        async with self._engine.begin() as connection:
            await connection.execute(_DROP_EXPIRED, {"now": now})


def keep(
    connection: Connection, keys: Keyring, conversation: str, made: Sequence[KeptRecord]
) -> None:
    """Keep new records; those that have expired go."""
    for each in made:
        connection.execute(_DROP_EXPIRED, {"now": each.made})
        connection.execute(
            insert(records).values(
                id_hash=hashed(each.id),
                conversation=conversation,
                made=each.made,
                expires=each.expires,
                payload=keys.sealer(conversation, each.id).seal(_packed(each.ways), _PLACE),
            )
        )


async def drop(connection: AsyncConnection, conversation: str) -> None:
    """Remove all records of a conversation."""
    await connection.execute(delete(records).where(records.c.conversation == conversation))


def _packed(ways: dict[str, Record]) -> bytes:
    """The ways of deciding share most of what they say, so that they pack to a tenth."""
    return zlib.compress(json.dumps(ways, ensure_ascii=False).encode())


def _unpacked(payload: bytes) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(zlib.decompress(payload))
    return found
