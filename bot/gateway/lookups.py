"""Calls that need no conversation: the law on known facts, and passages of guidance."""

from __future__ import annotations

import asyncio
from datetime import date, datetime
from typing import TYPE_CHECKING, Annotated, Any
from zoneinfo import ZoneInfo

from fastapi import APIRouter, Query, Request

from bot.gateway import words
from bot.gateway.behind import or_unavailable
from bot.gateway.blocks import as_json, with_ids
from bot.gateway.errors import TooLarge, Unreadable
from bot.gateway.hygiene import clean
from bot.gateway.order import TooSlow
from bot.gateway.parts import Running, caller_of
from bot.gateway.schemas import Blocks, Guidance, Resolved, ResolveFacts
from bot.law.errors import Contradiction, NoLawInForce, TooFarAhead
from bot.law.settling import check_day
from bot.law.truth import NOT_SURE
from bot.privacy.redact import redact
from bot.render.answer import answer_blocks
from bot.render.blocks import explained, quote
from bot.render.choices import title

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.gateway.parts import Parts
    from bot.law.model import Law

HERE = ZoneInfo("Pacific/Auckland")
LONGEST_QUERY = 400
MOST_TOPICS = 5
REFUSALS: dict[int | str, dict[str, Any]] = {
    413: {"model": Blocks, "description": "Too long; says what is allowed."},
    422: {"model": Blocks, "description": "Names the field and what is allowed."},
    429: {"model": Blocks, "description": "Too fast; see Retry-After."},
}
NOT_NOW: dict[int | str, dict[str, Any]] = {
    503: {"model": Blocks, "description": "No answer now; 111 and whom to ring are in it."},
}
router = APIRouter(prefix="/api/v1", tags=["law"], responses=REFUSALS)


@router.post("/resolve")
async def resolve(request: Request, parts: Running, call: ResolveFacts) -> Resolved:
    """Findings and answer for known facts, without a conversation. Nothing is kept."""
    parts.questions.take(caller_of(request))
    _check_facts(parts.law, call.facts)
    today = datetime.now(HERE).date()
    on = _day(call.on or today, today)
    blocks = as_json(with_ids(_answer(parts.law, call.facts, on), "a"))
    findings = next(block["findings"] for block in blocks if block["type"] == "answer")
    return Resolved.model_validate(
        {"on": on, "digest": parts.law.digest, "findings": findings, "blocks": blocks}
    )


@router.get("/guidance", responses=NOT_NOW)
async def guidance(
    request: Request,
    parts: Running,
    q: Annotated[
        str,
        Query(
            description="a question in a few words; no names",
            examples=["what if I do not share"],
        ),
    ],
) -> Guidance:
    """Passages of the guidance that answer a question; none where nothing does."""
    parts.questions.take(caller_of(request))
    query = clean(q)
    if not query:
        raise Unreadable(words.EMPTY_TEXT)
    if len(query) > LONGEST_QUERY:
        raise TooLarge(words.QUERY_TOO_LONG.format(length=len(query), limit=LONGEST_QUERY))
    with or_unavailable(parts.law):
        found = await _found(parts, redact(query).text)
    passages = [_passage(parts.law, kind, name) for kind, name in found]
    shown = [passage for passage in passages if passage]
    near = [{"id": n, "place": title(parts.law, n)} for kind, n in found if kind == "nearest"]
    nearest = [] if shown else near or _topics(parts.law)
    return Guidance.model_validate({"passages": shown, "nearest": nearest})


async def _found(parts: Parts, query: str) -> list[tuple[str, str]]:
    """What Rasa's search finds, of the texts that there are here.

    Raises:
        RasaDown, TooSlow, Full: there is no usable reply, or not in time.
    """
    try:
        async with asyncio.timeout(parts.settings.patience), parts.rasa.room.place():
            found = await parts.rasa.guidance(query)
    except TimeoutError:
        raise TooSlow from None
    texts = parts.law.passages.keys() | parts.law.explainers.keys()
    return [(kind, name) for kind, name in found if name in texts]


def _passage(law: Law, kind: str, name: str) -> dict[str, Any] | None:
    """A quote or an explainer; nothing of what may only be shown to somebody in a certain case."""
    if kind == "explainer":
        return {"id": name, "kind": "explainer", "text": explained(law, name)["text"]}
    passage = law.passages.get(name) if kind == "passage" else None
    if passage is None or passage.requires is not None:
        return None
    source = quote(passage)["source"]
    return {"id": name, "kind": "quote", "text": passage.text, "source": source}


def _answer(law: Law, facts: Mapping[str, str], on: date) -> list[dict[str, Any]]:
    try:
        return answer_blocks(law, facts, on)
    except NoLawInForce as error:
        raise Unreadable(f"on: {error}") from None
    except Contradiction as error:
        # Both answers are words of our own by now: names and values were checked.
        raise Unreadable(f"facts: {error}") from None


def _day(on: date, today: date) -> date:
    try:
        return check_day(on, today)
    except TooFarAhead as error:
        raise Unreadable(f"on: {error}") from None


def _check_facts(law: Law, facts: Mapping[str, str]) -> None:
    """Every name and value has to be in the vocabulary; what was sent is not repeated.

    Raises:
        Unreadable: one is not.
    """
    if facts.keys() - law.facts.keys():
        raise Unreadable(
            f"facts: one of them is not known. Allowed: {', '.join(sorted(law.facts))}."
        )
    for name, value in facts.items():
        allowed = [*law.facts[name].options, NOT_SURE]
        given = value.split(",") if law.facts[name].many else [value]
        if not set(given) <= set(allowed):
            raise Unreadable(f"facts.{name}: not one of its values. Allowed: {', '.join(allowed)}.")


def _topics(law: Law) -> list[dict[str, str]]:
    """One passage for each place of the guidance, in the page's order."""
    by_place: dict[str, str] = {}
    for passage in law.passages.values():
        by_place.setdefault(passage.place, passage.id)
    return [{"id": name, "place": place} for place, name in by_place.items()][:MOST_TOPICS]
