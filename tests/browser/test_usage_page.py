"""The report of use, as who opens the file sees it: accessible, and whole at any width."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Browser, ViewportSize

from bot.gateway.usage.names import Names
from bot.gateway.usage.page import page_of
from bot.gateway.usage.report import Count, report_of
from bot.law.model import Law
from tests.browser.sight import OUTSIDE, faults, unfold

MADE = date(2026, 11, 24)
COUNTS: list[Count] = [
    (MADE - timedelta(days=back), kind, name, count)
    for back in range(90)
    for kind, name, count in (
        ("channel", "web", 1 + back % 7),
        ("channel", "teams", back % 11 // 9),
        ("intent", "why", 3),
        ("outcome", "permitted", 2),
        ("unanswered", "keeping-records", 1),
        ("unanswered", "what-if-i-do-not-share", 1),
    )
]


@pytest.fixture
def file(tmp_path: Path, law: Law) -> str:
    """Address of a report of a quarter."""
    names = Names.load(law)
    page = tmp_path / "usage.html"
    page.write_text(page_of(report_of(COUNTS, names, MADE, 91), names, law, MADE), "utf-8")
    return page.as_uri()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1100])
def test_it_is_accessible_and_fits(
    browser: Browser, file: str, width: int, scheme: Literal["light", "dark"]
) -> None:
    """Nothing of axe's against WCAG 2.2 AA, with all that unfolds open; no scrolling sideways."""
    size: ViewportSize = {"width": width, "height": 800}
    context = browser.new_context(viewport=size, color_scheme=scheme)
    page = context.new_page()
    page.goto(file)
    unfold(page)

    found, outside, drawn = faults(page), page.evaluate(OUTSIDE), page.locator("svg").count()
    context.close()

    assert found == []
    assert outside == []
    assert drawn == 2
