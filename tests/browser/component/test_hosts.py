"""Pages of hosts that are careless, hostile, old or strict: the chat works and looks well."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import expect

from tests.browser.component.hosts import SCRIPT, host, talk
from tests.browser.conftest import Visits
from tests.browser.stand_in import StandIn
from tests.browser.visitor import EXAMPLE, NOT_NOW, Visitor

STRICT = {"Content-Security-Policy": "default-src 'self'"}
# What a page gives a key to, and whether it lets it through.
KEYS = """
window.heard = [];
for (const kind of ["keydown", "keyup"]) for (const place of [window, document]) {
  const note = (event) => { window.heard.push(`${kind} ${event.key}`); STOP };
  place.addEventListener(kind, note, true);
}
"""
OVER = ".over { position: fixed; z-index: 2147483647; inset: auto 0 0 auto; padding: 150px }"
TOP = """(node) => {
  const box = node.getBoundingClientRect();
  const top = node.getRootNode().elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
  return node.contains(top);
}"""


@pytest.mark.parametrize(
    "css",
    [
        "* { all: unset !important }",
        "* { all: initial !important }",
        "* { font: 90px fantasy !important; color: #fff !important; letter-spacing: 9px }",
        "safe-to-share { display: none; visibility: hidden; opacity: 0; transform: scale(0) }",
        "html, body { overflow: hidden; transform: translateX(50px); filter: blur(1px) }",
    ],
)
def test_a_pages_style_does_not_reach_it(gateway: StandIn, visitor: Visitor, css: str) -> None:
    """Whatever a page says of everything, or of our element."""
    host(gateway, css=css)
    talk(visitor)

    expect(visitor.page.locator("#history")).to_have_css("font-size", "16px")
    expect(visitor.page.locator("#history")).to_have_css("letter-spacing", "normal")


def test_nothing_of_the_page_lies_over_it(gateway: StandIn, visitor: Visitor) -> None:
    """Not over the launcher, and not over the panel, whatever its z-index."""
    host(gateway, css=OVER, body='<safe-to-share></safe-to-share><div class="over">Cookies!</div>')
    visitor.page.goto(f"{visitor.address}/host")
    assert visitor.launcher.evaluate(TOP)
    visitor.open_panel()

    assert visitor.words.evaluate(TOP)
    assert visitor.button("Send").evaluate(TOP)


@pytest.mark.parametrize("stop", ["", "event.stopImmediatePropagation();"], ids=["on", "stopped"])
def test_a_page_with_keys_of_its_own(gateway: StandIn, visitor: Visitor, stop: str) -> None:
    """Esc closes and F2 hides, also where the page lets no key through."""
    host(gateway, js=KEYS.replace("STOP", stop).replace("window, document", "document"))
    visitor.page.goto(f"{visitor.address}/host")
    visitor.open_panel()
    visitor.page.keyboard.press("Escape")
    expect(visitor.launcher).to_be_focused()
    visitor.launcher.click()
    visitor.words.focus()
    visitor.page.keyboard.press("F2")

    expect(visitor.launcher).to_have_accessible_name("Open chat")


def test_keys_that_are_ours_do_nothing_on_the_page(gateway: StandIn, visitor: Visitor) -> None:
    """A page that listens as pages do hears neither; what is not ours it hears."""
    host(gateway, js=KEYS.replace("STOP", "").replace("window, document", "document"))
    talk(visitor)
    visitor.page.evaluate("window.heard = []")
    visitor.page.keyboard.press("Escape")
    visitor.launcher.click()
    visitor.page.keyboard.press("F2")
    assert visitor.page.evaluate("window.heard.filter((key) => /Esc|F2/.test(key))") == []

    visitor.page.keyboard.press("Escape")
    assert visitor.page.evaluate("window.heard.at(-1)") == "keyup Escape"


def test_f2_is_the_pages_while_the_chat_is_closed(gateway: StandIn, visitor: Visitor) -> None:
    """It renames a file on many an intranet."""
    host(gateway, js=KEYS.replace("STOP", ""))
    visitor.page.goto(f"{visitor.address}/host")
    visitor.page.keyboard.press("F2")

    assert "keydown F2" in visitor.page.evaluate("window.heard")
    expect(visitor.launcher).to_have_accessible_name("Safe to Share")


@pytest.mark.parametrize(
    "page",
    [
        {"doctype": ""},
        {"html": "dir=rtl"},
        {"css": "html { font-size: 62.5% } body { direction: rtl; text-align: right }"},
        {"head": SCRIPT * 2},
        {"head": '<script src="/widget.js" async></script>'},
        {"head": '<script src="/widget.js" defer></script>'},
        {"head": "", "body": f"<h1>Host</h1>{SCRIPT}"},
        {"head": SCRIPT, "body": "<safe-to-share></safe-to-share>"},
        {"head": SCRIPT.replace(" src", ' type="module" src'), "body": "<safe-to-share>x"},
        {"headers": STRICT},
    ],
    ids=["quirks", "rtl", "small", "twice", "async", "defer", "end", "own", "module", "csp"],
)
def test_wherever_and_however_the_tag_stands(
    gateway: StandIn, visitor: Visitor, page: dict[str, Any]
) -> None:
    """One chat, which works."""
    host(gateway, **page)
    talk(visitor)

    expect(visitor.page.locator("safe-to-share")).to_have_count(1)
    expect(visitor.page.locator(".launcher")).to_have_count(1)


def test_a_manual_script_waits_for_an_element(gateway: StandIn, visitor: Visitor) -> None:
    """``data-manual``: nothing is put on the page by itself, and an element added later works."""
    host(gateway, head=SCRIPT.replace(" src", " data-manual src"))
    visitor.page.goto(f"{visitor.address}/host")
    expect(visitor.page.locator("safe-to-share")).to_have_count(0)
    visitor.page.evaluate("document.body.append(document.createElement('safe-to-share'))")

    visitor.open_panel()


def test_the_tags_data_are_the_elements_attributes(gateway: StandIn, visitor: Visitor) -> None:
    """Name, side, and open from the start without taking the focus."""
    head = SCRIPT.replace(" src", ' data-name="Ask here" data-position="left" data-open src')
    host(gateway, head=head, body='<input autofocus aria-label="Search">')
    visitor.page.goto(f"{visitor.address}/host")
    expect(visitor.page.locator("#history")).to_contain_text("Kia ora")

    expect(visitor.page.get_by_role("dialog", name="Ask here")).to_be_visible()
    expect(visitor.page.get_by_label("Search")).to_be_focused()
    box = visitor.page.locator(".panel").bounding_box()
    assert box is not None
    assert box["x"] == 16


def test_it_is_not_open_from_the_start_on_a_phone(gateway: StandIn, visits: Visits) -> None:
    """There it would lie over the whole page, which nobody asked for."""
    host(gateway, head=SCRIPT.replace(" src", " data-open src"))
    visitor = visits(360, 740)
    visitor.page.goto(f"{visitor.address}/host")

    expect(visitor.launcher).to_be_visible()
    expect(visitor.page.locator(".panel")).to_be_hidden()


def test_a_listed_sites_page_has_the_chat(gateway: StandIn, visitor: Visitor) -> None:
    """The page is of another origin than the script; its own page opens without its opener."""
    other = gateway.address.replace("127.0.0.1", "localhost")
    head = f'<script src="{gateway.address}/widget.js"></script>'
    host(
        gateway,
        head=head,
        headers={"Content-Security-Policy": f"default-src 'self' {gateway.address}"},
    )
    visitor.expected.append("request to elsewhere")
    talk(visitor, at=other)
    visitor.button("Menu").click()

    page = visitor.page.get_by_role("link", name="Open as a page")
    expect(page).to_have_attribute("href", f"{gateway.address}/chat")
    expect(page).to_have_attribute("rel", "noopener noreferrer")


def test_a_site_that_is_not_listed_is_told_so(gateway: StandIn, visitor: Visitor) -> None:
    """No chat, the emergency line, a sentence, and a way to try again."""
    other = gateway.address.replace("127.0.0.1", "127.0.0.2")
    head = f'<script src="{gateway.address}/widget.js"></script>'
    host(
        gateway,
        head=head,
        headers={"Content-Security-Policy": f"default-src 'self' {gateway.address}"},
    )
    visitor.expected += ["request to elsewhere", "CORS", "ERR_FAILED"]
    visitor.page.goto(f"{other}/host")
    visitor.launcher.click()

    expect(visitor.page.locator("#history")).to_contain_text("The chat could not be started.")
    expect(visitor.button("Try again")).to_be_visible()
    expect(visitor.page.locator(".panel .danger-line")).to_be_in_viewport(ratio=1)
    visitor.send(EXAMPLE)
    expect(visitor.words).to_have_value(EXAMPLE)


def test_the_element_taken_out_and_put_back(gateway: StandIn, visitor: Visitor) -> None:
    """The panel goes with it, its keys too; back again the chat goes on once."""
    host(gateway)
    talk(visitor)
    visitor.page.evaluate(
        "window.node = document.querySelector('safe-to-share'); window.node.remove()"
    )
    expect(visitor.page.locator(".panel")).to_have_count(0)
    visitor.page.keyboard.press("F2")
    visitor.page.evaluate("document.body.append(window.node)")
    visitor.launcher.click()

    expect(visitor.mine).to_have_text([f"You: {EXAMPLE}", f"You: {NOT_NOW}"])
    visitor.page.keyboard.press("Escape")
    expect(visitor.launcher).to_be_focused()
