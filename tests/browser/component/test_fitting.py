"""On either side, in windows that change, in forced colours, and as one scrolls and types."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.browser.component.hosts import SCRIPT, host
from tests.browser.component.states import failed
from tests.browser.conftest import Visits
from tests.browser.stand_in import StandIn
from tests.browser.visitor import DANGER, EXAMPLE, NOT_NOW, Visitor

LEFT = SCRIPT.replace(" src", ' data-position="left" src')
# How each thing that is scrolled to gets there.
GLIDES = """
window.glides = [];
const scroll = Element.prototype.scrollIntoView;
Element.prototype.scrollIntoView = function (how) {
  window.glides.push(how?.behavior ?? "auto");
  return scroll.call(this, how);
};
"""


def box(visitor: Visitor, place: str) -> tuple[float, float, float, float]:
    """Where it lies: from the left, from the top, width, height."""
    found = visitor.page.locator(place).bounding_box()
    assert found is not None
    return found["x"], found["y"], found["width"], found["height"]


def test_on_the_left_it_is_whole_on_every_screen(gateway: StandIn, visits: Visits) -> None:
    """In its corner where there is room, and on a phone's screen the whole of it."""
    host(gateway, head=LEFT)
    for width, height in ((1100, 800), (360, 740)):
        visitor = visits(width, height)
        visitor.page.goto(f"{visitor.address}/host")
        assert box(visitor, ".launcher")[0] == 16
        visitor.open_panel()
        whole = (0, 0, 360, 740)
        assert box(visitor, ".panel") == (whole if width == 360 else (16, 104, 420, 680))


def test_what_is_asked_or_answered_is_seen_in_a_low_window(visits: Visits) -> None:
    """At 400 % there is no room for one's own words above it, whether typed or chosen."""
    visitor = visits(320, 256)
    visitor.arrive()
    visitor.open_panel()
    visitor.say(EXAMPLE)
    expect(visitor.question(DANGER).locator("legend")).to_be_in_viewport(ratio=1)

    visitor.finish()
    expect(visitor.answer().locator(".outcome")).to_be_in_viewport(ratio=1)


def test_on_the_page_of_its_own_the_first_question_is_seen_whole(visits: Visits) -> None:
    """Under one's own words and all that was understood, above the box, on a laptop's screen."""
    visitor = visits(1100, 740)
    visitor.ask()

    last = visitor.question(DANGER).locator(".options button").last.bounding_box()
    assert last is not None
    assert last["y"] + last["height"] < box(visitor, "#words")[1]


def test_a_window_made_narrow_while_it_is_open(visitor: Visitor) -> None:
    """It takes the whole screen then, and the focus stays where it was."""
    visitor.arrive()
    visitor.open_panel()
    visitor.page.set_viewport_size({"width": 400, "height": 700})

    expect(visitor.page.locator(".panel")).to_have_css("border-top-width", "0px")
    expect(visitor.page.locator(".panel:modal")).to_have_count(1)
    expect(visitor.words).to_be_focused()
    visitor.page.set_viewport_size({"width": 1100, "height": 700})
    expect(visitor.page.locator(".panel:popover-open")).to_have_count(1)


def test_forced_colours_leave_edges_and_what_is_spent(gateway: StandIn, visits: Visits) -> None:
    """What stood out by its ground has an edge; spent is grey, and chosen is marked by a tick."""
    visitor = visits(forced_colors="active")
    visitor.ask()
    visitor.press(NOT_NOW)
    chosen = visitor.page.locator("button.chosen")
    spent = visitor.page.locator(".options").first.locator("button:not(.chosen)").first
    live = visitor.page.locator(".options").last.locator("button").first

    expect(visitor.mine.first).to_have_css("border-top-style", "solid")
    expect(chosen).to_have_css("border-top-width", "3px")
    tick = chosen.evaluate("(node) => getComputedStyle(node, '::before').content")
    assert "✓" in tick
    colour = "(node) => getComputedStyle(node).color"
    assert spent.evaluate(colour) != live.evaluate(colour)
    assert gateway.sent()


def test_nothing_glides_where_movement_is_not_wanted(visits: Visits) -> None:
    """What comes is there at once; elsewhere it may glide."""
    for calm, glides in (("reduce", {"auto"}), ("no-preference", {"smooth"})):
        visitor = visits(reduced_motion=calm)
        visitor.page.add_init_script(GLIDES)
        visitor.ask()
        assert set(visitor.page.evaluate("window.glides")) == glides


def test_what_was_not_sent_says_so_in_words(gateway: StandIn, visitor: Visitor) -> None:
    """Not by its dashes alone."""
    failed(gateway, visitor)
    said = visitor.page.locator(".mine.unsent").evaluate(
        "(node) => getComputedStyle(node, '::after').content"
    )

    assert said == '"Not sent"'


def test_the_box_grows_with_its_words(visitor: Visitor) -> None:
    """Up to a limit, past which it scrolls; empty it is one line again."""
    visitor.open()
    heights = []
    for lines in (1, 3, 40, 1):
        visitor.words.fill("a line\n" * (lines - 1) + "the last")
        heights.append(visitor.words.evaluate("(node) => node.offsetHeight"))

    assert heights[0] < heights[1] < heights[2] < 160
    assert heights[3] == heights[0] < 50
    visitor.words.fill("")


def test_the_wheel_over_the_chat_does_not_turn_the_page(gateway: StandIn, visitor: Visitor) -> None:
    """Also where the chat has nothing more to show."""
    host(gateway, css="body { height: 4000px }")
    visitor.page.goto(f"{visitor.address}/host")
    visitor.open_panel()
    visitor.say(EXAMPLE)
    visitor.press(NOT_NOW)
    x, y, width, height = box(visitor, "#history")
    visitor.page.mouse.move(x + width / 2, min(y + height / 2, 400))
    for _ in range(6):
        visitor.page.mouse.wheel(0, 2000)
        visitor.page.wait_for_timeout(60)  # a wheel has no end that could be waited for

    assert visitor.page.evaluate("scrollY") == 0


def test_a_page_whose_writing_is_small(gateway: StandIn, visitor: Visitor) -> None:
    """Sizes are those of the reader's browser, and not of the page."""
    host(gateway, css="html { font-size: 40% }")
    visitor.page.goto(f"{visitor.address}/host")
    visitor.open_panel()

    expect(visitor.page.locator("#history")).to_have_css("font-size", "16px")
