"""The sealed columns of a conversation's rows: opened by its token, which is kept nowhere."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, Any, Self, TypeVar

from bot.sealing.keyring import Unreadable

if TYPE_CHECKING:
    from sqlalchemy import Row

    from bot.sealing.keyring import Keyring, Sealer

T = TypeVar("T")
RawBlocks = list[dict[str, Any]]


@dataclass(frozen=True)
class Issued:
    """What the person may answer now: open questions by fact, and facts that may be changed.

    ``questions`` holds whole blocks, so that they can be shown again; ``changeable`` names each
    fact in words. Beside them is what only counting needs: by which way they came, and for what
    they were counted.
    """

    questions: dict[str, dict[str, Any]] = field(default_factory=dict)
    changeable: dict[str, str] = field(default_factory=dict)
    channel: str = "web"
    counted: tuple[str, ...] = ()


@dataclass(frozen=True)
class Said:
    """The person's side: a button's label, or the bare fact that something was typed."""

    how: str
    label: str | None = None


@dataclass(frozen=True)
class Turn:
    """One exchange. The greeting is number 0 and nobody said anything before it."""

    number: int
    client_id: str | None
    said: Said | None
    blocks: RawBlocks


class Envelope:
    """Seals and opens the rows of one conversation, for who has its token.

    Each column is sealed for its own row. What does not open raises ``Unreadable``.
    """

    def __init__(self, sealer: Sealer) -> None:
        """Use what seals for this conversation and this token."""
        self._sealer = sealer

    @classmethod
    def of(cls, keys: Keyring, conversation: str, token: str) -> Self:
        """That of a conversation."""
        return cls(keys.sealer(conversation, token))

    def of_issued(self, issued: Issued) -> dict[str, Any]:
        """The columns of what may be answered."""
        return {"issued": self._seal(asdict(issued), "conversations.issued")}

    def issued(self, row: Row[Any]) -> Issued:
        """What may be answered, of a conversation's row."""
        return self._as(Issued, row.issued, "conversations.issued")

    def of_turn(self, turn: Turn) -> dict[str, Any]:
        """The columns of a turn."""
        said = self._seal(asdict(turn.said), f"turns.said {turn.number}") if turn.said else None
        blocks = self._seal(turn.blocks, f"turns.blocks {turn.number}")
        return {
            "number": turn.number,
            "client_id": turn.client_id,
            "said": said,
            "blocks": blocks,
        }

    def turn(self, row: Row[Any]) -> Turn:
        """A turn, of its row."""
        said = self._as(Said, row.said, f"turns.said {row.number}") if row.said else None
        blocks = self._open(row.blocks, f"turns.blocks {row.number}")
        return Turn(row.number, row.client_id, said, blocks)

    def _seal(self, what: Any, place: str) -> bytes:
        return self._sealer.seal(json.dumps(what, ensure_ascii=False).encode(), place)

    def _as(self, kind: type[T], sealed: bytes, place: str) -> T:
        try:
            return kind(**self._open(sealed, place))
        except TypeError:
            raise Unreadable from None

    def _open(self, sealed: bytes, place: str) -> Any:
        try:
            return json.loads(self._sealer.open(sealed, place))
        except ValueError:
            raise Unreadable from None
