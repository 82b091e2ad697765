"""How it looks: styled, small, dark, in forced colours, and by the rules of accessibility."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Visits
from tests.browser.sight import OUTSIDE, SMALL, faults, unfold
from tests.browser.visitor import EXAMPLE, Visitor


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_rule_of_accessibility_is_broken(visits: Visits, scheme: str) -> None:
    """WCAG 2.2 AA as far as axe can tell: greeting, question, answer, and danger."""
    # So tall that nothing lies under the bars: axe takes what does for too small to press.
    visitor = visits(height=14_000, color_scheme=scheme)
    visitor.open()
    found = {"greeting": faults(visitor.page)}
    visitor.ask()
    found["question"] = faults(visitor.page)
    visitor.finish()
    unfold(visitor.page)
    found["answer"] = faults(visitor.page)
    visitor.say("he is hitting her right now")
    found["danger"] = faults(visitor.page)

    assert found == {"greeting": [], "question": [], "answer": [], "danger": []}


def test_the_home_page_breaks_no_rule(visitor: Visitor) -> None:
    """The same for where people arrive."""
    visitor.page.goto(visitor.address)

    assert faults(visitor.page) == []


def test_the_stylesheet_arrived(visitor: Visitor) -> None:
    """A page without it passes every other test of sight."""
    visitor.open()

    expect(visitor.page.locator(".panel .danger-line")).to_have_css(
        "background-color", "rgb(176, 0, 32)"
    )
    expect(visitor.page.locator(".panel header")).to_have_css("position", "sticky")
    expect(visitor.page.locator("#announcer")).to_have_css("width", "1px")


def test_everything_can_be_read_at_400_percent(visits: Visits) -> None:
    """320 by 256 CSS pixels: no line of text is cut off, and nothing scrolls sideways."""
    visitor = visits(320, 256)
    visitor.ask()
    unfold(visitor.page)
    outside = {"question": visitor.page.evaluate(OUTSIDE)}
    visitor.finish()
    unfold(visitor.page)
    outside["answer"] = visitor.page.evaluate(OUTSIDE)

    assert outside == {"question": [], "answer": []}
    assert visitor.page.evaluate(SMALL) == []


@pytest.mark.parametrize(("width", "height"), [(320, 256), (360, 740), (1100, 500)])
def test_what_has_the_focus_is_never_covered(visits: Visits, width: int, height: int) -> None:
    """Through all controls, forth and back, the bars stay clear of the one in use."""
    visitor = visits(width, height)
    visitor.ask()
    visitor.finish()
    unfold(visitor.page)
    visitor.page.locator("#history").focus()

    visitor.walk("Tab", "0508 326 459")
    visitor.walk("Shift+Tab", "Yes")


def test_in_the_panel_what_has_the_focus_is_never_covered(visitor: Visitor) -> None:
    """There the panel scrolls, and not the page."""
    visitor.arrive()
    visitor.open_panel()
    visitor.say(EXAMPLE)
    visitor.finish()
    visitor.words.focus()
    for _ in range(25):
        visitor.page.keyboard.press("Shift+Tab")
        visitor.focus()


def test_dark_follows_the_system(visits: Visits) -> None:
    """The ground is dark and the writing light."""
    visitor = visits(color_scheme="dark")
    visitor.ask()

    expect(visitor.page.locator(".panel")).to_have_css("background-color", "rgb(16, 24, 23)")
    expect(visitor.page.locator(".panel")).to_have_css("color", "rgb(234, 241, 239)")


def test_forced_colours_keep_edges(visits: Visits) -> None:
    """Where the system chooses the colours, what stood out by colour has an edge."""
    visitor = visits(forced_colors="active")
    visitor.ask()
    visitor.finish()

    expect(visitor.mine.last).to_have_css("border-top-style", "solid")
    expect(visitor.page.locator(".panel .danger-line")).to_have_css("border-top-style", "solid")
    expect(visitor.answer()).to_be_visible()
