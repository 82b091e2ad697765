"""States in which the chat can be seen; each brings a visitor there and sees that it is so."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

from playwright.sync_api import expect

from tests.browser.sight import unfold
from tests.browser.stand_in import Told
from tests.browser.visitor import DANGER, EXAMPLE

if TYPE_CHECKING:
    from tests.browser.stand_in import StandIn
    from tests.browser.visitor import Visitor


def closed(_gateway: StandIn, visitor: Visitor) -> None:
    """On the intranet page."""
    visitor.arrive()


def opened(_gateway: StandIn, visitor: Visitor) -> None:
    """Greeted, in the panel."""
    visitor.arrive()
    visitor.open_panel()


def asked(gateway: StandIn, visitor: Visitor) -> None:
    """A question is open."""
    opened(gateway, visitor)
    visitor.say(EXAMPLE)
    expect(visitor.question(DANGER)).to_be_visible()


def answered(gateway: StandIn, visitor: Visitor) -> None:
    """All of an answer is unfolded, its letters too."""
    asked(gateway, visitor)
    visitor.finish()
    unfold(visitor.page)
    expect(visitor.page.locator(".letter").first).to_be_visible()


def rated(gateway: StandIn, visitor: Visitor) -> None:
    """Feedback is given."""
    asked(gateway, visitor)
    visitor.finish()
    visitor.button("Yes").click()
    expect(visitor.page.locator(".feedback")).to_contain_text("Thank you.")


def failed(gateway: StandIn, visitor: Visitor) -> None:
    """The server had a fault."""
    opened(gateway, visitor)
    visitor.expected.append("500")
    gateway.tell("turn", Told(500))
    visitor.send(EXAMPLE)
    expect(visitor.button("Try again")).to_be_visible()


def offline(gateway: StandIn, visitor: Visitor) -> None:
    """There is no way to the server."""
    opened(gateway, visitor)
    visitor.expected.append("ERR_INTERNET_DISCONNECTED")
    visitor.page.context.set_offline(True)
    visitor.send(EXAMPLE)
    expect(visitor.button("Try again")).to_be_visible()


def confirming(gateway: StandIn, visitor: Visitor) -> None:
    """Whether to clear is asked."""
    asked(gateway, visitor)
    visitor.button("Menu").click()
    visitor.button("Clear this chat").click()
    expect(visitor.button("Keep it")).to_be_focused()


def menu(gateway: StandIn, visitor: Visitor) -> None:
    """The menu is open."""
    opened(gateway, visitor)
    visitor.button("Menu").click()
    expect(visitor.button("Clear this chat")).to_be_visible()


def waiting(gateway: StandIn, visitor: Visitor) -> None:
    """An answer is being worked out."""
    opened(gateway, visitor)
    gateway.tell("turn", Told(after=threading.Event()))
    visitor.send(EXAMPLE)
    expect(visitor.page.locator("#waiting")).to_be_visible()


def hidden(gateway: StandIn, visitor: Visitor) -> None:
    """Hidden in a hurry."""
    asked(gateway, visitor)
    visitor.page.keyboard.press("F2")
    expect(visitor.launcher).to_have_accessible_name("Open chat")


def in_maori(gateway: StandIn, visitor: Visitor) -> None:
    """The frame in te reo Māori, with its menu open."""
    icon = '<link rel="icon" href="/assets/icon.svg">'
    page = f'<!doctype html><html lang="en"><head>{icon}<title>Host</title></head><h1>Host</h1>'
    gateway.pages["/host"] = (f'{page}<script src="/widget.js" data-lang="mi"></script>', {})
    visitor.page.goto(f"{gateway.address}/host")
    visitor.launcher.click()
    expect(visitor.page.locator("#history")).to_contain_text("Kia ora")
    visitor.page.get_by_role("button", name="Tahua").click()
    expect(visitor.page.locator(".panel")).to_have_attribute("lang", "mi")
    expect(visitor.page.locator("#history, #hint").first).to_have_attribute("lang", "en-NZ")


def record(gateway: StandIn, visitor: Visitor) -> None:
    """The record's own page."""
    asked(gateway, visitor)
    visitor.finish()
    link = visitor.page.locator(".record a").first.get_attribute("href")
    visitor.page.goto(str(link))
    expect(visitor.page.locator("h1")).to_be_visible()
