"""Where the focus is, what moves, when it is said to wait, clocks that are wrong, wider text."""

from __future__ import annotations

import threading
from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.browser.component.states import answered, confirming, failed, menu, opened, waiting
from tests.browser.conftest import Visits
from tests.browser.sight import DEEP, OUTSIDE
from tests.browser.stand_in import StandIn, Told
from tests.browser.visitor import EXAMPLE, Visitor

# What moves, or would where something does.
MOVING = f"""() => {{ {DEEP}
  const names = deep("*").map((node) => getComputedStyle(node).animationName);
  const root = document.querySelector("safe-to-share").shadowRoot;
  const running = [document, root].flatMap((each) => each.getAnimations()).map(String);
  return [...names.filter((name) => name !== "none"), ...running];
}}"""
RING = """() => {
  let node = document.activeElement;
  while (node.shadowRoot?.activeElement) node = node.shadowRoot.activeElement;
  const ring = ({ outlineStyle: style, outlineWidth: width }) =>
    style === "none" ? 0 : parseFloat(width);
  const focused = ring(getComputedStyle(node));
  const name = node.innerText || node.id || node.tagName;
  node.blur();
  const blurred = ring(getComputedStyle(node));
  node.focus();
  return { name, focused, blurred };
}"""
# What is pressed and holds more lines than it shows.
CUT = f"""() => {{ {DEEP}
  return deep("button, summary, a").filter((node) => node.checkVisibility())
    .filter((node) => getComputedStyle(node).overflowY !== "visible")
    .filter((node) => node.scrollHeight > node.clientHeight + 1).map((node) => node.innerText);
}}"""
SHIFT = """(() => {
  const Real = Date, shift = SHIFT;
  globalThis.Date = class extends Real {
    constructor(...given) { super(...(given.length ? given : [Real.now() + shift])); }
    static now() { return Real.now() + shift; }
  };
})()"""
YEARS = 365 * 24 * 3600 * 1000
SPACED = """* { line-height: 1.5 !important; letter-spacing: 0.12em !important }
* { word-spacing: 0.16em !important }
p { margin-bottom: 2em !important }"""


@pytest.mark.parametrize("state", [opened, answered, failed, menu, confirming])
def test_what_has_the_focus_has_a_ring(
    gateway: StandIn, visitor: Visitor, state: Callable[[StandIn, Visitor], None]
) -> None:
    """Of two pixels at least, that was not there before: in every control of the panel."""
    state(gateway, visitor)
    seen = []
    for _ in range(60):
        visitor.page.keyboard.press("Shift+Tab")
        if not visitor.page.evaluate("Boolean(document.activeElement.shadowRoot)"):
            break
        seen.append(visitor.page.evaluate(RING))

    assert seen
    assert [each for each in seen if each["focused"] < 2 or each["blurred"]] == []


def test_nothing_moves_where_that_is_not_wanted(gateway: StandIn, visits: Visits) -> None:
    """Not while the line shows that an answer is worked out, and not when the panel opens."""
    for calm, moving in (("reduce", []), ("no-preference", ["rise"])):
        visitor = visits(reduced_motion=calm)
        waiting(gateway, visitor)
        found = visitor.page.evaluate(MOVING)
        assert [name for name in found if "Animation" not in name] == moving
        assert moving or found == []


def test_that_it_is_worked_out_is_said_after_a_moment(gateway: StandIn, visitor: Visitor) -> None:
    """Nothing before 300 milliseconds: a quick answer would only make it flicker."""
    held = threading.Event()
    visitor.open()
    visitor.page.clock.install(time=0)
    visitor.page.clock.pause_at(1000)
    gateway.tell("turn", Told(after=held))
    with visitor.page.expect_request("**/turns"):
        visitor.send(EXAMPLE)
    visitor.page.clock.run_for(250)
    expect(visitor.page.locator("#waiting")).to_be_hidden()
    visitor.page.clock.run_for(100)
    expect(visitor.page.locator("#waiting")).to_have_text("Working it out…")
    held.set()

    expect(visitor.page.locator("#waiting")).to_be_hidden()


@pytest.mark.parametrize("shift", [-50 * YEARS, 50 * YEARS], ids=["slow", "fast"])
def test_a_clock_that_is_wrong_changes_nothing(
    gateway: StandIn, visitor: Visitor, shift: int
) -> None:
    """Talked through to an answer; how long to wait does not go by the clock either."""
    visitor.page.add_init_script(SHIFT.replace("SHIFT", str(shift)))
    visitor.expected.append("429")
    visitor.ask()
    expect(visitor.finish()).to_contain_text("The law as at ")
    expect(visitor.page.locator(".record .quiet")).to_contain_text("the record is removed on")
    gateway.tell("turn", Told(429, headers={"Retry-After": "1"}))
    visitor.send("thank you")
    visitor.button("Try again").click()

    expect(visitor.page.locator(".mine.unsent")).to_have_count(0)


def test_wider_spaced_text_fits(gateway: StandIn, visits: Visits) -> None:
    """WCAG 1.4.12: with more room between lines, words and letters nothing is cut off."""
    visitor = visits(360, 740)
    answered(gateway, visitor)
    visitor.page.evaluate(
        """(css) => {
          const root = document.querySelector("safe-to-share").shadowRoot;
          const sheet = new CSSStyleSheet();
          sheet.replaceSync(css);
          root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
        }""",
        SPACED,
    )

    assert visitor.page.evaluate(OUTSIDE) == []
    assert visitor.page.evaluate(CUT) == []


def test_a_second_paragraph_looks_as_the_first(gateway: StandIn, visitor: Visitor) -> None:
    """Beneath it with a gap, and no larger or bolder: in texts, notices and quotes."""
    source = {"title": "A", "publisher": "B", "url": "https://c.test", "as_at": "2025-11-27"}
    told = [{"type": "text"}, {"type": "notice", "level": "info"}, {"type": "quote"}]
    gateway.tell(
        "turn", Told(200, [{**each, "text": "One.\nTwo.", "source": source} for each in told])
    )
    visitor.open()
    visitor.say(EXAMPLE)

    seconds = visitor.replies.last.locator("p + p").all()
    assert len(seconds) == len(told)
    for second in seconds:
        second_looks, first_looks = second.evaluate(
            "(p) => [p, p.previousSibling].map((each) => getComputedStyle(each))"
            ".map((style) => [style.fontSize, style.fontWeight])"
        )
        assert second_looks == first_looks
        expect(second).to_have_css("margin-top", "8px")
