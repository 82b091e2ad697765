"""What each part of the chat is to a screen reader, and what the browser is told of it."""

from __future__ import annotations

import re

from playwright.sync_api import expect

from tests.browser.component.replies import BLOCKS, received
from tests.browser.conftest import Visits
from tests.browser.stand_in import StandIn
from tests.browser.visitor import Visitor

GONE_TO = " (opens in a new tab)"


def test_a_questions_buttons_are_a_group(gateway: StandIn, visitor: Visitor) -> None:
    """Named by the question, described by its hint."""
    received(gateway, visitor, *BLOCKS)
    group = visitor.page.get_by_role("group", name="A question?")

    expect(group).to_have_accessible_description("A hint.")
    expect(group.get_by_role("button", name="An option", exact=True)).to_have_count(1)


def test_facts_are_buttons_where_they_can_be_changed(gateway: StandIn, visitor: Visitor) -> None:
    """And words alone where they cannot."""
    received(gateway, visitor, BLOCKS[2])

    expect(visitor.button("Fact: Label change")).to_be_visible()
    expect(visitor.page.get_by_role("button", name="Other: Label")).to_have_count(0)


def test_an_answer_has_headings_and_links(gateway: StandIn, visitor: Visitor) -> None:
    """From its headline to each provision, where an address is known."""
    received(gateway, visitor, *BLOCKS)
    answer = visitor.answer()

    expect(answer.get_by_role("heading", level=2)).to_have_text("Yes.")
    expect(answer.get_by_role("link", name=f"s 1{GONE_TO}", exact=True)).to_have_count(4)
    expect(answer.get_by_role("link", name=f"An Act, s 1{GONE_TO}", exact=True)).to_have_count(2)
    expect(visitor.page.get_by_role("blockquote")).to_have_text("A quote.")
    expect(visitor.page.get_by_role("figure").get_by_role("link")).to_have_count(1)


def test_whom_to_ring_can_be_rung(gateway: StandIn, visitor: Visitor) -> None:
    """A number and an address are links, and 111 is in the warning itself."""
    received(gateway, visitor, *BLOCKS)
    reply = visitor.replies.last

    for name, href in (
        ("0508 326 459", "tel:0508326459"),
        ("a@b.test", "mailto:a@b.test"),
        ("Call 111", "tel:111"),
    ):
        expect(reply.get_by_role("link", name=name)).to_have_attribute("href", href)


def test_a_quotation_stands_in_its_marks(gateway: StandIn, visitor: Visitor) -> None:
    """One at its beginning and one at its end, however many paragraphs it has."""
    received(gateway, visitor, {**BLOCKS[4], "text": "One.\nTwo."})

    marks = visitor.page.locator("blockquote p").evaluate_all(
        "(all) => all.map((p) => [getComputedStyle(p, '::before').content,"
        " getComputedStyle(p, '::after').content])"
    )
    assert marks == [['"“"', "none"], ["none", '"”"']]


def test_folded_facts_say_so_and_unfold(gateway: StandIn, visits: Visits) -> None:
    """On a phone they are one line, which says whether it is open."""
    visitor = visits(360, 740)
    received(gateway, visitor, BLOCKS[2])
    fold = visitor.page.get_by_role("button", name="What I have understood")
    expect(fold).to_have_attribute("aria-expanded", "false")
    fold.click()

    expect(fold).to_have_attribute("aria-expanded", "true")
    expect(visitor.button("Fact: Label change")).to_be_visible()


def test_the_browser_is_told_to_keep_nothing(visitor: Visitor) -> None:
    """Nor does it offer what was typed before; and the box says what to leave out."""
    visitor.open()

    expect(visitor.words).to_have_attribute("autocomplete", "off")
    expect(visitor.words).to_have_accessible_description(re.compile("leave out names"))


def test_the_chats_own_page_says_its_language(visitor: Visitor) -> None:
    """English as it is written here."""
    visitor.open()

    expect(visitor.page.locator("html")).to_have_attribute("lang", "en-NZ")
