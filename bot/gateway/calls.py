"""What every way in does with a call: whose it is, words of danger, cleaning, and what fails."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.gateway import words
from bot.gateway.behind import or_unavailable
from bot.gateway.errors import Refused, TooLarge, Unavailable, Unreadable
from bot.gateway.hygiene import clean
from bot.gateway.message import Message
from bot.gateway.parts import caller_of
from bot.gateway.sizes import LONGEST_TEXT
from bot.privacy.redact import redact

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from starlette.requests import Request

    from bot.gateway.conversations import Taken
    from bot.gateway.parts import Parts
    from bot.gateway.schemas import TakeTurn
    from bot.gateway.sealed import RawBlocks, Turn
    from bot.gateway.store import Conversation


def check_goes_on(parts: Parts) -> None:
    """Refuse what is new once this gateway was told to end: another one, or the next, has it.

    Raises:
        Unavailable: it was.
    """
    if parts.is_ending:
        raise Unavailable(words.unavailable(parts.law))


async def begin(request: Request, parts: Parts, channel: str = "web") -> tuple[str, str, RawBlocks]:
    """Begin a conversation; its id, its token and the greeting.

    Raises:
        TooFast, Unavailable: it did not begin.
    """
    check_goes_on(parts)
    return await begin_for(parts, caller_of(request), channel=channel)


async def begin_for(
    parts: Parts,
    who: str,
    make_token: Callable[[str], str] | None = None,
    *,
    channel: str,
) -> tuple[str, str, RawBlocks]:
    """The same for someone whom another name than an address tells from others.

    Args:
        parts: of the gateway.
        who: whose rate it counts against.
        make_token: gives the token from the id; a random one when left out.
        channel: by which way they come, for counting.

    Raises:
        TooFast, Unavailable: it did not begin.
    """
    parts.beginnings.take(who)
    with or_unavailable(parts.law):
        return await parts.conversations.begin(make_token, channel)


async def take(
    parts: Parts,
    call: TakeTurn,
    whose: Callable[[], Awaitable[tuple[str, str]]],
    patience: float | None = None,
) -> Taken:
    """Have one turn.

    Words of danger are looked for before anything that can fail, so that every refusal of such
    words begins with 111. Rasa is told where they leave no doubt, and judges the others itself.
    Then who somebody is is left out of the words, before anything else.

    Args:
        parts: of the gateway.
        call: what the person says.
        whose: gives the conversation and the caller's token, or refuses a caller who may not call.
        patience: seconds to wait, where that is not everybody's.

    Raises:
        Refused: it was not had.
    """
    text = clean(call.text) if call.text is not None else None
    danger = bool(text) and parts.danger.seen(text or "")
    try:
        _check_text(text)
        message = _message(call, text, danger=danger and parts.danger.certain(text or ""))
        with or_unavailable(parts.law):
            return await parts.conversations.take(*await whose(), message, patience)
    except Refused as refusal:
        if danger:
            refusal.blocks.insert(0, words.emergency(parts.law))
        raise


async def past(
    parts: Parts, conversation: str, token: str, after: int = -1
) -> tuple[Conversation, list[Turn]]:
    """The conversation as it stands, and its turns with a higher number.

    Raises:
        NotFound, Unavailable: they cannot be had.
    """
    with or_unavailable(parts.law):
        found = await parts.conversations.admit(conversation, token)
        return found, await parts.conversations.past(conversation, token, after)


async def end(parts: Parts, conversation: str, token: str) -> None:
    """End a conversation: it is gone from every store.

    Raises:
        NotFound: there is none for this caller.
        Unavailable: it is still there; the first block says so.
    """
    try:
        with or_unavailable(parts.law):
            await parts.conversations.check(conversation, token)
            await parts.conversations.end(conversation)
    except Unavailable as refusal:
        refusal.blocks[0] = words.notice("error", words.NOT_CLEARED)
        raise


def _message(call: TakeTurn, text: str | None, *, danger: bool) -> Message:
    """What goes on: without what could tell who somebody is. The typed words end here."""
    if text is None:
        return Message(call.client_id, None, call.answer)
    said = redact(text)
    return Message(call.client_id, said.text, None, danger, said.found)


def _check_text(text: str | None) -> None:
    if text is None:
        return
    if not text:
        raise Unreadable(words.EMPTY_TEXT)
    if len(text) > LONGEST_TEXT:
        raise TooLarge(words.TEXT_TOO_LONG.format(length=len(text), limit=LONGEST_TEXT))
