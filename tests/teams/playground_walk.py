"""What a person does in the Playground: adds us, types, presses, reads the answer; in pictures."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from playwright.sync_api import expect, sync_playwright

from bot.bootstrap import find_chromium

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Page

OPENING = (
    "I teach year 3 and one of my kids isn't being fed at home. can I tell the practice nurse?"
)
QUIET = (
    "--disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync"
).split()
PATIENCE = 30_000


def walk(address: str, pictures: Path) -> None:
    """Have the conversation; each step has to show what it should, or an error says what not."""
    as_root = ["--no-sandbox"] if os.geteuid() == 0 else []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=find_chromium(), args=[*QUIET, *as_root]
        )
        page = browser.new_page(viewport={"width": 1200, "height": 1400})
        page.set_default_timeout(PATIENCE)
        try:
            page.goto(address)
            _converse(page, pictures)
        finally:
            page.screenshot(path=pictures / "9-at-the-end.png")
            browser.close()


def _converse(page: Page, pictures: Path) -> None:
    _sees(page, "your agency keeps this Teams chat")
    page.screenshot(path=pictures / "1-welcome.png")
    _says(page, OPENING)
    _sees(page, "Is anyone in danger right now?")
    page.screenshot(path=pictures / "2-question.png")
    page.get_by_role("button", name="Why we ask").last.click()
    _sees(page, "111 comes before anything else")
    page.get_by_role("button", name="No, not right now").last.click()
    _sees(page, "family violence, and who is the information about?")
    page.get_by_role("radio", name="No sign of it").last.check()
    page.screenshot(path=pictures / "3-list-of-answers.png")
    page.get_by_role("button", name="Send this answer").last.click()
    _sees(page, "What do you believe telling the practice nurse will help with?")
    page.get_by_role("combobox").last.press_sequentially("Keeping")
    page.get_by_role("option", name="Keeping the child").last.click()
    page.screenshot(path=pictures / "3-searched.png")
    page.get_by_role("button", name="Send this answer").last.click()
    _sees(page, "Yes, you may tell the practice nurse")
    page.screenshot(path=pictures / "4-answer-below.png")
    page.get_by_text("Yes, you may tell the practice nurse").last.scroll_into_view_if_needed()
    page.screenshot(path=pictures / "4-answer.png")
    page.get_by_role("button", name="Other laws looked at").last.click()
    page.get_by_role("button", name="Show the words to copy").last.click()
    page.screenshot(path=pictures / "5-unfolded.png")
    page.get_by_role("button", name="Yes", exact=True).last.click()
    _sees(page, "counted")
    page.get_by_role("button", name="No, not right now").last.click()
    _sees(page, "answered or put aside")
    page.screenshot(path=pictures / "6-counted-and-an-old-button.png")
    _says(page, "forget me")
    _sees(page, "stay with your agency")
    page.screenshot(path=pictures / "7-forgotten.png")


def _sees(page: Page, words: str) -> None:
    expect(page.get_by_text(words).last).to_be_visible(timeout=PATIENCE)


def _says(page: Page, words: str) -> None:
    page.get_by_role("textbox").first.fill(words)
    page.get_by_role("button", name="Send Message").click()
