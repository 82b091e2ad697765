"""An intranet on a site of its own, and what ``docs/how-to/embed-the-widget.md`` has put on it."""

from __future__ import annotations

import re
import threading
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING, Any

from playwright.sync_api import expect

from tests.browser.visitor import DANGER, EXAMPLE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, FrameLocator, Locator, Page

GUIDE = Path(__file__).resolve().parents[2] / "docs" / "how-to" / "embed-the-widget.md"
LOGO = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="96" height="32">'
    '<rect width="96" height="32" fill="#6a1b4d"/></svg>'
)
_KINDS = {"css": "text/css", "svg": "image/svg+xml"}


@dataclass
class Intranet:
    """Its address, its files by their path, and its policy.

    Attributes:
        port: on ``localhost``, which is another site than ``127.0.0.1``.
        chat: where Safe to Share is.
        files: by path; what is not there is an empty page.
        policy: sent as Content-Security-Policy with each.
        held: paths that are not sent before somebody sets their event.
    """

    port: int = 0
    chat: str = ""
    files: dict[str, str] = field(default_factory=dict)
    policy: str = ""
    held: dict[str, threading.Event] = field(default_factory=dict)

    @property
    def address(self) -> str:
        """The one that is let in."""
        return f"http://localhost:{self.port}"

    def piece(self, kind: str, holding: str = "") -> str:
        """The first piece of the guide of a kind that holds these words, with our addresses."""
        found = re.findall(
            rf"^```{kind}\n(.*?)^```", GUIDE.read_text("utf-8"), re.MULTILINE | re.DOTALL
        )
        piece: str = next(each for each in found if holding in each)
        return piece.replace("https://share.example", self.chat)

    def use_policy(self, extra: str = "") -> None:
        """The guide's policy, with one more line."""
        self.policy = self.piece("http").removeprefix("Content-Security-Policy:").strip() + extra

    def put(self, body: str, *, head: str = "") -> None:
        """Make the front page."""
        self.files["/"] = (
            f'<!doctype html><html lang="en-NZ"><head><meta charset="utf-8"><title>Intranet</title>'
            f"{head}</head><body><h1>Intranet</h1><button>Of the page</button>{body}</body></html>"
        )


class _Handler(BaseHTTPRequestHandler):
    def __init__(self, intranet: Intranet, *rest: Any) -> None:
        self.intranet = intranet
        super().__init__(*rest)

    def do_GET(self) -> None:
        if held := self.intranet.held.get(self.path):
            held.wait(10)
        ending = self.path.rpartition(".")[2]
        self.send_response(200)
        self.send_header("Content-Type", f"{_KINDS.get(ending, 'text/html')}; charset=utf-8")
        if self.intranet.policy:
            self.send_header("Content-Security-Policy", self.intranet.policy)
        self.end_headers()
        self.wfile.write(self.intranet.files.get(self.path, "").encode())

    def log_message(self, *_: Any) -> None:
        """Say nothing."""


@contextmanager
def intranet() -> Iterator[Intranet]:
    """One that is served."""
    site = Intranet()
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Handler, site))
    site.port = server.server_port
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield site
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@dataclass
class Seen:
    """A page of the intranet in a browser, and what it says on its console."""

    page: Page
    site: Intranet
    said: list[str] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)

    def open(self, address: str = "") -> None:
        """Go to its front page."""
        self.page.goto(address or self.site.address)

    @property
    def launcher(self) -> Locator:
        """The button in the corner."""
        return self.page.locator(".launcher")


def visit(browser: Browser, site: Intranet, *, can_script: bool = True) -> Iterator[Seen]:
    """Open a browser there; in the end, nobody else was asked for anything."""
    site.files, site.policy, site.held = {"/logo.svg": LOGO}, "", {}
    context = browser.new_context(java_script_enabled=can_script, reduced_motion="reduce")
    context.set_default_timeout(10_000)
    seen = Seen(context.new_page(), site)
    context.on("console", lambda message: seen.said.append(message.text))
    context.on("weberror", lambda error: seen.said.append(str(error.error)))
    context.on("request", lambda request: seen.asked.append(request.url))
    yield seen
    context.close()
    homes = (f"{site.chat}/", f"{site.address}/", f"http://127.0.0.1:{site.port}/")
    assert [url for url in seen.asked if not url.startswith(homes)] == []


def words(place: Page | FrameLocator) -> Locator:
    """The box to type into; that of the chat without scripts is there too, and unseen."""
    return place.get_by_role("textbox", name="Your message")


def talk(place: Page | FrameLocator) -> None:
    """Say the example, and be asked the first question."""
    words(place).fill(EXAMPLE)
    place.get_by_role("button", name="Send").click()
    expect(place.get_by_role("group", name=DANGER).locator("visible=true")).to_be_visible()
