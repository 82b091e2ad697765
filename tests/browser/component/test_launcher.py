"""The chat on an intranet page: opened, closed, hidden, on a phone."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Route, expect

from tests.browser.conftest import Visits
from tests.browser.visitor import DANGER, EXAMPLE, TURNS, Visitor

# Whether the host page's own words could be clicked.
REACHABLE = """() => {
  const words = document.querySelector("main h1");
  const box = words.getBoundingClientRect();
  return words.contains(document.elementFromPoint(box.left + 5, box.top + 5));
}"""


def test_one_tag_puts_it_on_the_page_and_nothing_is_asked_before_it_is_opened(
    visitor: Visitor,
) -> None:
    """One script is all that is loaded; no conversation begins by itself."""
    asked: list[str] = []
    visitor.page.on("request", lambda request: asked.append(request.url))
    visitor.arrive()

    expect(visitor.launcher).to_have_accessible_name("Safe to Share")
    expect(visitor.launcher).to_be_in_viewport(ratio=1)
    assert [url for url in asked if "/api/" in url] == []
    assert [url for url in asked if url.endswith(".js")] == [f"{visitor.address}/widget.js"]


def test_esc_closes_it_and_the_focus_returns(visitor: Visitor) -> None:
    """Typing can begin when it opens; Esc leads back to the launcher; the chat is still there."""
    visitor.arrive()
    visitor.open_panel()
    expect(visitor.words).to_be_focused()
    visitor.say(EXAMPLE)
    visitor.page.keyboard.press("Escape")

    expect(visitor.launcher).to_be_focused()
    expect(visitor.page.locator(".panel")).to_be_hidden()
    visitor.page.keyboard.press("Enter")
    expect(visitor.question(DANGER)).to_be_visible()
    expect(visitor.words).to_be_focused()


@pytest.mark.parametrize(
    "stopping", [False, True], ids=["page listens", "page lets nothing through"]
)
def test_esc_is_ours_and_not_the_pages(visitor: Visitor, *, stopping: bool) -> None:
    """The page's own key handler does not run, and cannot keep ours from running."""
    visitor.arrive()
    visitor.page.evaluate(
        """(stopping) => {
          window.heard = 0;
          const note = (event) => { if (event.key === "Escape") window.heard += 1; };
          document.addEventListener("keydown", note);
          document.addEventListener("keyup", note);
          const stop = (event) => event.stopImmediatePropagation();
          if (stopping) document.addEventListener("keydown", stop, true);
        }""",
        stopping,
    )
    visitor.open_panel()
    visitor.page.keyboard.press("Escape")

    expect(visitor.page.locator(".panel")).to_be_hidden()
    assert visitor.page.evaluate("window.heard") == 0
    visitor.page.keyboard.press("Escape")
    assert visitor.page.evaluate("window.heard") > 0


def test_esc_closes_what_is_on_top_first(visitor: Visitor) -> None:
    """A box, then the menu, then the panel; the focus goes back each time."""
    visitor.arrive()
    visitor.open_panel()
    visitor.button("Menu").click()
    expect(visitor.button("Start again")).to_be_focused()
    expect(visitor.button("Menu")).to_have_attribute("aria-expanded", "true")
    visitor.button("What is kept").click()
    expect(visitor.page.get_by_role("heading", name="What is kept")).to_be_visible()
    visitor.page.keyboard.press("Escape")
    expect(visitor.page.get_by_role("heading", name="What is kept")).to_be_hidden()
    expect(visitor.button("Menu")).to_be_focused()
    visitor.page.keyboard.press("Enter")
    visitor.page.keyboard.press("Escape")

    expect(visitor.button("Menu")).to_be_focused()
    expect(visitor.button("Menu")).to_have_attribute("aria-expanded", "false")
    visitor.page.keyboard.press("Escape")
    expect(visitor.launcher).to_be_focused()


