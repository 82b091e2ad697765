"""What follows an answer, with the real server: its record, words to copy, and a vote."""

from __future__ import annotations

import io
import re
import sqlite3
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect
from pypdf import PdfReader

from tests.browser.conftest import Visits
from tests.browser.sight import OUTSIDE, faults
from tests.browser.visitor import EXAMPLE, NOT_NOW, Visitor
from tests.browser.ways import Mouse

if TYPE_CHECKING:
    from playwright.sync_api import Page

AT_LENGTH = 15_000  # milliseconds on the page's clock: what was to be said before is said first


def answered(visitor: Visitor) -> str:
    """Have the example answered; returns the headline."""
    visitor.ask()
    visitor.finish()
    return visitor.answer().get_by_role("heading", level=2).inner_text()


def opened(visitor: Visitor, decided: str = "I shared it") -> Page:
    """The record's page, opened from the answer."""
    link = visitor.page.get_by_role("link", name=f"Open the record: {decided}")
    return Mouse(visitor).follow(link)


def votes(state: Path) -> dict[str, int]:
    """How many said yes and no to permitted answers, of any day."""
    query = "SELECT helped, sum(count) FROM feedback WHERE outcome = 'permitted' GROUP BY helped"
    (store,) = state.rglob("gateway.db")
    with sqlite3.connect(store) as connection:
        found = dict(connection.execute(query).fetchall())
    return {"yes": found.get(1, 0), "no": found.get(0, 0)}


def test_the_pdf_by_its_link_holds_the_answer(visitor: Visitor) -> None:
    """From the answer to its record to the paper, whose words can be found and copied."""
    headline = answered(visitor)
    record = opened(visitor)
    link = record.get_by_role("link", name="PDF")
    # As with Save link as: what Chromium shows a PDF in is no page of ours.
    link.evaluate("(node) => node.setAttribute('download', '')")
    with record.expect_download() as downloading:
        link.click()
    pdf = PdfReader(io.BytesIO(downloading.value.path().read_bytes()))
    text = " ".join("\n".join(page.extract_text() for page in pdf.pages).split())

    assert headline in text
    assert record.locator(".digest .hex").inner_text() in text.replace(" ", "")
    assert downloading.value.suggested_filename.startswith("safe-to-share-record-")


def test_what_was_decided_is_changed_on_the_records_page(visitor: Visitor) -> None:
    """One press, and the page and its forms are about the other decision."""
    headline = answered(visitor)
    record = opened(visitor)
    title = record.get_by_role("heading", level=1).inner_text()
    record.get_by_role("link", name="I did not share it").click()

    expect(record.locator("[aria-current=page]")).to_have_text("I did not share it")
    expect(record.get_by_role("heading", level=1)).not_to_have_text(title)
    expect(record.locator(".headline")).to_have_text(headline)
    expect(record.get_by_role("link", name="PDF")).to_have_attribute(
        "href", re.compile("decision=not_shared$")
    )


@pytest.mark.parametrize(
    ("width", "height"), [(1100, 800), (360, 740), (320, 256)], ids=["desk", "phone", "zoomed"]
)
def test_the_records_page_breaks_no_rule(visits: Visits, width: int, height: int) -> None:
    """WCAG 2.2 AA as far as axe can tell; its style is there, and no line is cut off."""
    visitor = visits(width, height)
    answered(visitor)
    record = opened(visitor)

    assert faults(record) == []
    assert record.evaluate(OUTSIDE) == []
    expect(record.locator("section.outcome")).to_have_css("border-left-style", "solid")
    record.keyboard.press("Tab")
    expect(record.locator(":focus")).to_have_css("outline-style", "solid")


def test_the_page_of_a_record_that_is_gone_breaks_no_rule(visitor: Visitor) -> None:
    """After clearing, the link says what to do, and in the record's own style."""
    answered(visitor)
    record = opened(visitor)
    visitor.button("Menu").click()
    visitor.button("Clear this chat").click()
    visitor.button("Clear it").click()
    expect(visitor.button("Start a new chat")).to_be_visible()
    visitor.expected.append("404")
    record.reload()

    expect(record.locator("main")).to_contain_text("ask again to get a new one")
    expect(record.locator("main")).to_have_css("background-color", "rgb(255, 255, 255)")
    assert faults(record) == []


