"""Answers before any route: in blocks to programs, as a page to people. 111 is in each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.responses import HTMLResponse

from bot.gateway.shell import refusal
from bot.gateway.templating import environment

if TYPE_CHECKING:
    from starlette.responses import Response

    from bot.gateway.errors import Refused
    from bot.law.model import Law

_PAGES = ("/chat", "/records/")


class TurnedAway:
    """Draws refusals."""

    def __init__(self, law: Law) -> None:
        """Use the law's words; ``law`` gives whom to ring."""
        self.law = law
        self._page = environment(law).get_template("turned-away.html")

    def answer(self, path: str, refused: Refused) -> Response:
        """The refusal of a call to this path."""
        if not path.startswith(_PAGES):
            return refusal(refused.status, refused.blocks, refused.headers)
        said = [block["text"] for block in refused.blocks if block["type"] == "notice"]
        headers = {"Cache-Control": "no-store", **refused.headers}
        return HTMLResponse(self._page.render(said=said, framed=False), refused.status, headers)
