"""Pages of hosts that are careless, hostile, old or strict: the chat works and looks as it should."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Visits
from tests.browser.stand_in import StandIn
from tests.browser.visitor import DANGER, EXAMPLE, NOT_NOW, Visitor

SCRIPT = '<script src="/widget.js"></script>'
STRICT = {"Content-Security-Policy": "default-src 'self'"}
PAGE = (
    "{doctype}<html lang=en {html}><head><title>Host</title>{head}</head><body>{body}</body></html>"
)
# What a page gives a key to, and whether it lets it through.
KEYS = """
window.heard = [];
for (const kind of ["keydown", "keyup"]) for (const place of [window, document]) {
  place.addEventListener(kind, (event) => { window.heard.push(`${kind} ${event.key}`); STOP }, true);
}
"""
OVER = ".over { position: fixed; z-index: 2147483647; right: 0; bottom: 0; width: 300px; height: 300px }"
TOP = """(node) => {
  const box = node.getBoundingClientRect();
  const top = node.getRootNode().elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
  return node.contains(top);
}"""


def host(
    gateway: StandIn,
    *,
    head: str = SCRIPT,
    css: str = "",
    js: str = "",
    html: str = "",
    body: str = "<h1>Host</h1>",
    doctype: str = "<!doctype html>",
    **headers: str,
) -> None:
    """Serve a page of a host at /host, with its stylesheet and its script."""
    parts = (
        '<link rel="icon" href="/assets/icon.svg"><link rel="stylesheet" href="/host.css">'
        '<script src="/host.js"></script>'
    )
    page = PAGE.format(doctype=doctype, html=html, head=parts + head, body=body)
    gateway.pages["/host"] = (page, {name.replace("_", "-"): say for name, say in headers.items()})
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
    host(gateway, css=OVER, body='<div class="over">Cookies!</div>')
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
        STRICT,
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
    host(gateway, head=head, **{"Content-Security-Policy": f"default-src 'self' {gateway.address}"})
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
    host(gateway, head=head, **{"Content-Security-Policy": f"default-src 'self' {gateway.address}"})
    visitor.expected += ["request to elsewhere", "CORS", "ERR_FAILED"]
    visitor.page.goto(f"{other}/host")
    visitor.launcher.click()

    expect(visitor.page.locator("#history")).to_contain_text("The chat could not be started.")
    expect(visitor.button("Try again")).to_be_visible()
    expect(visitor.page.locator(".panel .danger-line")).to_be_in_viewport(ratio=1)
    expect(visitor.words).to_be_hidden()


@pytest.mark.parametrize(
    ("css", "background", "named"),
    [
        ("--sts-accent: #5b2a86; --sts-on-accent: #fff", "rgb(91, 42, 134)", ""),
        ("--sts-accent: #ff0; --sts-on-accent: #fff", "rgb(11, 79, 85)", "--sts-accent"),
        ("--sts-accent: #5b2a86", "rgb(91, 42, 134)", ""),
        ("--sts-accent: url(x)", "rgb(11, 79, 85)", "--sts-accent"),
        ("--sts-accent: rgb(0 0 0 / 50%)", "rgb(11, 79, 85)", "--sts-accent"),
        ("--sts-accent: oklch(0.3 0.1 300)", "oklch(0.3 0.1 300)", ""),
    ],
)
def test_a_hosts_colours_are_used_where_they_can_be_read(
    gateway: StandIn, visitor: Visitor, css: str, background: str, named: str
) -> None:
    """A pair of too little contrast is named once on the console, and the default stands."""
    host(gateway, css=f"safe-to-share {{ {css} }}")
    said: list[str] = []
    visitor.page.on("console", lambda message: said.append(message.text))
    visitor.expected.append("is not a pair of contrast")
    talk(visitor)

    expect(visitor.button("Send")).to_have_css("background-color", background)
    assert [named in each for each in said] == [True] * bool(named)


def test_a_hosts_ground_ink_font_round_and_width(gateway: StandIn, visitor: Visitor) -> None:
    """All documented properties have their effect."""
    css = "--sts-ground: #fdf6e3; --sts-ink: #222; --sts-font: serif; --sts-radius: 0; --sts-width: 500px; --sts-z: 7"
    host(gateway, css=f"safe-to-share {{ {css} }}")
    visitor.page.goto(f"{visitor.address}/host")
    visitor.open_panel()
    visitor.say(EXAMPLE)

    expect(visitor.question(DANGER)).to_have_css("background-color", "rgb(253, 246, 227)")
    expect(visitor.question(DANGER)).to_have_css("color", "rgb(34, 34, 34)")
    expect(visitor.question(DANGER)).to_have_css("font-family", "serif")
    expect(visitor.question(DANGER)).to_have_css("border-top-left-radius", "0px")
    expect(visitor.page.locator(".panel")).to_have_css("width", "500px")
    expect(visitor.page.locator(".panel")).to_have_css("z-index", "7")


@pytest.mark.parametrize(
    ("logo", "shown"),
    [
        ("/assets/icon.svg", True),
        ("javascript:alert(1)", False),
        ("http://elsewhere.test/x.png", False),
    ],
)
def test_a_logo_is_of_this_site_or_https(
    gateway: StandIn, visitor: Visitor, logo: str, *, shown: bool
) -> None:
    """Else the name stands there, and nothing is asked for."""
    host(gateway, head=SCRIPT.replace(" src", f' data-logo="{logo}" src'))
    visitor.page.goto(f"{visitor.address}/host")
    visitor.open_panel()

    expect(visitor.page.locator(".bar img")).to_have_count(int(shown))
    expect(
        visitor.page.locator(".bar").get_by_role("heading", name="Safe to Share")
    ).to_be_visible()


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
