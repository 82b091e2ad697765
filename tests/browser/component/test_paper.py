"""What is taken away from the chat: the record as it is printed, and words that are copied."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.browser.component.replies import BLOCKS, received
from tests.browser.component.states import record
from tests.browser.conftest import Visits
from tests.browser.stand_in import StandIn
from tests.browser.visitor import Visitor


def test_the_record_as_it_is_printed(gateway: StandIn, visitor: Visitor) -> None:
    """Addresses whole, days and versions there, and nothing that only a screen could use."""
    record(gateway, visitor)
    page = visitor.page
    page.emulate_media(media="print")
    links = page.locator("main a").all()

    expect(page.locator(".toolbar")).to_be_hidden()
    expect(page.locator("button, input")).to_have_count(0)
    assert len(links) > 5
    for link in links:
        expect(link).to_have_text(str(link.get_attribute("href")))
    for source in page.locator("article .source").all():
        expect(source).to_contain_text("as at ")
    expect(page.locator(".digest")).to_contain_text("law")
    expect(page.locator(".digest p")).to_have_count(3)


def test_copying_is_said(gateway: StandIn, visits: Visits) -> None:
    """On the button, and to screen readers."""
    visitor = visits(permissions=["clipboard-read", "clipboard-write"])
    received(gateway, visitor, BLOCKS[8])
    visitor.button("Copy").click()

    expect(visitor.button("Copied")).to_be_visible()
    assert visitor.page.evaluate("navigator.clipboard.readText()") == "Dear [name]"


def test_where_the_clipboard_is_shut_the_words_are_marked(
    gateway: StandIn, visitor: Visitor
) -> None:
    """As without https: one key copies them."""
    visitor.page.add_init_script("Object.defineProperty(navigator, 'clipboard', {value: null})")
    received(gateway, visitor, BLOCKS[8])
    visitor.button("Copy").click()

    expect(visitor.button("Marked: press Ctrl+C")).to_be_visible()
    assert visitor.page.evaluate("getSelection().toString()") == "Dear [name]"


def test_feedback_is_answered_for_screen_readers_too(gateway: StandIn, visitor: Visitor) -> None:
    """The thank-you is said as well as shown."""
    received(gateway, visitor, BLOCKS[9])
    visitor.page.route("**/feedback", lambda route: route.fulfill(status=204))
    visitor.button("Yes").click()

    expect(visitor.page.locator("#announcer")).to_have_text("Thank you.")