def test_words_to_send_are_copied(visits: Visits) -> None:
    """What lands on the clipboard is what stands there; the button says so, and is said aloud."""
    visitor = visits(permissions=["clipboard-read", "clipboard-write"])
    visitor.page.clock.install()
    answered(visitor)
    letter = visitor.page.locator(".record details").first
    letter.locator("summary").click()
    letter.get_by_role("button", name="Copy").click()

    expect(letter.get_by_role("button", name="Copied")).to_be_visible()
    copied = visitor.page.evaluate("navigator.clipboard.readText()")
    assert copied.split() == letter.locator(".letter").inner_text().split()
    visitor.page.clock.run_for(AT_LENGTH)
    assert visitor.announced()[-1] == "Copied"


def test_where_nothing_may_be_copied_the_words_are_marked(visitor: Visitor) -> None:
    """As on a page without https: one key copies them, and the button says which."""
    visitor.page.add_init_script("Object.defineProperty(navigator, 'clipboard', {value: null})")
    answered(visitor)
    letter = visitor.page.locator(".record details").first
    letter.locator("summary").click()
    letter.get_by_role("button", name="Copy").click()

    expect(letter.get_by_role("button", name="Marked: press Ctrl+C")).to_be_visible()
    marked = visitor.page.evaluate("getSelection().toString()")
    assert marked.split() == letter.locator(".letter").inner_text().split()


def test_a_vote_is_counted_and_can_be_given_once(visitor: Visitor, product_state: Path) -> None:
    """It is thanked for, the choice is marked, and of the two only one is counted."""
    visitor.page.clock.install()
    answered(visitor)
    before = votes(product_state)
    group = visitor.page.get_by_role("group", name="Did this help?")
    yes, no = (group.get_by_role("button", name=name) for name in ("Yes", "No"))
    yes.click()
    expect(group).to_contain_text("Thank you.")
    no.dispatch_event("click")

    expect(yes).to_contain_class("chosen")
    expect(yes).to_be_focused()
    expect(no).to_have_attribute("aria-disabled", "true")
    assert votes(product_state) == {"yes": before["yes"] + 1, "no": before["no"]}
    visitor.page.clock.run_for(AT_LENGTH)
    assert visitor.announced()[-1] == "Thank you."


def test_a_vote_that_does_not_arrive_can_be_given_again(
    visitor: Visitor, product_state: Path
) -> None:
    """It says so, and the same press counts when the line is back."""
    answered(visitor)
    before = votes(product_state)
    group = visitor.page.get_by_role("group", name="Did this help?")
    visitor.expected.append("net::ERR_FAILED")
    visitor.page.route("**/feedback", lambda route: route.abort(), times=1)
    group.get_by_role("button", name="No").click()
    expect(group).to_contain_text("That could not be sent.")
    group.get_by_role("button", name="No").click()

    expect(group).to_contain_text("Thank you.")
    assert votes(product_state) == {"yes": before["yes"], "no": before["no"] + 1}


@pytest.mark.parametrize(
    "settings",
    [{}, {"width": 360, "height": 740}, {"color_scheme": "dark"}, {"forced_colors": "active"}],
    ids=["light", "phone", "dark", "forced colours"],
)
def test_the_open_panel_breaks_no_rule(visits: Visits, settings: dict[str, Any]) -> None:
    """On the intranet page: open, asking, answered with letters open and a vote given."""
    visitor = visits(**settings)
    visitor.arrive()
    found = {"closed": faults(visitor.page)}
    visitor.open_panel()
    expect(visitor.page.locator(".panel .danger-line")).to_be_in_viewport(ratio=1)
    found["open"] = faults(visitor.page)
    visitor.button("Menu").click()
    expect(visitor.button("Start again")).to_be_in_viewport(ratio=1)
    found["menu"] = faults(visitor.page)
    visitor.page.keyboard.press("Escape")
    answer_in_the_panel(visitor)
    found["letters and vote"] = faults(visitor.page)

    assert found == {name: [] for name in found}
    assert visitor.page.evaluate(OUTSIDE) == []


def answer_in_the_panel(visitor: Visitor) -> None:
    """The example answered, its letters unfolded, and said to have helped."""
    visitor.say(EXAMPLE)
    visitor.finish()
    for summary in visitor.page.locator(".record summary").all():
        summary.click()
    visitor.button("Yes").click()
    expect(visitor.page.get_by_role("group", name="Did this help?")).to_contain_text("Thank you.")
    for letter in visitor.page.locator(".letter").all():
        expect(letter).to_be_visible()


def test_what_is_gathered_in_one_line_makes_sense_by_itself(visits: Visits) -> None:
    """Folded, the facts stand without their names: a bare yes or no is left out."""
    visitor = visits(360, 740)
    answered(visitor)

    gathered = visitor.page.locator(".gathered").last
    expect(gathered).to_contain_text("I am thinking of telling someone · ")
    expect(gathered).not_to_contain_text(NOT_NOW)
