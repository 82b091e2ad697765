"""Answers before any route: in blocks to programs, as a page to people. 111 is in each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.responses import HTMLResponse

from bot.gateway import words
from bot.gateway.crowd import SOON
from bot.gateway.errors import Busy
from bot.gateway.refusals import with_lifelines
from bot.gateway.shell import refusal
from bot.gateway.templating import environment

if TYPE_CHECKING:
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

    def full(self) -> bytes:
        """What a connection hears for which there is no place, as it goes over the wire."""
        busy = Busy(SOON)
        answer = refusal(busy.status, with_lifelines(busy, self.law), busy.headers)
        answer.headers["Connection"] = "close"
        head = b"".join(b"%s: %s\r\n" % each for each in answer.raw_headers)
        return b"HTTP/1.1 503 Service Unavailable\r\n" + head + b"\r\n" + bytes(answer.body)
