"""The cards for Teams, drawn by Microsoft's own renderer."""

from __future__ import annotations

from importlib.resources import files
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.cards_host import open_cards, unfold
from tests.render.replies import REPLIES, Signed, drawn, question

AXE = (files("axe_playwright_python") / "axe.min.js").read_text(encoding="utf-8")
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
CHECK = """async (tags) => (await axe.run(document, { runOnly: { type: "tag", values: tags } }))
  .violations.map((each) => [each.id, ...each.nodes.map((node) => node.html.slice(0, 200))])"""
WIDE = "() => document.documentElement.scrollWidth > innerWidth"


def violations(page: Page) -> list[Any]:
    """What axe finds against WCAG 2.2 AA."""
    page.evaluate(AXE)
    found: list[Any] = page.evaluate(CHECK, RULES)
    return found


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", REPLIES)
def test_cards_are_drawn_without_fault(browser: Browser, name: str, scheme: str) -> None:
    """Valid to the renderer, accessible folded and unfolded, and as wide as a telephone at most."""
    page, faults = open_cards(browser, drawn(REPLIES[name]), width=320, scheme=scheme)
    folded = violations(page)
    unfold(page)

    assert (faults, folded, violations(page)) == ([], [], [])
    assert not page.evaluate(WIDE)
    page.close()


def test_a_button_sends_its_signed_value_alone(browser: Browser) -> None:
    """Nothing else on the card goes along."""
    signed = Signed()
    page, _ = open_cards(browser, drawn(REPLIES["buttons"], signed))
    page.get_by_role("button", name="No sign of it").click()

    (sent,) = page.evaluate("sent")
    assert sent["data"] == {"sts": f"{2:0100d}"}
    assert signed.buttons[1] == ("family_violence", "no")
    page.close()


def test_one_of_many_is_found_by_typing(browser: Browser) -> None:
    """The list takes words and sends the signed value of the one that was chosen."""
    signed = Signed()
    page, _ = open_cards(browser, drawn([question("recipient")], signed))
    label = next(
        option["label"]
        for option in question("recipient")["options"]
        if option["value"] == "police"
    )
    page.get_by_role("combobox").fill(label)
    page.get_by_role("button", name="Send this answer").click()

    (sent,) = page.evaluate("sent")
    assert signed.buttons[int(sent["data"]["sts"]) - 1] == ("recipient", "police")
    page.close()


def test_nothing_chosen_is_said_and_not_sent(browser: Browser) -> None:
    """What to do instead stands by the list."""
    page, _ = open_cards(browser, drawn([question("recipient")]))
    page.get_by_role("button", name="Send this answer").click()

    expect(page.get_by_text("Choose one of these first")).to_be_visible()
    assert page.evaluate("sent") == []
    page.close()


def test_what_is_folded_is_shown_and_hidden_by_its_button(browser: Browser) -> None:
    """The other laws, and a letter to copy as it stands."""
    page, _ = open_cards(browser, drawn(REPLIES["permitted"]))
    laws = page.get_by_role("button", name="Other laws looked at")
    route = page.get_by_text("Closed:").first
    expect(route).to_be_hidden()
    laws.click()
    expect(route).to_be_visible()
    laws.click()
    expect(route).to_be_hidden()
    page.get_by_role("button", name="Show the words to copy").first.click()

    expect(page.get_by_text("Kia ora [name],").first).to_be_visible()
    page.close()


def test_hostile_words_are_shown_as_words(browser: Browser) -> None:
    """Markup in a text makes no link, no picture and no element."""
    words = "[a](https://evil.example) ![b](https://evil.example/x) <img src=x> **c** # d"
    page, faults = open_cards(browser, drawn([{"type": "notice", "level": "info", "text": words}]))

    assert faults == []
    expect(page.get_by_text(words, exact=True)).to_be_visible()
    assert page.locator("article a, article img, article strong").count() == 0
    page.close()
