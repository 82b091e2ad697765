"""Calls about conversations: begin, take a turn, restore, end."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from fastapi import APIRouter, Body, Depends, Path, Query, Request, Response
from fastapi.security import APIKeyCookie, HTTPBearer

from bot.gateway import calls, identity
from bot.gateway.parts import Running  # noqa: TC001  (FastAPI reads it)
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

REFUSALS: dict[int | str, dict[str, Any]] = {
    403: {"model": Blocks, "description": "Another site's page sent the cookie."},
    404: {"model": Blocks, "description": "No such conversation, or not this caller's."},
    409: {"model": Blocks, "description": "Not open any more; the open question comes with it."},
    413: {"model": Blocks, "description": "Too long; says what is allowed."},
    422: {"model": Blocks, "description": "Names the field and what is allowed."},
    429: {"model": Blocks, "description": "Too fast; see Retry-After."},
    503: {"model": Blocks, "description": "No answer now; 111 and whom to ring are in it."},
}


def refusals(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """What a call's answers of these statuses mean, for the OpenAPI document."""
    return {status: REFUSALS[status] for status in statuses}


# For the OpenAPI document; identity.given_token reads them.
TOKEN = [
    Depends(HTTPBearer(auto_error=False, description="the conversation's token")),
    Depends(APIKeyCookie(name=identity.COOKIE, auto_error=False)),
]
router = APIRouter(prefix="/api/v1/conversations", tags=["conversations"])
Id = Annotated[str, Path(description="the conversation's id")]


@router.post("", status_code=201, responses=refusals(403, 422, 429, 503))
async def begin(
    request: Request,
    response: Response,
    parts: Running,
    call: Annotated[BeginConversation, Body(default_factory=BeginConversation)],
    _in: Annotated[
        Literal["frame"] | None,
        Query(alias="in", description="our own page stands in another site's frame"),
    ] = None,
) -> Begun:
    """Begin a conversation. The token is shown this once."""
    identity.check_origin(request, parts.settings.origins)
    channel = "web" if call.channel == "web" else "other"
    conversation, token, blocks = await calls.begin(request, parts, channel)
    if call.channel == "web":
        identity.set_cookie(response, request, conversation, token)
    return Begun.model_validate({"id": conversation, "token": token, "blocks": blocks})


@router.post(
    "/{conversation}/turns",
    dependencies=TOKEN,
    responses=refusals(403, 404, 409, 413, 422, 429, 503),
)
async def take_turn(
    request: Request, response: Response, parts: Running, conversation: Id, call: TakeTurn
) -> TurnReply:
    """Say something. The same ``client_id`` again returns the stored reply and runs nothing."""

    async def whose() -> tuple[str, str]:
        identity.check_origin(request, parts.settings.origins)
        calls.check_goes_on(parts)
        return conversation, identity.given_token(request)

    taken = await calls.take(parts, call, whose)
    if taken.is_forgotten:
        identity.clear_cookie(response, conversation)
    return TurnReply.model_validate({"turn": taken.turn.number, "blocks": taken.turn.blocks})


@router.get("/{conversation}/turns", dependencies=TOKEN, responses=refusals(404, 422, 503))
async def past_turns(
    request: Request,
    parts: Running,
    conversation: Id,
    after: Annotated[int, Query(ge=-1, description="turns with a higher number; all without")] = -1,
) -> PastTurns:
    """What was said, to restore a page. Of typed messages only that there was one."""
    token = identity.given_token(request)
    found, turns = await calls.past(parts, conversation, token, after)
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
    dependencies=TOKEN,
    responses=refusals(403, 404, 503),
)
async def end(request: Request, response: Response, parts: Running, conversation: Id) -> None:
    """End a conversation: when this answers 204, it is gone from every store."""
    identity.check_origin(request, parts.settings.origins)
    await calls.end(parts, conversation, identity.given_token(request))
    identity.clear_cookie(response, conversation)
