"""Microsoft's own renderer of Adaptive Cards in Chromium, with what Teams gives it put in."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from bot.npm import CARDS

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

ROOT = Path(__file__).resolve().parents[2]
HERE = Path(__file__).parent / "cards"
SCRIPTS = (
    "node_modules/adaptivecards/dist/adaptivecards.min.js",
    "node_modules/markdown-it/dist/browser/markdown-it.umd.min.js",
    "host.js",
)


def open_cards(
    browser: Browser, messages: list[dict[str, Any]], *, width: int = 600, scheme: str = "light"
) -> tuple[Page, list[str]]:
    """A page with the messages drawn, and what the renderer has against them.

    Args:
        browser: to open it in.
        messages: of a reply, with a card or a text each.
        width: of the window, in CSS pixels.
        scheme: light or dark.
    """
    page = browser.new_page(viewport={"width": width, "height": 600})
    page.set_content((HERE / "host.html").read_text(encoding="utf-8"))
    for script in SCRIPTS:
        path = ROOT / CARDS / script
        assert path.is_file(), f"{path} is missing: make test installs it with npm."
        page.add_script_tag(path=path)
    faults: list[str] = []
    for message in messages:
        if "card" in message:
            faults += page.evaluate(
                "([card, scheme]) => drawCard(card, scheme)", [message["card"], scheme]
            )
        else:
            page.evaluate("([text, scheme]) => drawText(text, scheme)", [message["text"], scheme])
    return page, faults


def unfold(page: Page) -> None:
    """Press every button that shows what is folded away."""
    folded = page.locator("button[aria-expanded=false]")
    for _ in range(folded.count()):
        folded.first.click()
    assert folded.count() == 0
