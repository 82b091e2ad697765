"""How it looks: styled, small, dark, in forced colours, and by the rules of accessibility."""

from __future__ import annotations

from importlib.resources import files
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Visits
from tests.browser.visitor import Visitor

AXE = (files("axe_playwright_python") / "axe.min.js").read_text(encoding="utf-8")
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
CHECK = """async (tags) => (await axe.run(document, { runOnly: { type: "tag", values: tags } }))
  .violations.map((each) => [each.id, ...each.nodes.map((node) => node.html.slice(0, 200))])"""
# All nodes of a kind in the page, those in shadow roots too.
DEEP = """const deep = (selector, root = document) =>
[...root.querySelectorAll("*")].flatMap((node) => [
  ...(node.matches(selector) ? [node] : []),
  ...(node.shadowRoot ? deep(selector, node.shadowRoot) : []),
]);"""
# Every line of text that can be seen, less what is only for screen readers.
OUTSIDE = f"""() => {{ {DEEP}
  const found = [];
  for (const parent of deep("*")) for (const node of parent.childNodes) {{
    if (node.nodeType !== Node.TEXT_NODE || !node.data.trim()) continue;
    if (parent.closest(".unseen, .skip, style, script, title")) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    for (const box of range.getClientRects()) {{
      if (box.width && (box.left < 0 || box.right > innerWidth + 0.5)) found.push(node.data);
    }}
  }}
  if (document.documentElement.scrollWidth > innerWidth) found.push("the page scrolls sideways");
  for (const node of deep(".panel")) {{
    if (node.scrollWidth > node.clientWidth) found.push("the panel scrolls sideways");
  }}
  return found;
}}"""
SMALL = f"""() => {{ {DEEP}
  return deep("button, summary, .phone, .mail, .call, .go, header a")
    .filter((node) => node.checkVisibility() && !node.matches(".skip, .danger-line a"))
    .map((node) => ({{ name: node.innerText, ...node.getBoundingClientRect().toJSON() }}))
    .filter((box) => box.height < 43.9 || box.width < 43.9).map((box) => box.name);
}}"""


def faults(visitor: Visitor) -> list[Any]:
    """What axe finds against WCAG 2.2 AA."""
    visitor.page.evaluate(AXE)
    found: list[Any] = visitor.page.evaluate(CHECK, RULES)
    return found


def unfold(visitor: Visitor) -> None:
    """Open all that is folded."""
    visitor.page.evaluate(f"{DEEP} deep('details').forEach((each) => {{ each.open = true; }})")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_rule_of_accessibility_is_broken(visits: Visits, scheme: str) -> None:
    """WCAG 2.2 AA as far as axe can tell: greeting, question, answer, and danger."""
    # So tall that nothing lies under the bars: axe takes what does for too small to press.
    visitor = visits(height=14_000, color_scheme=scheme)
    visitor.open()
    found = {"greeting": faults(visitor)}
    visitor.ask()
    found["question"] = faults(visitor)
    visitor.finish()
    unfold(visitor)
    found["answer"] = faults(visitor)
    visitor.say("he is hitting her right now")
    found["danger"] = faults(visitor)

    assert found == {"greeting": [], "question": [], "answer": [], "danger": []}


def test_the_home_page_breaks_no_rule(visitor: Visitor) -> None:
    """The same for where people arrive."""
    visitor.page.goto(visitor.address)

    assert faults(visitor) == []


def test_the_stylesheet_arrived(visitor: Visitor) -> None:
    """A page without it passes every other test of sight."""
    visitor.open()

    expect(visitor.page.locator(".panel .danger-line")).to_have_css(
        "background-color", "rgb(176, 0, 32)"
    )
    expect(visitor.page.locator("header")).to_have_css("position", "sticky")
    expect(visitor.page.locator("#announcer")).to_have_css("width", "1px")


def test_everything_can_be_read_at_400_percent(visits: Visits) -> None:
    """320 by 256 CSS pixels: no line of text is cut off, and nothing scrolls sideways."""
    visitor = visits(320, 256)
    visitor.ask()
    unfold(visitor)
    outside = {"question": visitor.page.evaluate(OUTSIDE)}
    visitor.finish()
    unfold(visitor)
    outside["answer"] = visitor.page.evaluate(OUTSIDE)

    assert outside == {"question": [], "answer": []}
    assert visitor.page.evaluate(SMALL) == []


@pytest.mark.parametrize(("width", "height"), [(320, 256), (360, 740), (1100, 500)])
def test_what_has_the_focus_is_never_covered(visits: Visits, width: int, height: int) -> None:
    """Through all controls, forth and back, the bars stay clear of the one in use."""
    visitor = visits(width, height)
    visitor.ask()
    visitor.finish()
    unfold(visitor)
    visitor.page.locator("#history").focus()

    visitor.walk("Tab", "0508 326 459")
    visitor.walk("Shift+Tab", "Yes")


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
