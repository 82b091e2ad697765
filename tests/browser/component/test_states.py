"""Every state by the rules of accessibility, each beside what axe cannot see."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.browser.component.states import (
    answered,
    asked,
    closed,
    confirming,
    failed,
    hidden,
    in_maori,
    menu,
    offline,
    opened,
    rated,
    record,
    waiting,
)
from tests.browser.conftest import Visits
from tests.browser.sight import OUTSIDE, SMALL, faults
from tests.browser.stand_in import StandIn
from tests.browser.visitor import Visitor

STATES: list[Callable[[StandIn, Visitor], None]] = [
    closed,
    opened,
    asked,
    answered,
    rated,
    failed,
    offline,
    confirming,
    menu,
    waiting,
    hidden,
    in_maori,
    record,
]
LOOKS: dict[str, dict[str, Any]] = {
    "light": {"height": 800},
    "dark": {"height": 800, "color_scheme": "dark"},
    "forced": {"height": 800, "forced_colors": "active"},
    "small": {"width": 320, "height": 256},
    "phone": {"width": 360, "height": 740, "has_touch": True, "is_mobile": True},
}
SEEN = [
    *((state, "light") for state in STATES),
    *((state, look) for look in ("dark", "forced", "small") for state in (asked, answered, failed)),
    *((state, "dark") for state in (menu, confirming, rated)),
    *((state, "small") for state in (closed, menu, confirming, in_maori)),
    *((state, "phone") for state in (closed, answered, confirming)),
]


@pytest.mark.parametrize(
    ("state", "look"), SEEN, ids=[f"{state.__name__}-{look}" for state, look in SEEN]
)
def test_each_state(
    gateway: StandIn, visits: Visits, state: Callable[[StandIn, Visitor], None], look: str
) -> None:
    """No rule broken; styled, nothing outside the window, and everything large enough to press."""
    visitor = visits(**LOOKS[look])
    state(gateway, visitor)
    page = visitor.page

    # What lies under a bar counts for axe as too small to press; SMALL asks for more.
    assert [each for each in faults(page) if each[0] != "target-size"] == []
    assert page.evaluate(OUTSIDE) == []
    if state is record:
        expect(page.locator("h1")).to_be_in_viewport()
        return
    assert page.evaluate(SMALL) == []
    expect(page.locator(".corner")).to_have_css("position", "fixed")
    expect(page.locator("#announcer")).to_have_css("width", "1px")
    if state not in (closed, hidden):
        line = page.locator(".panel .danger-line a")
        line.scroll_into_view_if_needed()
        expect(line).to_be_in_viewport(ratio=1)
