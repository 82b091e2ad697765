"""From a worried sentence to a lawful answer, as people go that way."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Visits
from tests.browser.visitor import (
    DANGER,
    EXAMPLE,
    NO_VIOLENCE,
    NOT_NOW,
    PURPOSE,
    Visitor,
)

ORDER = [
    "What only you can judge",
    "What you have to do",
    "What to keep to",
    "How you are protected",
    "Why",
    "What would change this",
]
VIOLENCE = "Is there, or may there be, family violence, and who is the information about?"


def answered(visitor: Visitor) -> None:
    """The example's answer is there: what it comes to, guidance with its source, whom to ring."""
    page = visitor.page
    expect(visitor.answer()).to_be_visible()
    expect(visitor.answer().locator(".outcome")).to_have_text("Permitted")
    expect(visitor.answer().get_by_role("heading", level=2)).to_contain_text("section 66C")
    expect(visitor.answer().get_by_role("heading", level=3)).to_have_text(ORDER)
    source = page.locator("figure.quote").first.get_by_role("link")
    expect(source).to_have_attribute("href", re.compile(r"^https://\S+$"))
    ring = page.get_by_role("link", name="0508 326 459").last
    expect(ring).to_have_attribute("href", "tel:0508326459")
    expect(ring).to_be_visible()


def test_by_keyboard_alone(visitor: Visitor) -> None:
    """Typing can begin at once; every control is reached in order, seen to have the focus."""
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
    expect(visitor.button(PURPOSE)).to_be_visible()
    visitor.walk("Tab", PURPOSE)
    visitor.page.keyboard.press("Enter")

    answered(visitor)
    expect(visitor.answer().get_by_role("heading", level=2)).to_be_focused()
    visitor.walk("Tab", "0508 326 459")


@pytest.mark.parametrize(
    "settings", [{}, {"has_touch": True, "is_mobile": True}], ids=["mouse", "touch"]
)
def test_by_pointer_on_a_phones_screen(visits: Visits, settings: dict[str, bool]) -> None:
    """360 by 740; the answer's headline is in view when it comes."""
    visitor = visits(360, 740, **settings)
    visitor.open()
    visitor.typed.append(EXAMPLE)
    visitor.words.fill(EXAMPLE)
    visitor.button("Send").click()
    expect(visitor.question(DANGER)).to_be_in_viewport(ratio=0.9)
    for label in (NOT_NOW, NO_VIOLENCE, PURPOSE):
        visitor.press(label)

    answered(visitor)
    expect(visitor.answer().get_by_role("heading", level=2)).to_be_in_viewport(ratio=1)


def test_a_phones_keyboard_stays_down_until_it_is_wanted(visits: Visits) -> None:
    """Where a finger points, the box does not take the focus by itself."""
    visitor = visits(360, 740, has_touch=True, is_mobile=True)
    visitor.open()

    expect(visitor.words).not_to_be_focused()


def test_the_first_line_asks_and_the_rest_is_a_hint(visitor: Visitor) -> None:
    """The question is bold and names the group; the hint is plain and describes it."""
    visitor.ask()
    visitor.press(NOT_NOW)
    group = visitor.question(VIOLENCE)
    legend, hint = group.locator("legend"), group.locator(".hint")

    expect(legend).to_have_text(VIOLENCE)
    expect(legend).to_have_css("font-weight", "600")
    expect(hint).to_contain_text("That is violence")
    expect(hint).to_have_css("font-weight", "400")
    expect(group).to_have_accessible_description(hint.inner_text())


def test_a_fact_is_changed_by_its_button(visitor: Visitor) -> None:
    """The question comes again, and the answer is about what is said now."""
    visitor.ask()
    visitor.press("You want to tell: practice nurse change")
    expect(visitor.question("Who do you want to tell?")).to_be_visible()
    visitor.press("GP")
    answer = visitor.finish()
    told = visitor.page.locator(".facts").last.locator("li", has_text="You want to tell")

    expect(answer.get_by_role("heading", level=2)).to_contain_text("tell the GP")
    expect(told.locator(".value")).to_have_text("GP")
    expect(visitor.page.locator(".facts.unfolded")).to_have_count(0)


def test_facts_are_folded_where_it_is_narrow(visits: Visits) -> None:
    """One line on a phone; unfolded by its button, which says so, and changeable as anywhere."""
    visitor = visits(360, 740)
    visitor.ask()
    chip = visitor.page.get_by_role("button", name="You want to tell: practice nurse change")
    fold = visitor.page.get_by_role("button", name="What I have understood")
    expect(chip).to_be_hidden()
    expect(fold).to_have_attribute("aria-expanded", "false")
    fold.click()

    expect(fold).to_have_attribute("aria-expanded", "true")
    chip.click()
    expect(visitor.question("Who do you want to tell?")).to_be_visible()


def test_spent_buttons_do_nothing(visitor: Visitor) -> None:
    """They stay to be read, say that they cannot be pressed, and send nothing if they are."""
    visitor.ask()
    sent: list[str] = []
    visitor.page.on("request", lambda request: sent.append(request.method))
    old = visitor.question(DANGER).locator(".options button")
    visitor.press(NOT_NOW)
    for button in old.all():
        expect(button).to_have_attribute("aria-disabled", "true")
        expect(button).to_be_visible()
        button.dispatch_event("click")
    expect(old.locator("visible=true").filter(has_text="Chosen:")).to_have_text(
        f"Chosen: {NOT_NOW}"
    )
    visitor.press(NO_VIOLENCE)

    assert sent == ["POST", "POST"]
    expect(visitor.mine).to_have_text([f"You: {w}" for w in (EXAMPLE, NOT_NOW, NO_VIOLENCE)])


def test_a_reload_brings_back_where_they_were(visitor: Visitor) -> None:
    """What was chosen is shown, what was typed is not kept, the open question can be answered."""
    visitor.ask()
    visitor.press(NOT_NOW)
    visitor.page.reload()

    expect(visitor.mine).to_have_text(
        ["You: You typed a message. What you type is not kept.", f"You: {NOT_NOW}"]
    )
    expect(visitor.button(NOT_NOW)).to_have_attribute("aria-disabled", "true")
    assert visitor.announced() == []
    visitor.press(NO_VIOLENCE)
    expect(visitor.button(PURPOSE)).to_be_enabled()


def test_clearing_empties_the_page_and_the_server(visitor: Visitor) -> None:
    """Asked first; then it is gone in both places, and a new chat can begin."""
    visitor.ask()
    chat = visitor.page.evaluate("sessionStorage.getItem('safe-to-share')")
    kept = f"{visitor.address}/api/v1/conversations/{chat}/turns"
    assert visitor.page.context.request.get(kept).status == 200
    visitor.button("Menu").click()
    visitor.button("Clear this chat").click()
    expect(visitor.button("Keep it")).to_be_focused()
    visitor.button("Clear it").click()

    expect(visitor.page.locator("#history")).to_have_text(
        "This chat is cleared. Nothing of it is kept.Start a new chat"
    )
    expect(visitor.words).to_be_hidden()
    assert visitor.page.context.request.get(kept).status == 404
    assert visitor.page.evaluate("sessionStorage.length") == 0
    visitor.button("Start a new chat").click()
    expect(visitor.page.locator("#history")).to_contain_text("Kia ora")
