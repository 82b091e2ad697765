"""The home page, the widget, and the files of all pages. Numbers and warnings are law data."""

from __future__ import annotations

import functools
import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import zopfli.gzip as zopfli
from fastapi import APIRouter, Request
from starlette.responses import HTMLResponse, Response

from bot.gateway.joined import joined, style
from bot.gateway.templating import environment
from bot.gateway.words import lifelines

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from bot.law.model import Law

WIDGET = Path(__file__).resolve().parents[1] / "widget"
_FILES = {
    "intranet.css": "text/css",
    "page.css": "text/css",
    "plain.css": "text/css",
    "record.css": "text/css",
    "icon.svg": "image/svg+xml",
}


@dataclass(frozen=True)
class File:
    """Something served as it is, also packed, and not sent again to who has it."""

    body: bytes
    packed: bytes
    headers: dict[str, str]

    @classmethod
    def made(cls, body: bytes, kind: str, **headers: str) -> File:
        """A file of this media type."""
        tag = f'"{hashlib.sha256(body).hexdigest()[:32]}"'
        kept = {"Content-Type": f"{kind}; charset=utf-8", "ETag": tag, "Vary": "Accept-Encoding"}
        return cls(body, _packed(body), kept | headers)

    async def answer(self, request: Request) -> Response:
        """Send it."""
        if self.headers["ETag"] in request.headers.get("if-none-match", ""):
            return Response(status_code=304, headers=self.headers)
        if "gzip" in request.headers.get("accept-encoding", ""):
            return Response(self.packed, headers={**self.headers, "Content-Encoding": "gzip"})
        return Response(self.body, headers=self.headers)


@functools.cache
def _packed(body: bytes) -> bytes:
    """Packed as small as can be, which takes a second: once for each body in a process."""
    packed: bytes = zopfli.compress(body, numiterations=50)
    return packed


def make_router(law: Law) -> APIRouter:
    """The pages and their files, made once.

    Args:
        law: gives the emergency line and whom to ring.

    Raises:
        KeyError: a page asks for something that the law data lacks.
        JoinError: the widget's modules cannot be joined.
    """
    router = APIRouter(include_in_schema=False)
    pages = environment(law)
    home = HTMLResponse(pages.get_template("home.html").render())
    router.add_api_route("/", _always(home), methods=["GET", "HEAD"], name="home")
    files = {f"/assets/{name}": _asset(name, kind) for name, kind in _FILES.items()}
    for path, file in {"/widget.js": widget(law), **files}.items():
        router.add_api_route(path, file.answer, methods=["GET", "HEAD"], name=path)
    return router


def widget(law: Law) -> File:
    """The one script of an intranet page, for pages of any origin.

    Args:
        law: gives the words that are law data.

    Raises:
        JoinError: its modules cannot be joined.
    """
    loose = {"Cross-Origin-Resource-Policy": "cross-origin", "Cache-Control": "no-cache"}
    return File.made(script(law, WIDGET).encode(), "text/javascript", **loose)


def script(law: Law, folder: Path) -> str:
    """The chat's modules as one script.

    Args:
        law: gives the words that are law data.
        folder: where the modules lie.

    Raises:
        JoinError: its modules cannot be joined.
    """
    emergency, _ = lifelines(law)
    served = {
        "emergency": {"line": law.wording["emergency"], "phone": emergency.phone},
        "privacy": law.wording["privacy"],
        "outcomes": _words(law, "badge_"),
        "statuses": _words(law, "status_"),
        "reo": law.te_reo,
    }
    given = {"SERVED": served, "STYLES": style(folder / "widget.css")}
    return joined(folder, "element.js", given)


def _words(law: Law, prefix: str) -> dict[str, str]:
    """The wording of these names, by what follows the prefix."""
    return {
        name.removeprefix(prefix): words
        for name, words in law.wording.items()
        if name.startswith(prefix)
    }


def _asset(name: str, kind: str) -> File:
    return File.made((WIDGET / name).read_bytes(), kind)


def _always(page: Response) -> Callable[[], Awaitable[Response]]:
    async def answer() -> Response:
        return _copy(page)

    return answer


def _copy(page: Response) -> Response:
    return Response(page.body, media_type=page.headers["content-type"])
