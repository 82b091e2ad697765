"""Pictures of the product's states for docs/screens, small enough for a repository."""

from __future__ import annotations

import io
from pathlib import Path
from typing import TYPE_CHECKING

from PIL import Image

if TYPE_CHECKING:
    from playwright.sync_api import Page

FOLDER = Path(__file__).resolve().parents[2] / "docs" / "screens"
COLOURS = 48
KINDS = ("desk", "panel", "phone", "zoomed")
HEAD = """# Screens

What people see, state by state. `make screens` makes all of them again, from the whole product in
Chromium; nothing is drawn by hand.
`desk` is 1100 by 800 CSS pixels, `phone` 360 by 740, `zoomed` 320 by 256, as at 400 %;
`panel` is what lies over the page at a desk.
"""


class Camera:
    """Takes pictures under names that say state and screen."""

    def __init__(self, screen: str) -> None:
        """Use for one screen."""
        self.screen = screen

    def shoot(self, page: Page, state: str) -> None:
        """Keep what is in the window.

        Raises:
            KeyError: the state has no caption in ``STATES``.
        """
        assert STATES[state]
        what = page.locator(".panel") if self.screen == "panel" else page
        taken = Image.open(io.BytesIO(what.screenshot(animations="disabled")))
        small = taken.convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE)
        small.save(FOLDER / f"{state}-{self.screen}.png", optimize=True)


def listed() -> str:
    """The page that lists all pictures."""
    parts = [HEAD]
    for state, caption in STATES.items():
        # Not those of another state whose name begins with this one's.
        pictures = sorted(path for kind in KINDS for path in FOLDER.glob(f"{state}-{kind}*.png"))
        screens = " · ".join(f"[{_screen(path, state)}]({path.name})" for path in pictures)
        parts.append(f"- **{state}**: {caption} {screens}")
    return "\n".join(parts) + "\n"


def _screen(path: Path, state: str) -> str:
    return path.stem.removeprefix(f"{state}-")


STATES = {
    "closed": "The chat in the corner of an agency's intranet page.",
    "open": "Opened: who it is, what to do in danger, what is not kept.",
    "menu": "What else can be done.",
    "clear": "Clearing is asked about first.",
    "kept": "What is kept, and where.",
    "question": "A question with its buttons, under what has been understood.",
    "why": "Why it is asked.",
    "waiting": "An answer that takes longer than 300 ms.",
    "answer": "Permitted: what it comes to, and what to do.",
    "record-links": "The record for the file, under the answer.",
    "letters": "Words to send, copied; said to have helped.",
    "required": "Required.",
    "consider": "To be considered, where there is family violence.",
    "advice": "Advice first.",
    "neither": "Not under these laws, and what would change it.",
    "uncertain": "Not certain yet, and what it turns on.",
    "meeting": "A meeting: each one is judged by their own role.",
    "danger": "Danger comes before all else.",
    "lost": "The line is lost: nothing typed is.",
    "error": "The server has a fault.",
    "over": "The chat is no more.",
    "unread": "A reply came while it was closed.",
    "hidden": "Hidden: nothing says that there was a chat.",
    "cleared": "Cleared.",
    "te-reo": "The frame's labels in te reo Māori.",
    "page": "The chat as a page of its own.",
    "record": "The record's page.",
    "record-gone": "A link to a record that is not there any more.",
    "plain": "The chat where no script runs.",
    "plain-answer": "The same, answered.",
    "plain-refused": "The same, where a message was too long: it is not lost.",
    "plain-clear": "The same, before anything is cleared.",
}
