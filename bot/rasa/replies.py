"""The replies to a conversation's last turns: a turn that is asked for again is not had twice.

They are saved with the turn, in the same row: where the turn is kept, so is its reply. What a
person reads is theirs: each reply is sealed with a key that comes with the turn, follows from the
person's token, and is kept nowhere.
"""

from __future__ import annotations

import base64
import json
import zlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from bot.sealing.keyring import Keyring

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.rasa.turn import Turn
    from bot.sealing.keyring import Sealer

KEPT = 3
"""When a gateway is killed, one is lost; others may be had before that one is tried again."""


@dataclass
class Replies:
    """The last replies, sealed, by the id that the gateway gave to their turn, oldest first."""

    _kept: list[tuple[str, str]] = field(default_factory=list)

    def to(self, turn: Turn) -> dict[str, Any] | None:
        """The reply to a turn that was had, None for one that was not.

        Raises:
            Unreadable: another person's turn had that id.
        """
        kept = next((sealed for name, sealed in self._kept if name == turn.id), None)
        if kept is None:
            return None
        packed = _sealer(turn).open(base64.b64decode(kept), _place(turn))
        reply: dict[str, Any] = json.loads(zlib.decompress(packed))
        return reply

    def add(self, turn: Turn, reply: dict[str, Any]) -> None:
        """Keep the reply to a turn that has an id, and let go of the oldest."""
        packed = zlib.compress(json.dumps(reply).encode(), 1)
        sealed = base64.b64encode(_sealer(turn).seal(packed, _place(turn))).decode()
        self._kept = [*self._kept, (turn.id, sealed)][-KEPT:]

    def as_json(self) -> list[list[str]]:
        """As they are stored."""
        return [[name, sealed] for name, sealed in self._kept]

    @classmethod
    def from_json(cls, stored: Sequence[Sequence[Any]]) -> Replies:
        """As they were stored; those of a version that did not seal them are let go."""
        return cls([(name, sealed) for name, sealed in stored if isinstance(sealed, str)])


def _sealer(turn: Turn) -> Sealer:
    return Keyring([turn.key]).sealer(turn.conversation)


def _place(turn: Turn) -> str:
    return f"reply {turn.id}"
