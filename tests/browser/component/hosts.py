"""A page of a host with the chat on it, and what a visitor does there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from playwright.sync_api import Page, expect

from tests.browser.visitor import EXAMPLE, NOT_NOW

if TYPE_CHECKING:
    from tests.browser.stand_in import StandIn
    from tests.browser.visitor import Visitor

SCRIPT = '<script src="/widget.js"></script>'
PARTS = {"doctype": "<!doctype html>", "html": "", "head": SCRIPT, "body": "<h1>Host</h1>"}
PAGE = """{doctype}<html lang="en" {html}><head><title>Host</title>
<link rel="icon" href="/assets/icon.svg"><link rel="stylesheet" href="/host.css">
<script src="/host.js"></script>{head}</head><body>{body}</body></html>"""
Headers = dict[str, str]


def host(
    gateway: StandIn, *, css: str = "", js: str = "", headers: Headers | None = None, **parts: str
) -> None:
    """Serve a page of a host at /host, with its stylesheet, its script and the PARTS of a page."""
    gateway.pages["/host"] = (PAGE.format(**{**PARTS, **parts}), headers or {})
    gateway.pages["/host.css"] = (css, {"Content-Type": "text/css"})
    gateway.pages["/host.js"] = (js, {"Content-Type": "text/javascript"})


def talk(visitor: Visitor, at: str = "") -> None:
    """Open the chat on the host's page and say something; it looks as it should."""
    visitor.page.goto(f"{at or visitor.address}/host")
    expect(visitor.launcher).to_be_in_viewport(ratio=1)
    visitor.open_panel()
    visitor.say(EXAMPLE)
    visitor.press(NOT_NOW)
    styled(visitor.page)


def styled(page: Page) -> None:
    """The stylesheet has arrived, and the page's own has not."""
    panel = page.locator(".panel")
    expect(panel).to_have_css("position", "fixed")
    expect(panel).to_have_css("display", "flex")
    expect(panel).to_have_css("direction", "ltr")
    expect(panel).to_have_css("background-color", "rgb(244, 246, 245)")
    expect(panel.locator("header")).to_have_css("position", "sticky")
    expect(panel.locator(".bar")).to_have_css("display", "flex")
    expect(page.locator("safe-to-share")).to_have_css("visibility", "visible")
