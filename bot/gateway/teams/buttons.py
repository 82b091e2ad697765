"""What a card sends: a button of ours, of this conversation, not used before; else nothing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from bot.gateway import issued, words
from bot.gateway.errors import NoLongerOpen
from bot.gateway.schemas import ButtonAnswer, GiveFeedback
from bot.render.teams import FEEDBACK

if TYPE_CHECKING:
    from bot.gateway.parts import Parts
    from bot.gateway.teams.chats import Chats
    from bot.gateway.teams.seal import Seal

VALUE = "sts"
"""Under this name a card sends the sealed answer, of a button or of a list."""

_STRANGE = ButtonAnswer(question="unknown", value="unknown")


def is_pressed(value: Any) -> bool:
    """Whether a card sent this. What is in it comes from the person's client: not to be trusted."""
    return value is not None


@dataclass(frozen=True)
class Pressed:
    """A button of ours: an answer, or a vote. ``use`` names it among all used ones."""

    use: bytes
    answer: ButtonAnswer | None = None
    vote: GiveFeedback | None = None


async def pressed(
    value: Any, chat: tuple[str, str] | None, parts: Parts, chats: Chats | None, seal: Seal
) -> Pressed:
    """The button behind what a card sent.

    Args:
        value: what it sent.
        chat: the conversation that goes on there, and its token; None when there is none.
        parts: of the gateway.
        chats: what was used already; None for a press whose first use did not end.
        seal: opens what we sealed.

    Raises:
        NoLongerOpen: another conversation's, used, altered or made up; with what is open now.
    """
    if chat is None:
        raise NoLongerOpen(why=words.STALE_NOTHING_OPEN, still_open=[])
    sealed = value.get(VALUE) if isinstance(value, dict) else None
    ticket = seal.open(sealed, chat[0])
    use = seal.name("button", ticket.use.hex()) if ticket else b""
    if ticket is None or (chats is not None and await chats.is_noted(use)):
        found = await parts.conversations.admit(*chat)
        raise issued.not_open(_STRANGE, found.issued)
    if ticket.question == FEEDBACK:
        answer, _, vote = ticket.value.rpartition(":")
        return Pressed(use, vote=GiveFeedback(answer_id=answer, helped=vote == "yes"))
    return Pressed(use, answer=ButtonAnswer(question=ticket.question, value=ticket.value))
