"""Calls about conversations: begin, take a turn, restore, end."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Body, Depends, Path, Query, Request, Response
from fastapi.security import APIKeyCookie, HTTPBearer

from bot.gateway import identity, words
from bot.gateway.behind import or_unavailable
from bot.gateway.conversations import Message
from bot.gateway.errors import Refused, TooLarge, Unavailable, Unreadable
from bot.gateway.hygiene import clean
from bot.gateway.parts import Running, address_of
from bot.gateway.schemas import (
    BeginConversation,
    Begun,
    Blocks,
    PastTurn,
    PastTurns,
    SaidBefore,
    TakeTurn,
    TurnReply,
)
from bot.gateway.settings import LONGEST_TEXT

REFUSALS: dict[int | str, dict[str, Any]] = {
    403: {"model": Blocks, "description": "Another site's page sent the cookie."},
    404: {"model": Blocks, "description": "No such conversation, or not this caller's."},
    409: {"model": Blocks, "description": "Not open any more; the open question comes with it."},
    413: {"model": Blocks, "description": "Too long; says what is allowed."},
    422: {"model": Blocks, "description": "Names the field and what is allowed."},
    429: {"model": Blocks, "description": "Too fast; see Retry-After."},
    503: {"model": Blocks, "description": "No answer now; 111 and whom to ring are in it."},
}


def _refusals(*statuses: int) -> dict[int | str, dict[str, Any]]:
    return {status: REFUSALS[status] for status in statuses}


# For the OpenAPI document; identity.given_token reads them.
_TOKEN = [
    Depends(HTTPBearer(auto_error=False, description="the conversation's token")),
    Depends(APIKeyCookie(name=identity.COOKIE, auto_error=False)),
]
router = APIRouter(prefix="/api/v1/conversations", tags=["conversations"])
Id = Annotated[str, Path(description="the conversation's id")]


@router.post("", status_code=201, responses=_refusals(403, 422, 429, 503))
async def begin(
    request: Request,
    response: Response,
    parts: Running,
    call: Annotated[BeginConversation, Body(default_factory=BeginConversation)],
) -> Begun:
    """Begin a conversation. The token is shown this once."""
    identity.check_origin(request, parts.settings.origins)
    parts.beginnings.take(address_of(request))
    with or_unavailable(parts.law):
        conversation, token, blocks = await parts.conversations.begin()
    if call.channel == "web":
        identity.set_cookie(response, request, conversation, token)
    return Begun.model_validate({"id": conversation, "token": token, "blocks": blocks})


@router.post(
    "/{conversation}/turns",
    dependencies=_TOKEN,
    responses=_refusals(403, 404, 409, 413, 422, 429, 503),
)
async def take_turn(
    request: Request, response: Response, parts: Running, conversation: Id, call: TakeTurn
) -> TurnReply:
    """Say something. The same ``client_id`` again returns the stored reply and runs nothing."""
    text = clean(call.text) if call.text is not None else None
    danger = bool(text) and parts.danger.seen(text or "")
    try:
        _check_text(text)
        identity.check_origin(request, parts.settings.origins)
        message = Message(call.client_id, text, call.answer, danger)
        token = identity.given_token(request)
        with or_unavailable(parts.law):
            taken = await parts.conversations.take(conversation, token, message)
    except Refused as refusal:
        if danger:
            refusal.blocks.insert(0, words.emergency(parts.law))
        raise
    if taken.is_forgotten:
        identity.clear_cookie(response, conversation)
    return TurnReply.model_validate({"turn": taken.turn.number, "blocks": taken.turn.blocks})


@router.get("/{conversation}/turns", dependencies=_TOKEN, responses=_refusals(404, 422, 503))
async def past_turns(
    request: Request,
    parts: Running,
    conversation: Id,
    after: Annotated[int, Query(ge=-1, description="turns with a higher number; all without")] = -1,
) -> PastTurns:
    """What was said, to restore a page. Of typed messages only that there was one."""
    with or_unavailable(parts.law):
        found = await parts.conversations.admit(conversation, identity.given_token(request))
        turns = await parts.store.turns_after(conversation, after)
    return PastTurns(
        turns=[
            PastTurn.model_validate(
                {
                    "turn": turn.number,
                    "said": SaidBefore(**vars(turn.said)) if turn.said else None,
                    "blocks": turn.blocks,
                }
            )
            for turn in turns
        ],
        open=list(found.issued.questions),
        changeable=list(found.issued.changeable),
    )


@router.delete(
    "/{conversation}",
    status_code=204,
    dependencies=_TOKEN,
    responses=_refusals(403, 404, 503),
)
async def end(request: Request, response: Response, parts: Running, conversation: Id) -> None:
    """End a conversation: when this answers 204, it is gone from every store."""
    identity.check_origin(request, parts.settings.origins)
    try:
        with or_unavailable(parts.law):
            await parts.conversations.admit(conversation, identity.given_token(request))
            await parts.conversations.end(conversation)
    except Unavailable as refusal:
        refusal.blocks[0] = words.notice("error", words.NOT_CLEARED)
        raise
    identity.clear_cookie(response, conversation)


def _check_text(text: str | None) -> None:
    if text is None:
        return
    if not text:
        raise Unreadable(words.EMPTY_TEXT)
    if len(text) > LONGEST_TEXT:
        raise TooLarge(words.TEXT_TOO_LONG.format(length=len(text), limit=LONGEST_TEXT))
