"""From Rasa's bare record of an answer to the block with its link, and to what is kept."""

from __future__ import annotations

import base64
import hmac
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from bot.gateway.faults import log_fault
from bot.gateway.kept_records import KeptRecord
from bot.law.papers import UNDECIDED
from bot.render.letters import letters
from bot.render.record import records

if TYPE_CHECKING:
    from bot.gateway.sealed import RawBlocks
    from bot.gateway.words import RawBlock
    from bot.law.model import Law

PATH = "/records/"
_BYTES = 24
"""Of an id: 192 bits, too many to guess."""


@dataclass(frozen=True)
class Receipts:
    """Makes records. ``hours`` they are kept, ``software`` is the version that they name."""

    law: Law
    hours: float
    software: str

    def issue(
        self, blocks: list[RawBlock], number: int, conversation: str, token: str
    ) -> tuple[list[RawBlock], list[KeptRecord]]:
        """The blocks of a turn as they are kept, and the records to keep beside them.

        Kept blocks have no link, since a link opens a record: ``with_links`` puts it in for who
        has the token. A record that cannot be made (a fact or a day that the law does not know) is
        left out: the answer matters more.
        """
        out: list[RawBlock] = []
        made: list[KeptRecord] = []
        for block in blocks:
            if block.get("type") != "record":
                out.append(block)
                continue
            place = f"{number}-{len(out) + 1}"
            try:
                kept = self._kept(block, _id(token, conversation, place))
                out.append(self._block(block, kept))
                made.append(kept)
            except (LookupError, TypeError, AttributeError, ValueError) as error:
                log_fault("record_not_made", error)
        return out, made

    def _kept(self, block: RawBlock, record: str) -> KeptRecord:
        now = utc_now()
        ways = records(self.law, block["facts"], _day(block), software=self.software)
        return KeptRecord(record, now, now + timedelta(hours=self.hours), ways)

    def _block(self, block: RawBlock, kept: KeptRecord) -> RawBlock:
        ways = self.law.papers.ways(block["facts"])
        return {
            "type": "record",
            "url": PATH,
            "digest": kept.ways[UNDECIDED]["digest"],
            "expires": f"{kept.expires.isoformat(timespec='seconds')}Z",
            "decisions": [
                {"value": way.value, "label": way.label, "url": f"{PATH}?decision={way.value}"}
                for way in ways.values()
            ],
            "letters": letters(self.law, block["facts"], _day(block)),
        }


def with_links(blocks: RawBlocks, conversation: str, token: str) -> RawBlocks:
    """The blocks as they go to the person: each record with its link.

    The link's id follows from the token, so that it is the same again after a reload, and that the
    store, which knows of both only a hash, does not hold it.
    """
    return [_linked(block, conversation, token) for block in blocks]


def _linked(block: dict[str, Any], conversation: str, token: str) -> dict[str, Any]:
    if block["type"] != "record":
        return block
    url = f"{PATH}{_id(token, conversation, block['id'])}"
    ways = [{**way, "url": f"{url}?decision={way['value']}"} for way in block.get("decisions", ())]
    return {**block, "url": url, "decisions": ways}


def _id(token: str, conversation: str, place: str) -> str:
    """The id of the record at one place of one conversation."""
    made = hmac.digest(token.encode(), f"record {conversation} {place}".encode(), "sha256")
    return base64.urlsafe_b64encode(made[:_BYTES]).decode()


def _day(block: RawBlock) -> date:
    return date.fromisoformat(block["on"])


def utc_now() -> datetime:
    """Now in UTC, without a zone, as SQLite keeps it."""
    return datetime.now(UTC).replace(tzinfo=None)
