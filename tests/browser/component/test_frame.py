"""The chat in a frame on the host's page: the two sides hear each other, and nobody else."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.browser.component.hosts import SCRIPT, host
from tests.browser.stand_in import StandIn
from tests.browser.visitor import Visitor

FRAMED = SCRIPT.replace(" src", " data-frame src")


def opened(gateway: StandIn, visitor: Visitor) -> None:
    """The frame is open on a host's page, and the chat in it has begun."""
    host(gateway, head=FRAMED)
    visitor.page.goto(f"{visitor.address}/host")
    visitor.launcher.click()
    frame = visitor.page.frame_locator("iframe")
    expect(frame.locator("#history")).to_contain_text("Kia ora")
    expect(frame.get_by_role("textbox")).to_be_focused()


def test_a_frame_is_not_loaded_before_it_is_opened(gateway: StandIn, visitor: Visitor) -> None:
    """Who only reads the page asks nothing of the chat's server but the script."""
    asked: list[str] = []
    visitor.page.on("request", lambda request: asked.append(request.url))
    host(gateway, head=FRAMED)
    visitor.page.goto(f"{visitor.address}/host")
    expect(visitor.launcher).to_be_visible()
    visitor.page.evaluate("new Promise((done) => setTimeout(done, 50))")
    assert not [url for url in asked if "/chat" in url]
    visitor.launcher.click()

    expect(visitor.page.frame_locator("iframe").locator("#history")).to_contain_text("Kia ora")


def test_a_frame_hears_only_who_holds_it(gateway: StandIn, visitor: Visitor) -> None:
    """The page's other windows can say what they like: it is not hidden, closed or cleared."""
    opened(gateway, visitor)
    visitor.page.evaluate("window.postMessage({ sts: 'close' }, '*')")
    visitor.page.evaluate("window.postMessage({ sts: 'hide' }, '*')")
    visitor.page.frames[1].evaluate("window.postMessage({ sts: 'clear' }, '*')")
    visitor.page.evaluate("new Promise((done) => setTimeout(done, 100))")

    expect(visitor.page.locator(".panel")).to_be_visible()
    assert gateway.asked["end"] == []


def test_keys_in_the_frame_reach_the_page(gateway: StandIn, visitor: Visitor) -> None:
    """Esc closes it and gives the focus back; F2 hides it."""
    opened(gateway, visitor)
    visitor.page.keyboard.press("Escape")
    expect(visitor.page.locator(".panel")).to_be_hidden()
    expect(visitor.launcher).to_be_focused()
    visitor.launcher.click()
    visitor.page.frame_locator("iframe").get_by_role("textbox").focus()
    visitor.page.keyboard.press("F2")

    expect(visitor.launcher).to_have_accessible_name("Open chat")
