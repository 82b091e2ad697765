"""The replies to a conversation's last turns: a turn that is asked for again is not had twice.

They are saved with the turn, in the same row: where the turn is kept, so is its reply.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence

KEPT = 3
"""When a gateway is killed, one is lost; others may be had before that one is tried again."""


@dataclass
class Replies:
    """The last replies by the id that the gateway gave to their turn, oldest first."""

    _kept: list[tuple[str, dict[str, Any]]] = field(default_factory=list)

    def to(self, turn: str) -> dict[str, Any] | None:
        """The reply to a turn that was had, None for one that was not."""
        return next((reply for name, reply in self._kept if name == turn), None)

    def add(self, turn: str, reply: dict[str, Any]) -> None:
        """Keep a reply, and let go of the oldest."""
        self._kept = [*self._kept, (turn, reply)][-KEPT:]

    def as_json(self) -> list[list[Any]]:
        """As they are stored."""
        return [[name, reply] for name, reply in self._kept]

    @classmethod
    def from_json(cls, stored: Sequence[Sequence[Any]]) -> Replies:
        """As they were stored."""
        return cls([(name, reply) for name, reply in stored])
