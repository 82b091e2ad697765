"""Words on the page: text and never markup, danger first, said once, in their language."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import expect

from tests.browser.visitor import DANGER, NO_VIOLENCE, NOT_NOW, Visitor

MARKUP = "<img src=x onerror=alert(1)><script>alert(2)</script>"
SCRIPTED = "javascript:alert(3)"
HOSTILE: list[dict[str, Any]] = [
    {"type": "text", "text": MARKUP},
    {"type": "notice", "level": "info", "text": f"{MARKUP} a"},
    {
        "type": "question",
        "fact": MARKUP,
        "text": f"{MARKUP}\n{MARKUP}",
        "why": MARKUP,
        "options": [{"value": MARKUP, "label": MARKUP}],
        "free_text": True,
    },
    {
        "type": "quote",
        "text": MARKUP,
        "source": {
            "title": MARKUP,
            "publisher": MARKUP,
            "url": SCRIPTED,
            "place": MARKUP,
            "as_at": MARKUP,
        },
    },
    {"type": "contacts", "items": [{"name": MARKUP, "when": MARKUP, "url": SCRIPTED}]},
    {"type": "no-such-type", "text": MARKUP},
]


@pytest.mark.parametrize("text", [MARKUP, SCRIPTED, "<b>hello</b> &amp; {{7*7}}"])
def test_what_is_typed_is_shown_as_text(visitor: Visitor, text: str) -> None:
    """Markup is shown as it was typed, and nothing of it happens."""
    visitor.open()
    visitor.say(text)

    expect(visitor.mine.locator("p")).to_have_text(text)
    expect(visitor.page.locator("#history").locator("img, script, b")).to_have_count(0)


def test_what_is_received_is_shown_as_text(visitor: Visitor) -> None:
    """In every field of every block; and no link leads to a script."""
    visitor.open()
    visitor.reply_with(*HOSTILE)
    visitor.say("Kia ora")

    history = visitor.page.locator("#history")
    expect(visitor.page.locator(".text").last).to_have_text(MARKUP)
    expect(history.get_by_role("button", name=MARKUP)).to_be_visible()
    expect(history.locator("img, script, [onerror], a[href^='javascript']")).to_have_count(0)
    expect(history).to_contain_text("Part of this reply needs a newer page.")


@pytest.mark.parametrize("at_length", [False, True], ids=["short", "long"])
def test_danger_comes_first_and_in_sight(visitor: Visitor, *, at_length: bool) -> None:
    """111 is the reply's first words, to tap, in view however long the message was."""
    visitor.ask()
    visitor.say("\n".join(["he is hitting her right now", *(["please help"] * 60 * at_length)]))

    warning = visitor.replies.last.locator(":scope > *").first
    expect(warning).to_contain_class("emergency")
    expect(warning).to_be_in_viewport(ratio=1)
    expect(warning.get_by_role("link", name="Call 111")).to_have_attribute("href", "tel:111")
    expect(visitor.replies.last.locator(".emergency")).to_have_count(1)


def test_danger_said_from_two_sides_is_shown_once(visitor: Visitor) -> None:
    """A second red box would only hide what follows."""
    warning = {"type": "notice", "level": "emergency", "text": "Call 111.\nDo it now."}
    again = {**warning, "text": "Call 111. Do it now."}
    visitor.open()
    visitor.reply_with(warning, {"type": "text", "text": "And then this."}, again)
    visitor.say("hello")

    expect(visitor.replies.last.locator(".emergency")).to_have_count(1)
    expect(visitor.replies.last).to_contain_text("And then this.")


def test_the_line_at_the_top_can_be_tapped(visitor: Visitor) -> None:
    """The number is a link on both pages."""
    for path in ("/", "/chat"):
        visitor.page.goto(f"{visitor.address}{path}")
        line = visitor.page.get_by_role("link", name="call 111")
        expect(line).to_have_attribute("href", "tel:111")
        expect(line).to_be_in_viewport(ratio=1)


def test_each_reply_is_announced_once(visitor: Visitor) -> None:
    """In order, with how many answers there are; a question that has the focus is read by that."""
    visitor.ask()
    visitor.press(NOT_NOW)
    visitor.press(NO_VIOLENCE)
    expect(visitor.page.locator("[aria-live]")).to_have_text("8 answers to choose from, below.")

    greeting, danger, violence, _purpose = visitor.announced()
    assert "Kia ora" in greeting
    assert danger == f"{DANGER} 3 answers to choose from, above the box."
    assert violence == "6 answers to choose from, below."


def test_te_reo_is_marked_as_such(visitor: Visitor) -> None:
    """A screen reader can say it; the text stays letter for letter, with its macrons."""
    text = "Ngā whānau, Tamariki and the kura: ask Oranga Tamariki, not the whānauish."
    visitor.open()
    expect(visitor.page.locator("#history [lang=mi]").first).to_have_text("Kia ora")
    visitor.reply_with({"type": "text", "text": text})
    visitor.say("hello")

    expect(visitor.replies.last).to_have_text(text)
    expect(visitor.replies.last.locator("[lang=mi]")).to_have_text(
        ["whānau", "Tamariki", "kura", "Oranga Tamariki"]
    )
