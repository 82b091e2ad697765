"""Where the focus goes, and what keys do there."""

from __future__ import annotations

import threading

from playwright.sync_api import expect

from tests.browser.component.hosts import host
from tests.browser.component.states import confirming, menu
from tests.browser.conftest import Visits
from tests.browser.stand_in import StandIn, Told
from tests.browser.visitor import DANGER, EXAMPLE, NO_VIOLENCE, NOT_NOW, Visitor

VIOLENCE = "Is there, or may there be, family violence, and who is the information about?"
# Composing, as with a dead key for a macron: Enter ends it and is none of ours.
COMPOSED = """(node) => node.dispatchEvent(new KeyboardEvent("keydown",
  { key: "Enter", isComposing: true, bubbles: true, composed: true, cancelable: true }))"""


def test_the_focus_goes_to_what_came_of_a_button(visitor: Visitor) -> None:
    """While it is on its way it stays on the button, which is spent and marked."""
    held = threading.Event()
    visitor.ask()
    visitor.page.route("**/turns", lambda route: (held.wait(5), route.continue_()), times=1)
    visitor.button(NOT_NOW).focus()
    visitor.page.keyboard.press("Enter")
    chosen = visitor.page.get_by_role("button", name=f"Chosen: {NOT_NOW}")
    expect(chosen).to_be_focused()
    expect(chosen).to_contain_class("chosen")
    held.set()

    expect(visitor.question(VIOLENCE)).to_be_focused()


def test_the_focus_stays_where_somebody_has_gone_on(gateway: StandIn, visitor: Visitor) -> None:
    """Who types meanwhile is not taken away from the box."""
    held = threading.Event()
    visitor.ask()
    gateway.tell("turn", Told(after=held))
    visitor.button(NOT_NOW).click()
    visitor.words.focus()
    held.set()
    expect(visitor.question(VIOLENCE)).to_be_visible()

    expect(visitor.words).to_be_focused()


def test_the_menu_closes_when_the_focus_leaves_it(gateway: StandIn, visitor: Visitor) -> None:
    """Nothing is left hanging over what is read."""
    menu(gateway, visitor)
    for _ in range(8):
        visitor.page.keyboard.press("Tab")

    expect(visitor.button("Clear this chat")).to_be_hidden()
    expect(visitor.button("Menu")).to_have_attribute("aria-expanded", "false")


def test_the_first_tab_stop_leads_to_the_box(visitor: Visitor) -> None:
    """Past the header and all that was said; it is seen while it has the focus."""
    visitor.ask()
    skip = visitor.button("Skip to your message")
    skip.focus()
    expect(skip).to_be_in_viewport(ratio=1)
    visitor.page.keyboard.press("Enter")

    expect(visitor.words).to_be_focused()
    visitor.button("Hide now").focus()
    visitor.page.keyboard.press("Shift+Tab")
    expect(skip).to_be_focused()


def test_nothing_behind_a_box_can_be_reached(gateway: StandIn, visitor: Visitor) -> None:
    """Tab stays with its two buttons, and nothing leads the focus to the box to type into."""
    confirming(gateway, visitor)
    expect(visitor.page.get_by_role("dialog", name="Clear this chat?")).to_be_visible()
    visitor.page.locator("#words").evaluate("(node) => node.focus()")
    expect(visitor.page.locator("#words")).not_to_be_focused()
    expect(visitor.page.locator(".box:modal")).to_have_count(1)
    for _ in range(4):
        visitor.page.keyboard.press("Tab")
        focus = visitor.page.evaluate(
            "document.activeElement.shadowRoot?.activeElement?.innerText ?? ''"
        )
        assert focus in {"Keep it", "Clear it", ""}


def test_esc_keeps_what_would_be_cleared(gateway: StandIn, visitor: Visitor) -> None:
    """To close the box is no yes."""
    confirming(gateway, visitor)
    visitor.page.keyboard.press("Escape")
    expect(visitor.button("Keep it")).to_have_count(0)

    visitor.press(NOT_NOW)
    expect(visitor.mine).to_have_text([f"You: {EXAMPLE}", f"You: {NOT_NOW}"])
    assert gateway.asked["end"] == []


def test_esc_is_the_pages_while_the_focus_is_there(gateway: StandIn, visitor: Visitor) -> None:
    """The panel stays open beside a page that is worked on."""
    host(gateway, body='<input aria-label="Search">')
    visitor.page.goto(f"{visitor.address}/host")
    visitor.open_panel()
    visitor.page.get_by_label("Search").focus()
    visitor.page.keyboard.press("Escape")

    expect(visitor.page.locator(".panel")).to_be_visible()


def test_keys_are_the_pages_when_the_chat_is_taken_out_of_it(visitor: Visitor) -> None:
    """F2 does not give the page another title then."""
    visitor.open()
    visitor.page.evaluate("document.querySelector('safe-to-share').remove()")
    visitor.page.keyboard.press("F2")

    expect(visitor.page).to_have_title("Safe to Share")
    assert visitor.page.evaluate("sessionStorage.getItem('safe-to-share-hidden')") is None


def test_a_phones_keyboard_does_not_come_up_by_itself(visits: Visits) -> None:
    """It would lie over what is to be read: the box waits until it is tapped."""
    visitor = visits(360, 740, has_touch=True, is_mobile=True)
    visitor.open()
    expect(visitor.page.locator("#history")).to_be_focused()

    visitor.words.tap()
    expect(visitor.words).to_be_focused()


def test_a_phones_back_gesture_closes_it(visits: Visits) -> None:
    """As the browser asks a modal dialog to close; the launcher is there again, with the focus."""
    visitor = visits(360, 740, has_touch=True, is_mobile=True)
    visitor.arrive()
    visitor.open_panel()
    visitor.page.locator(".panel").evaluate("(panel) => panel.requestClose()")

    expect(visitor.page.locator(".panel")).to_be_hidden()
    expect(visitor.launcher).to_be_focused()


def test_enter_that_ends_a_composed_character_does_not_send(
    gateway: StandIn, visitor: Visitor
) -> None:
    """A macron put together by two keys is not the end of the message."""
    visitor.open()
    visitor.words.fill("whānau")
    visitor.words.evaluate(COMPOSED)
    expect(visitor.words).to_have_value("whānau")
    visitor.words.press("Enter")
    expect(visitor.replies).to_have_count(2)

    expect(visitor.mine).to_have_count(1)
    assert len(gateway.asked["turn"]) == 1


def test_a_whole_conversation_without_a_mouse(visitor: Visitor) -> None:
    """By Tab, Enter and Space; each control is seen to have the focus and is not covered."""
    visitor.open()
    visitor.typed.append(EXAMPLE)
    visitor.page.keyboard.type(EXAMPLE)
    visitor.page.keyboard.press("Enter")
    expect(visitor.question(DANGER)).to_be_visible()
    visitor.walk("Shift+Tab", NOT_NOW)
    visitor.page.keyboard.press("Enter")
    expect(visitor.question(VIOLENCE)).to_be_focused()
    visitor.walk("Tab", NO_VIOLENCE)
    visitor.page.keyboard.press("Space")

    expect(visitor.replies).to_have_count(4)