@pytest.mark.parametrize("by", ["F2", "button", "F2 from the page"])
def test_hide_now_leaves_a_button_that_says_nothing(visitor: Visitor, by: str) -> None:
    """Also over a reload; the conversation comes back when it is opened."""
    visitor.arrive()
    visitor.open_panel()
    visitor.say(EXAMPLE)
    if by == "button":
        visitor.button("Hide now").click()
    else:
        if by == "F2 from the page":
            visitor.page.get_by_role("link", name="People").focus()
        visitor.page.keyboard.press("F2")
    for _ in range(2):
        expect(visitor.page.locator(".panel")).to_be_hidden()
        expect(visitor.launcher).to_have_accessible_name("Open chat")
        expect(visitor.launcher.locator("svg")).to_have_count(0)
        visitor.page.reload()
    visitor.launcher.click()

    expect(visitor.question(DANGER)).to_be_visible()
    assert visitor.page.evaluate("sessionStorage.getItem('safe-to-share-hidden')") is None


def test_hide_now_on_the_page_of_its_own_blanks_it(visitor: Visitor) -> None:
    """One neutral button and a title that says nothing, also over a reload."""
    visitor.ask()
    visitor.page.keyboard.press("F2")
    for _ in range(2):
        expect(visitor.page).to_have_title("Page")
        expect(visitor.page.locator(".panel")).to_be_hidden()
        expect(visitor.page.get_by_role("button")).to_have_count(1)
        visitor.page.reload()
    visitor.button("Open chat").click()

    expect(visitor.page).to_have_title("Safe to Share")
    expect(visitor.question(DANGER)).to_be_visible()


def test_a_reply_that_comes_while_it_is_closed_is_counted(visitor: Visitor) -> None:
    """The launcher says so until it is opened."""
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    visitor.arrive()
    visitor.open_panel()
    visitor.page.route(TURNS, hold, times=1)
    with visitor.page.expect_request(TURNS):
        visitor.send("hello")
    visitor.page.keyboard.press("Escape")
    held[0].continue_()

    expect(visitor.launcher).to_have_accessible_name(re.compile("Safe to Share.*1 new reply"))
    visitor.launcher.click()
    visitor.page.keyboard.press("Escape")
    expect(visitor.launcher).to_have_accessible_name("Safe to Share")


def test_on_a_phone_it_takes_the_whole_screen(visits: Visits) -> None:
    """The page behind can be neither reached nor read; the warning and the box are in sight."""
    visitor = visits(360, 740, has_touch=True, is_mobile=True)
    visitor.arrive()
    assert visitor.page.evaluate(REACHABLE)
    visitor.open_panel()
    panel = visitor.page.locator(".panel").bounding_box()

    assert panel is not None
    assert (panel["x"], panel["y"], panel["width"], panel["height"]) == (0, 0, 360, 740)
    assert not visitor.page.evaluate(REACHABLE)
    expect(visitor.page.locator(".panel").get_by_role("link", name="call 111")).to_be_in_viewport(
        ratio=1
    )
    expect(visitor.words).to_be_in_viewport(ratio=1)
    for _ in range(12):
        visitor.page.keyboard.press("Tab")
        inside = "document.activeElement.matches('body, safe-to-share')"
        assert visitor.page.evaluate(inside)


def test_everything_can_be_reached_at_400_percent(visits: Visits) -> None:
    """320 by 256 on the intranet page: the warning, the box and the answer, each in turn."""
    visitor = visits(320, 256)
    visitor.arrive()
    visitor.open_panel()
    visitor.say(EXAMPLE)
    visitor.finish()
    for found in (
        visitor.page.locator(".panel").get_by_role("link", name="If anyone is in danger"),
        visitor.words,
        visitor.answer().get_by_role("heading", level=2),
    ):
        found.scroll_into_view_if_needed()
        expect(found).to_be_in_viewport()
    expect(visitor.page.locator(".panel header")).to_have_css("position", "static")
    expect(visitor.page.locator(".panel footer")).to_have_css("position", "static")


def test_the_page_behind_does_not_scroll_with_the_chat(visitor: Visitor) -> None:
    """A new reply is brought into sight in the panel, and the page stays where it was."""
    visitor.arrive()
    visitor.open_panel()
    visitor.say(EXAMPLE)
    visitor.finish()

    expect(visitor.answer().get_by_role("heading", level=2)).to_be_in_viewport(ratio=1)
    assert visitor.page.evaluate("[scrollX, scrollY]") == [0, 0]
