"""Two tabs on one conversation, and the way back to one that is gone."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

from tests.browser.visitor import DANGER, EXAMPLE, NO_VIOLENCE, NOT_NOW, Visitor


def second_tab(visitor: Visitor) -> Page:
    """Open the chat as a page, which goes on with this tab's conversation."""
    visitor.button("Menu").click()
    with visitor.page.context.expect_page() as opened:
        visitor.page.get_by_role("link", name="Open as a page").click()
    other = opened.value
    expect(other.locator("#history")).to_contain_text("Kia ora")
    return other


def test_two_tabs_agree(visitor: Visitor) -> None:
    """What is said in one comes up in the other, once, and can be gone on with there."""
    visitor.arrive()
    visitor.open_panel()
    visitor.say(EXAMPLE)
    other = second_tab(visitor)
    expect(other.get_by_role("group", name=DANGER)).to_be_visible()
    visitor.press(NOT_NOW)

    here = other.get_by_role("button", name=NO_VIOLENCE, exact=True)
    expect(here).to_have_count(1)
    here.click()
    expect(visitor.mine).to_have_text([f"You: {w}" for w in (EXAMPLE, NOT_NOW, NO_VIOLENCE)])
    expect(visitor.replies).to_have_count(4)
    expect(other.locator(".reply")).to_have_count(4)


def test_clearing_in_one_tab_clears_the_other(visitor: Visitor) -> None:
    """Nothing of it stays on the screen, and it says why."""
    visitor.arrive()
    visitor.open_panel()
    visitor.say(EXAMPLE)
    other = second_tab(visitor)
    expect(other.get_by_role("group", name=DANGER)).to_be_visible()
    visitor.button("Menu").click()
    visitor.button("Clear this chat").click()
    visitor.button("Clear it").click()

    expect(other.locator("#history")).to_have_text(
        re.compile("^This chat was cleared in another tab")
    )
    assert other.evaluate("sessionStorage.length") == 0


def gone(visitor: Visitor) -> None:
    """The chat is removed on the server, and nothing here heard of it."""
    chat = visitor.page.evaluate("sessionStorage.getItem('safe-to-share')")
    answer = visitor.page.context.request.delete(
        f"{visitor.address}/api/v1/conversations/{chat}", headers={"Origin": visitor.address}
    )
    assert answer.status == 204


def test_a_page_that_the_browser_kept_looks_whether_its_chat_is_there(visitor: Visitor) -> None:
    """Its Back button shows such a page as it was left, so the page asks, and begins anew."""
    visitor.ask()
    gone(visitor)
    visitor.expected.append("404")
    visitor.page.evaluate(
        "dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true })) && null"
    )

    expect(visitor.mine).to_have_count(0)
    expect(visitor.replies).to_have_count(1)


def test_back_does_not_bring_a_cleared_chat_back(visitor: Visitor) -> None:
    """Also where the browser kept the page as it was."""
    visitor.ask()
    chat = visitor.page.evaluate("sessionStorage.getItem('safe-to-share')")
    gone(visitor)
    visitor.page.goto(f"{visitor.address}/healthz")
    visitor.expected.append("404")
    visitor.page.go_back()

    expect(visitor.replies).to_have_count(1)
    expect(visitor.mine).to_have_count(0)
    assert visitor.page.evaluate("sessionStorage.getItem('safe-to-share')") != chat
