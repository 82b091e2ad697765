"""Debian's Chromium with guards around every test: on the real product, unless said otherwise."""

from __future__ import annotations

import os
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Protocol
from urllib.parse import unquote_plus

import pytest
from playwright.sync_api import (
    Browser,
    BrowserContext,
    Dialog,
    Request,
    ViewportSize,
    sync_playwright,
)

from bot.bootstrap import find_chromium
from tests.browser.visitor import Visitor

if TYPE_CHECKING:
    from collections.abc import Iterator

QUIET = [
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
# What the live region is given, before anything of the page runs. It lies in a shadow root.
LISTEN = """
window.seen = [];
const attach = Element.prototype.attachShadow;
Element.prototype.attachShadow = function (how) {
  const root = attach.call(this, how);
  new MutationObserver((changes) => {
    const region = root.querySelector("[aria-live]");
    const isSaid = changes.some((change) => region?.contains(change.target));
    if (isSaid && region.textContent) window.seen.push(region.textContent);
  }).observe(root, { childList: true, characterData: true, subtree: true });
  return root;
};
"""
# Every place in which a page can leave something behind.
LEFT = """async () => ({
  session: { ...sessionStorage }, local: { ...localStorage }, name: window.name,
  title: document.title, url: location.href, state: history.state, cookies: document.cookie,
  databases: (await indexedDB.databases()).map((each) => each.name),
  caches: await caches.keys(),
})"""
HOME = "harbour schools trust intranet"  # the title that the home page has of its own
PATIENCE = 10_000  # milliseconds for anything on the page to come true


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium, with a profile of its own that is gone afterwards."""
    found = find_chromium()
    assert found, "Chromium is missing; `make test` says how to install it."
    as_root = ["--no-sandbox"] if os.geteuid() == 0 else []
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=found, args=[*QUIET, *as_root])
        yield chromium
        chromium.close()


class Visits(Protocol):
    """Makes a visitor: width and height in CSS pixels, and what Playwright calls the rest."""

    def __call__(self, width: int = ..., height: int = ..., **settings: Any) -> Visitor:
        """Open a fresh browser window for one."""


@pytest.fixture
def address(product: str) -> str:
    """Where visitors go."""
    return product


@pytest.fixture
def visits(browser: Browser, address: str) -> Iterator[Visits]:
    """Make visitors; each is watched, and must have left nothing behind."""
    opened: list[tuple[Visitor, BrowserContext, list[str]]] = []

    def visit(width: int = 1100, height: int = 800, **settings: Any) -> Visitor:
        usual = {"locale": "en-NZ", "reduced_motion": "reduce"}
        size: ViewportSize = {"width": width, "height": height}
        context = browser.new_context(viewport=size, **{**usual, **settings})
        context.set_default_timeout(PATIENCE)
        context.add_init_script(LISTEN)
        visitor = Visitor(context.new_page(), address)
        opened.append((visitor, context, _watch(context, address)))
        return visitor

    with _closing(opened):
        yield visit
        for visitor, context, faults in opened:
            unexpected = [f for f in faults if not any(e in f for e in visitor.expected)]
            assert unexpected == []
            _left_nothing(visitor, context)


@pytest.fixture
def visitor(visits: Visits) -> Visitor:
    """One visitor at an ordinary screen."""
    return visits()


@contextmanager
def _closing(opened: list[tuple[Visitor, BrowserContext, list[str]]]) -> Iterator[None]:
    try:
        yield
    finally:
        for _, context, _ in opened:
            context.close()


def _watch(context: BrowserContext, address: str) -> list[str]:
    """Collect what must not happen: console messages, page errors, dialogs, calls to elsewhere.

    What the content security policy blocks is reported on the console.
    """
    faults: list[str] = []
    context.on(
        "console", lambda said: faults.append(f"console: {said.text} {said.location['url']}")
    )
    context.on("weberror", lambda error: faults.append(f"page error: {error.error}"))

    def asked(box: Dialog) -> None:
        faults.append(f"dialog: {box.message}")
        box.dismiss()

    def requested(request: Request) -> None:
        if not request.url.startswith(f"{address}/"):
            faults.append(f"request to elsewhere: {request.url}")

    context.on("dialog", asked)
    context.on("request", requested)
    return faults


def _left_nothing(visitor: Visitor, context: BrowserContext) -> None:
    """Nothing typed is in the page's storage, cookies, address or title."""
    left = visitor.page.evaluate(LEFT)
    assert set(left["session"]) <= {"safe-to-share", "safe-to-share-hidden"}
    assert not any(left[place] for place in ("local", "databases", "caches", "cookies"))
    assert not any(left[place] for place in ("name", "state"))
    everywhere = unquote_plus(f"{left} {context.cookies()}").lower().replace(HOME, "")
    for text in visitor.typed:
        # A word as short as "no" is part of others.
        telling = {words for words in (text, *text.split()) if len(words) > 5}
        assert not [words for words in telling if words.lower() in everywhere]
