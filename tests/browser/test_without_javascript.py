"""The chat where scripts are switched off: the whole way, by keyboard, by touch, and narrow.

Axe is a script, so what it would look at is looked at here by roles and names.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.browser.reader import ANSWERS, Reader, watch
from tests.browser.visitor import DANGER, EXAMPLE, NOT_NOW

if TYPE_CHECKING:
    from playwright.sync_api import Browser

Readers = Callable[..., Reader]
# Of each element: where it lies, and whether what is in it is wider than itself.
BOXES = """(nodes) => nodes.map((node) => {
  const { left, right, width } = node.getBoundingClientRect();
  const isInline = getComputedStyle(node).display === "inline";
  return { left, right, width, inner: isInline ? 0 : node.scrollWidth, outer: node.clientWidth,
    words: node.textContent.slice(0, 40) };
})"""
NARROW = pytest.mark.parametrize(
    "size", [(320, 256), (320, 740), (360, 740)], ids=["zoomed", "narrow", "phone"]
)


@pytest.fixture
def readers(browser: Browser, product: str) -> Iterator[Readers]:
    """Makes readers; nothing of any page may fail to load, and nothing typed may be left."""
    opened = []

    class Watched(Reader):
        def __init__(self, width: int = 1100, height: int = 800) -> None:
            context = browser.new_context(
                viewport={"width": width, "height": height},
                java_script_enabled=False,
                locale="en-NZ",
            )
            context.set_default_timeout(10_000)
            faults: list[str] = []
            watch(context, faults)
            super().__init__(context.new_page(), product)
            opened.append((context, faults, self.page))

    yield Watched
    for context, faults, page in opened:
        left = f"{context.cookies()} {page.url} {page.title()} {page.content()}"
        context.close()
        assert faults == []
        assert "fed at home" not in left


def test_the_whole_way_by_keyboard_alone(readers: Readers) -> None:
    """From the example to whom to ring; after each page the keyboard goes on at the reply."""
    reader = readers()
    reader.open()
    reader.walk(reader.words)
    reader.page.keyboard.type(EXAMPLE)
    reader.walk(reader.button("Send"))
    reader.page.keyboard.press("Enter")
    for key, label in zip(("Enter", "Space", "Enter"), ANSWERS, strict=True):
        expect(reader.button(label)).to_be_visible()
        expect(reader.page).to_have_url(re.compile("#latest$"))
        reader.walk(reader.button(label))
        reader.page.keyboard.press(key)

    expect(reader.answer().get_by_role("heading", level=2)).to_contain_text("section 66C")
    expect(reader.answer()).to_contain_text("Permitted")
    ring = reader.page.get_by_role("main").get_by_role("link", name="0508 326 459")
    expect(ring).to_have_attribute("href", "tel:0508326459")
    reader.walk(ring)


def test_the_answer_is_whole(readers: Readers) -> None:
    """Its parts in order, the guidance with its source, and every law a link."""
    reader = readers()
    reader.finish()

    expect(reader.answer().get_by_role("heading", level=3)).to_have_text(
        [
            "What only you can judge",
            "What you have to do",
            "What to keep to",
            "How you are protected",
            "Why",
            "What would change this",
        ]
    )
    source = reader.page.locator("figure").first.get_by_role("link")
    expect(source).to_have_attribute("href", re.compile(r"^https://\S+$"))
    expect(source).to_have_attribute("rel", "noopener noreferrer")
    reader.page.get_by_text("Other laws looked at").click()
    expect(reader.answer().get_by_role("link").last).to_be_visible()


@pytest.mark.parametrize("height", [740, 256])
def test_what_is_new_is_in_sight_when_the_page_comes(readers: Readers, height: int) -> None:
    """The page opens at the reply, and the line at the top does not cover it."""
    reader = readers(360, height)
    reader.ask()
    reader.button(NOT_NOW).click()
    mine = reader.page.get_by_text(NOT_NOW).locator("visible=true").last
    line = reader.page.get_by_role("link", name="call 111")

    expect(mine).to_be_in_viewport(ratio=1)
    box, top = mine.bounding_box(), line.bounding_box()
    assert box
    assert top
    assert box["y"] >= top["y"] + top["height"] or top["y"] < -top["height"] + 1


@NARROW
def test_nothing_is_cut_off_in_a_narrow_window(readers: Readers, size: tuple[int, int]) -> None:
    """Every text and control lies within the width, folded parts opened."""
    width, height = size
    reader = readers(width, height)
    reader.finish()
    for summary in reader.page.locator("summary").all():
        summary.click()

    shown = reader.page.locator(".plain :is(p, li, h1, h2, h3, a, button, textarea, summary)")
    boxes = [box for box in shown.evaluate_all(BOXES) if box["width"] > 1]  # less is for ears only

    assert len(boxes) > 60
    assert [box for box in boxes if box["left"] < 0 or box["right"] > width] == []
    assert [box for box in boxes if box["inner"] > box["outer"] + 1] == []


@NARROW
def test_what_is_pressed_is_large_enough(readers: Readers, size: tuple[int, int]) -> None:
    """Buttons, the box and the fold lines are 44 pixels high, and nothing lies over a button."""
    reader = readers(*size)
    reader.ask()

    for each in reader.page.locator("button, textarea, summary").locator("visible=true").all():
        box = each.bounding_box()
        assert box
        assert box["height"] >= 44, each
    for each in reader.page.locator("button").locator("visible=true").all():
        each.click(trial=True)


def test_landmarks_headings_and_names(readers: Readers) -> None:
    """One of each landmark, one first heading, and no control without a name."""
    reader = readers()
    reader.finish()
    page = reader.page

    for landmark in ("banner", "main", "contentinfo"):
        expect(page.get_by_role(landmark)).to_have_count(1)
    expect(page.get_by_role("heading", level=1)).to_have_text(["Safe to Share"])
    for kind in ("button", "a", "textarea", "fieldset"):
        controls = page.locator(f".plain {kind}")
        assert controls.count()
        for each in controls.locator("visible=true").all():
            expect(each).to_have_accessible_name(re.compile(r"\S"))
    expect(reader.words).to_have_accessible_description(re.compile("leave out names"))
    expect(page.get_by_role("link", name="call 111")).to_have_attribute("href", "tel:111")
    expect(page.locator('.contacts [lang="mi"]', has_text="Oranga Tamariki").last).to_be_visible()
    expect(page.locator("html")).to_have_attribute("lang", "en-NZ")


def test_the_stylesheet_arrived(readers: Readers) -> None:
    """A page without it would pass much of the rest."""
    reader = readers()
    reader.open()

    line = reader.page.locator(".plain .danger-line")
    expect(line).to_have_css("background-color", "rgb(176, 0, 32)")
    expect(line).to_have_css("position", "sticky")
    reader.walk(reader.words)
    expect(reader.words).to_have_css("outline-style", "solid")


def test_a_fact_is_changed(readers: Readers) -> None:
    """The question comes again, and the answer is about what is said now."""
    reader = readers()
    reader.ask()
    reader.page.get_by_text("What I have understood").last.click()
    reader.button("Change: You want to tell").click()
    reader.button("GP").click()
    for label in ANSWERS:
        reader.button(label).click()

    expect(reader.answer().get_by_role("heading", level=2)).to_contain_text("tell the GP")


def test_saying_whether_it_helped(readers: Readers) -> None:
    """The page comes back at the question, with thanks."""
    reader = readers()
    reader.finish()
    group = reader.page.get_by_role("group", name="Did this help?")
    group.get_by_role("button", name="No").click()

    expect(group).to_contain_text("You said no")
    expect(group).to_be_in_viewport(ratio=1)


def test_clearing(readers: Readers) -> None:
    """Asked first; afterwards neither a reload nor the Back button shows it."""
    reader = readers()
    reader.ask()
    reader.page.get_by_role("link", name="Clear this chat").click()
    reader.page.get_by_role("link", name="Keep it").click()
    expect(reader.page.get_by_role("group", name=DANGER)).to_be_visible()
    reader.page.get_by_role("link", name="Clear this chat").click()
    reader.button("Clear it").click()

    expect(reader.page.get_by_text("Nothing of it is kept.")).to_be_visible()
    assert reader.page.context.cookies() == []
    reader.page.go_back()
    reader.page.go_back()
    expect(reader.words).to_be_visible()
    expect(reader.page.get_by_role("group", name=DANGER)).to_have_count(0)


def test_words_that_were_not_taken_are_still_in_the_box(readers: Readers) -> None:
    """Too long, and too short; the reason is in sight."""
    reader = readers()
    reader.open()
    long = "a word or two " * 300
    reader.words.fill(long)
    reader.button("Send").click()

    expect(reader.page.get_by_text("up to 4,000 are allowed")).to_be_in_viewport()
    expect(reader.words).to_have_value(long.strip())


def test_where_scripts_run_the_other_chat_takes_its_place(browser: Browser, product: str) -> None:
    """One box, one way to go on."""
    context = browser.new_context()
    page = context.new_page()
    page.goto(f"{product}/chat")

    expect(page.get_by_role("textbox", name="Your message")).to_have_count(1)
    expect(page.locator("div.plain")).to_be_hidden()
    context.close()
