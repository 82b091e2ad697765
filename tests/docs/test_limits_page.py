"""The page on limits gives the defaults that the code has."""

from __future__ import annotations

import re
from pathlib import Path

from bot.gateway.settings import Settings

PAGE = Path(__file__).resolve().parents[2] / "docs" / "how-to" / "set-limits.md"
ROW = re.compile(r"^\| `SAFE_TO_SHARE_(\w+)` \| .+? \| ([\d/]+) \|", re.MULTILINE)


def test_each_default_of_the_page_is_the_codes() -> None:
    """Set to what the page says, nothing is other than without."""
    rows = dict(ROW.findall(PAGE.read_text(encoding="utf-8")))
    needed = {"SAFE_TO_SHARE_SECRET": "x", "SAFE_TO_SHARE_RASA_URL": "http://rasa"}
    said = {f"SAFE_TO_SHARE_{name}": value for name, value in rows.items()}

    assert len(rows) == 9
    assert Settings.from_environment(needed | said) == Settings.from_environment(needed)
