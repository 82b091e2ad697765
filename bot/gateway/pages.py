"""The home page, and the chat's files. Numbers and warnings are law data."""

from __future__ import annotations

from html import escape
from pathlib import Path
from string import Template
from typing import TYPE_CHECKING

from fastapi import APIRouter
from starlette.responses import HTMLResponse, Response

from bot.gateway.words import lifelines

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from bot.law.model import Law
    from bot.law.texts import Contact

WIDGET = Path(__file__).resolve().parents[1] / "widget"
_FILES = {
    "chat.css": "text/css",
    "plain.css": "text/css",
    "chat.js": "text/javascript",
    "draw.js": "text/javascript",
    "answer.js": "text/javascript",
    "wire.js": "text/javascript",
    "record.css": "text/css",
    "icon.svg": "image/svg+xml",
}


def make_router(law: Law) -> APIRouter:
    """The pages, filled in once, and their files.

    Args:
        law: gives the emergency line and whom to ring.

    Raises:
        KeyError: a page asks for something that the law data lacks.
    """
    router = APIRouter(include_in_schema=False)
    home = HTMLResponse(_filled("home.html", law))
    router.add_api_route("/", _always(home), methods=["GET", "HEAD"], name="home.html")
    for name, kind in _FILES.items():
        file = Response((WIDGET / name).read_bytes(), media_type=kind)
        router.add_api_route(f"/assets/{name}", _always(file), methods=["GET", "HEAD"], name=name)
    return router


def _always(answer: Response) -> Callable[[], Awaitable[Response]]:
    async def page() -> Response:
        return Response(answer.body, media_type=answer.headers["content-type"])

    return page


def _filled(name: str, law: Law) -> str:
    emergency, report = lifelines(law)
    return Template((WIDGET / name).read_text(encoding="utf-8")).substitute(
        emergency_line=escape(law.wording["emergency"]),
        emergency_details=escape(law.wording["emergency_details"]),
        not_legal_advice=escape(law.wording["not_legal_advice"]),
        privacy=escape(law.wording["privacy"]),
        emergency_phone=escape(emergency.phone),
        report_name=escape(report.name),
        report_when=escape(report.when),
        report_phone=escape(report.phone),
        report_call=_call(report),
    )


def _call(contact: Contact) -> str:
    """The number as it goes into a tel: address."""
    return escape(contact.phone.replace(" ", ""))
