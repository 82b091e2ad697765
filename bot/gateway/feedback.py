"""Whether an answer helped: asked after it, and answered once for each."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from fastapi import APIRouter, Request

from bot.gateway import identity, words
from bot.gateway.behind import or_unavailable
from bot.gateway.errors import NotFound
from bot.gateway.lookups import HERE
from bot.gateway.parts import Running  # noqa: TC001  (FastAPI reads it)
from bot.gateway.schemas import GiveFeedback  # noqa: TC001  (FastAPI reads it)
from bot.gateway.web import TOKEN, Id, refusals

if TYPE_CHECKING:
    from bot.gateway.parts import Parts

router = APIRouter(prefix="/api/v1/conversations", tags=["conversations"])


@router.post(
    "/{conversation}/feedback",
    status_code=204,
    dependencies=TOKEN,
    responses=refusals(403, 404, 422, 429, 503),
)
async def give(request: Request, parts: Running, conversation: Id, call: GiveFeedback) -> None:
    """Say whether an answer helped. Only counts are kept; the last vote on an answer is the one."""
    identity.check_origin(request, parts.settings.origins)
    await vote(parts, call, conversation, identity.given_token(request))


async def vote(parts: Parts, call: GiveFeedback, conversation: str, token: str) -> None:
    """Count a vote.

    Raises:
        NotFound: no such conversation for this caller, or no such answer in it.
        TooFast, Unavailable: it was not counted.
    """
    with or_unavailable(parts.law):
        await parts.conversations.admit(conversation, token)
        parts.votings.take(conversation)
        outcome = await parts.votes.outcome(conversation, token, call.answer_id)
        if outcome is None:
            raise NotFound(words.NO_SUCH_ANSWER)
        today = datetime.now(HERE).date()
        await parts.votes.count(
            conversation, call.answer_id, outcome, helped=call.helped, today=today
        )
