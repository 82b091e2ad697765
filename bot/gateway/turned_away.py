"""Answers before any route: in blocks to programs, as a page to people. 111 is in each."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING

from starlette.responses import HTMLResponse

from bot.gateway import words
from bot.gateway.connection import Outright
from bot.gateway.crowd import SOON
from bot.gateway.errors import Busy, NoCall
from bot.gateway.refusals import with_lifelines
from bot.gateway.shell import refusal
from bot.gateway.templating import environment

if TYPE_CHECKING:
    from collections.abc import Mapping

    from starlette.responses import Response
    from starlette.types import Scope

    from bot.gateway.errors import Refused
    from bot.law.model import Law

_PAGES = ("/chat", "/records/")


class TurnedAway:
    """Draws refusals."""

    def __init__(self, law: Law) -> None:
        """Use the law's words; ``law`` gives whom to ring."""
        self.law = law
        self._page = environment(law).get_template("turned-away.html")

    def answer(self, scope: Scope, refused: Refused) -> Response:
        """The refusal of a call."""
        blocks = with_lifelines(refused, self.law)
        if not scope["path"].startswith(_PAGES):
            return refusal(refused.status, blocks, refused.headers)
        said = [block["text"] for block in blocks if block["type"] == "notice"]
        if scope["method"] == "POST":
            said.append(words.GO_BACK)
        headers = {"Cache-Control": "no-store", **refused.headers}
        page = self._page.render(said=said, framed=False)
        return HTMLResponse(page, refused.status, headers)

    def outright(self, headers: Mapping[str, str]) -> Outright:
        """What a connection hears that gets to no route; with these headers of safety."""
        no_call = NoCall()
        no_call.blocks.append(words.whom_to_ring(self.law))
        return Outright(
            full=self._over_the_wire(Busy(SOON), headers),
            no_call=self._over_the_wire(no_call, headers),
        )

    def _over_the_wire(self, refused: Refused, headers: Mapping[str, str]) -> bytes:
        more = {**headers, **refused.headers, "Cache-Control": "no-store", "Connection": "close"}
        answer = refusal(refused.status, with_lifelines(refused, self.law), more)
        first = f"HTTP/1.1 {refused.status} {HTTPStatus(refused.status).phrase}\r\n"
        head = b"".join(b"%s: %s\r\n" % each for each in answer.raw_headers)
        return first.encode() + head + b"\r\n" + bytes(answer.body)
