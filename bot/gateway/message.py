"""What a person says in a turn, as it goes on: what could tell who somebody is was left out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from bot.gateway.schemas import ButtonAnswer
    from bot.privacy.kinds import PersonalKind

LONGEST_FOR_RASA = 10_000
"""Characters. A text of nothing but short names grows when they are left out."""


@dataclass(frozen=True)
class Message:
    """What a person says in one turn: cleaned and redacted text, or a button."""

    client_id: str
    text: str | None = None
    answer: ButtonAnswer | None = None
    danger: bool = False
    left_out: tuple[PersonalKind, ...] = ()

    def for_rasa(self, key: str) -> dict[str, Any]:
        """As Rasa's private API takes it, under the same id whenever it is tried again.

        Args:
            key: with which Rasa seals its reply, as ``identity.reply_key`` makes it.
        """
        named = {"id": self.client_id, "key": key}
        if self.answer is not None:
            return {**named, "answer": self.answer.model_dump()}
        said = {**named, "text": (self.text or "")[:LONGEST_FOR_RASA]}
        return {**said, "danger": True} if self.danger else said
