"""Pictures of the cards for docs/screens/teams: ``python -m tests.browser.teams_screens``."""

from __future__ import annotations

import os
from io import BytesIO
from pathlib import Path

from PIL import Image
from playwright.sync_api import sync_playwright

from bot.bootstrap import find_chromium
from tests.browser.cards_host import open_cards, unfold
from tests.render.replies import REPLIES, drawn

FOLDER = Path(__file__).resolve().parents[2] / "docs" / "screens" / "teams"
SHOWN = {
    "greeting": (420, "light"),
    "buttons": (420, "light"),
    "many": (420, "light"),
    "long-labels": (320, "light"),
    "guidance": (420, "light"),
    "permitted": (600, "light"),
    "danger": (360, "dark"),
    "meeting": (600, "light"),
    "error": (320, "dark"),
}
"""Which replies, in which width and theme."""
UNFOLDED = "permitted"


def main() -> None:
    """Draw each and keep its picture."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    as_root = ["--no-sandbox"] if os.geteuid() == 0 else []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=as_root)
        for name, (width, scheme) in SHOWN.items():
            page, _ = open_cards(browser, drawn(REPLIES[name]), width=width, scheme=scheme)
            _keep(page.screenshot(full_page=True), name)
            if name == UNFOLDED:
                unfold(page)
                _keep(page.screenshot(full_page=True), f"{name}-unfolded")
            page.close()
        browser.close()


def _keep(png: bytes, name: str) -> None:
    """A few colours are enough for words, and a tenth of the bytes."""
    small = Image.open(BytesIO(png)).convert("RGB").quantize(32)
    small.save(FOLDER / f"{name}.png", optimize=True)


if __name__ == "__main__":
    main()
