"""The record of an answer, on a page of its own. Whoever has the link may read it."""

from __future__ import annotations

import asyncio
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Any

from fastapi import APIRouter, Path, Query, Request
from starlette.background import BackgroundTask
from starlette.responses import HTMLResponse, Response

from bot.gateway.behind import or_unavailable
from bot.gateway.errors import TooFast
from bot.gateway.faults import log_fault
from bot.gateway.parts import Parts, Running, caller_of
from bot.gateway.receipts import PATH, utc_now
from bot.gateway.record_page import RecordPages
from bot.gateway.record_pdf import NoPdf, as_pdf, make_ready
from bot.law.papers import UNDECIDED
from bot.render.record_text import as_text

if TYPE_CHECKING:
    from bot.gateway.kept_records import KeptRecord
    from bot.render.record import Record

FORMS = {"pdf": "application/pdf", "txt": "text/plain", "json": "application/json"}
HEADERS = {
    "Cache-Control": "no-store",
    "Referrer-Policy": "no-referrer",
    "X-Robots-Tag": "noindex, nofollow",
}
ANSWERS: dict[int | str, dict[str, Any]] = {
    200: {"description": "The record."},
    404: {"description": "None with this link: expired, cleared, or never there. A page says so."},
    422: {"description": "No such decision; the page names those there are."},
    429: {"description": "Too fast; see Retry-After."},
    503: {"description": "Not now; the page names the other forms."},
}
router = APIRouter(prefix="/records", tags=["records"])
Id = Annotated[str, Path(description="from the link in the `record` block; it is the key")]
Form = Annotated[str, Path(description="pdf, txt or json")]
Decided = Annotated[
    str, Query(description="how the person decided: a value in the block's `decisions`")
]


class _Refusal(Exception):
    """Answer with a page of one sentence."""

    def __init__(self, status: int, name: str, **gaps: str) -> None:
        super().__init__(name)
        self.status, self.name, self.gaps = status, name, gaps


@dataclass(frozen=True)
class _Asked:
    """A record that is there, as it was asked for."""

    kept: KeptRecord
    made: Record
    path: str


@router.get("/{record}.{form}", responses=ANSWERS, response_class=Response)
async def record_in_a_form(
    request: Request, parts: Running, record: Id, form: Form, decision: Decided = UNDECIDED
) -> Response:
    """A record as PDF, plain text or JSON. JSON is what `python -m bot verify-record` reads."""
    return await _answered(request, parts, record, form, decision)


@router.get("/{record}", responses=ANSWERS, response_class=HTMLResponse)
async def record_page(
    request: Request, parts: Running, record: Id, decision: Decided = UNDECIDED
) -> Response:
    """A record as a page made for print. It needs no cookie and no script."""
    return await _answered(request, parts, record, "", decision)


async def _answered(
    request: Request, parts: Parts, record: str, form: str, decision: str
) -> Response:
    pages = RecordPages(parts.law)
    try:
        asked = await _asked(request, parts, record, decision, form)
        return await _drawn(parts, pages, asked, form)
    except TooFast as error:
        page = pages.refused("too_fast")
        return HTMLResponse(page, error.status, HEADERS | error.headers)
    except _Refusal as refusal:
        links = []
        if refusal.name == "no_pdf":
            links = _other_forms(parts, record, decision)
        page = pages.refused(refusal.name, links, **refusal.gaps)
        return HTMLResponse(page, refusal.status, HEADERS)


async def _asked(request: Request, parts: Parts, record: str, decision: str, form: str) -> _Asked:
    """The record with that link.

    Raises:
        TooFast: this address asks for too many.
        Unavailable: the store does not answer.
        _Refusal: 404 for every link that opens nothing, whatever the reason; 422 for a decision
            that this record does not have.
    """
    parts.questions.take(caller_of(request))
    with or_unavailable(parts.law):
        # Always one look-up of one hash: a malformed link takes as long as an expired one.
        kept = await parts.store.records.find(record, utc_now())
    if kept is None or form not in {*FORMS, ""}:
        raise _Refusal(404, "not_here")
    made = kept.ways.get(decision)
    if made is None:
        raise _Refusal(422, "bad_decision", allowed=", ".join(kept.ways))
    return _Asked(kept, made, f"{PATH}{record}")


async def _drawn(parts: Parts, pages: RecordPages, asked: _Asked, form: str) -> Response:
    if not form:
        page = pages.page(asked.made, asked.kept, asked.path)
        return HTMLResponse(page, headers=HEADERS, background=BackgroundTask(make_ready))
    if form == "pdf":
        body = await _pdf(parts, pages.page(asked.made, asked.kept, asked.path, pdf=True))
    elif form == "txt":
        body = as_text(asked.made, parts.law.papers.words).encode()
    else:
        body = json.dumps(asked.made, ensure_ascii=False, indent=2).encode()
    how = "attachment" if form == "json" else "inline"
    name = f"safe-to-share-record-{asked.made['on']}-{asked.made['digest'][:8]}.{form}"
    headers = HEADERS | {"Content-Disposition": f'{how}; filename="{name}"'}
    return Response(body, media_type=FORMS[form], headers=headers)


async def _pdf(parts: Parts, page: str) -> bytes:
    """The page as PDF, a few at a time, each in a thread.

    Raises:
        _Refusal: this machine cannot, or too many wait.
    """
    try:
        async with asyncio.timeout(parts.settings.patience):
            await parts.printing.acquire()
    except TimeoutError:
        raise _Refusal(503, "no_pdf") from None
    try:
        return await asyncio.to_thread(as_pdf, page)
    except NoPdf as error:
        log_fault("no_pdf", error)
        raise _Refusal(503, "no_pdf") from None
    finally:
        parts.printing.release()


def _other_forms(parts: Parts, record: str, decision: str) -> list[dict[str, str]]:
    words = parts.law.papers.words
    ways = {"": words["outcome"], ".txt": words["form_txt"], ".json": words["form_json"]}
    return [
        {"url": f"{PATH}{record}{ending}?decision={decision}", "label": label}
        for ending, label in ways.items()
    ]
