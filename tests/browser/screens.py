"""``make screens``: every state of the product as a picture in docs/screens, by its own command.

Not collected with the tests, but under the same guards: a picture of a page with a fault fails.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import Route, expect

from tests.browser.camera import FOLDER, Camera, listed
from tests.browser.conftest import Visits
from tests.browser.reader import Reader
from tests.browser.tellings import tell
from tests.browser.visitor import DANGER, EXAMPLE, NO_VIOLENCE, NOT_NOW, TURNS, Visitor
from tests.browser.ways import Mouse

if TYPE_CHECKING:
    from playwright.sync_api import Browser

    from bot.law.model import Law

HERE = {"timezone_id": "Pacific/Auckland"}
DESK: dict[str, Any] = {"width": 1100, "height": 800, **HERE}
PHONE: dict[str, Any] = {"width": 360, "height": 740, **HERE, "has_touch": True, "is_mobile": True}
ZOOMED: dict[str, Any] = {"width": 320, "height": 256, **HERE}
SCREENS: dict[str, dict[str, Any]] = {
    "desk": DESK,
    "panel": DESK,
    "phone": PHONE,
    "zoomed": ZOOMED,
    "desk-dark": DESK | {"color_scheme": "dark"},
    "phone-dark": PHONE | {"color_scheme": "dark"},
    "desk-forced": DESK | {"forced_colors": "active"},
}
OUTCOMES = {
    "required": "section 66, Oranga Tamariki asks a GP",
    "consider": "family violence as well, so there is a duty to consider",
    "advice": "a court order is for the privacy officer",
    "neither": "what it was collected for, and the law's enforcement",
    "uncertain": "not sure of anything is an answer too",
    "meeting": "a meeting, each one judged by their own role",
    "danger": "danger in the middle comes first, and the talk goes on",
}
# Below the bars that stand at the top.
TO_TOP = "(node) => { node.style.scrollMarginTop = '120px'; node.scrollIntoView(); }"
BOTH = pytest.mark.parametrize("screen", ["desk", "phone"])


@pytest.fixture(scope="module", autouse=True)
def _page_that_lists_them() -> Iterator[None]:
    FOLDER.mkdir(exist_ok=True)
    yield
    (FOLDER / "README.md").write_text(listed(), encoding="utf-8")


@pytest.mark.parametrize("screen", sorted(SCREENS.keys() - {"panel"}))
def test_from_closed_to_answered(visits: Visits, screen: str) -> None:
    """The chat on the intranet page, all the way."""
    visitor, camera = visits(**SCREENS[screen]), Camera(screen)
    visitor.arrive()
    camera.shoot(visitor.page, "closed")
    visitor.open_panel()
    camera.shoot(visitor.page, "open")
    visitor.say(EXAMPLE)
    expect(visitor.question(DANGER)).to_be_visible()
    camera.shoot(visitor.page, "question")
    for label in (NOT_NOW, NO_VIOLENCE):
        visitor.press(label)
    visitor.button(
        "Keeping the child, or someone else, safe from harm, neglect or violence"
    ).click()
    expect(visitor.answer()).to_be_visible()
    camera.shoot(visitor.page, "answer")
    record(visitor, camera)
    into_sight(visitor, ".record")
    camera.shoot(visitor.page, "record-links")
    visitor.page.locator(".record summary").first.click()
    visitor.button("Yes").click()
    expect(visitor.page.get_by_role("group", name="Did this help?")).to_contain_text("Thank you.")
    into_sight(visitor, ".record h3")
    camera.shoot(visitor.page, "letters")


def record(visitor: Visitor, camera: Camera) -> None:
    """The record's page."""
    page = Mouse(visitor).follow(visitor.page.get_by_role("link", name="Open the record:").first)
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    camera.shoot(page, "record")
    page.close()


def into_sight(visitor: Visitor, selector: str) -> None:
    """Scroll to the newest of its kind, to the top of what can be seen."""
    visitor.page.locator(selector).last.evaluate(TO_TOP)


@BOTH
def test_the_frame(visits: Visits, screen: str) -> None:
    """Menu, boxes, and what is left after hiding and clearing."""
    visitor, camera = visits(**SCREENS[screen]), Camera(screen)
    visitor.arrive()
    visitor.open_panel()
    visitor.say(EXAMPLE)
    visitor.page.locator(".why summary").last.click()
    camera.shoot(visitor.page, "why")
    visitor.button("Menu").click()
    camera.shoot(visitor.page, "menu")
    visitor.button("What is kept").click()
    camera.shoot(visitor.page, "kept")
    visitor.button("Close").click()
    visitor.button("Menu").click()
    visitor.button("Clear this chat").click()
    camera.shoot(visitor.page, "clear")
    visitor.button("Clear it").click()
    expect(visitor.button("Start a new chat")).to_be_visible()
    camera.shoot(visitor.page, "cleared")
    visitor.page.keyboard.press("F2")
    camera.shoot(visitor.page, "hidden")


@BOTH
def test_trouble(visits: Visits, screen: str) -> None:
    """A slow server, a lost line, a fault, a chat that is gone."""
    visitor, camera = visits(**SCREENS[screen]), Camera(screen)
    visitor.expected += ["net::ERR_FAILED", "500", "404"]
    visitor.arrive()
    visitor.open_panel()
    held: list[Route] = []
    visitor.page.route(TURNS, lambda route: held.append(route), times=1)  # noqa: PLW0108 it is looked into
    visitor.send(EXAMPLE)
    expect(visitor.page.locator("#waiting")).to_be_visible()
    camera.shoot(visitor.page, "waiting")
    visitor.button("Close").click()
    held[0].continue_()
    expect(visitor.launcher).to_contain_text("1 new reply")
    camera.shoot(visitor.page, "unread")
    visitor.launcher.click()
    visitor.page.route(TURNS, lambda route: route.abort(), times=1)
    visitor.send("no, not now")
    expect(visitor.button("Try again")).to_be_visible()
    camera.shoot(visitor.page, "lost")
    visitor.page.route(TURNS, lambda route: route.fulfill(status=500, body=""), times=1)
    visitor.button("Try again").click()
    expect(visitor.page.locator("#history")).to_contain_text("Something went wrong")
    camera.shoot(visitor.page, "error")
    visitor.page.route(TURNS, lambda route: route.fulfill(status=404, body=""), times=1)
    visitor.button("Try again").click()
    expect(visitor.button("Start a new chat")).to_be_visible()
    camera.shoot(visitor.page, "over")


@pytest.mark.parametrize("screen", ["panel", "phone"])
@pytest.mark.parametrize("state", OUTCOMES)
def test_outcomes(visits: Visits, law: Law, screen: str, state: str) -> None:
    """How each kind of answer looks when it comes."""
    visitor = visits(**SCREENS[screen])
    visitor.arrive()
    visitor.open_panel()
    tell(Mouse(visitor), law, OUTCOMES[state])
    expect(visitor.answer()).to_be_visible()
    Camera(screen).shoot(visitor.page, state)


@BOTH
def test_other_forms(visits: Visits, product: str, screen: str) -> None:
    """As a page, in te reo Māori, and a record that is gone."""
    visitor, camera = visits(**SCREENS[screen]), Camera(screen)
    visitor.expected.append("404")
    visitor.ask()
    camera.shoot(visitor.page, "page")
    visitor.page.goto(f"{product}/records/{'x' * 32}")
    camera.shoot(visitor.page, "record-gone")
    visitor.page.route(f"{product}/", in_maori)
    visitor.arrive()
    visitor.launcher.click()
    expect(visitor.page.get_by_role("textbox", name="Tō karere")).to_be_visible()
    expect(visitor.question(DANGER)).to_be_visible()
    camera.shoot(visitor.page, "te-reo")


@BOTH
def test_without_scripts(browser: Browser, product: str, screen: str) -> None:
    """Asked, answered, refused, and before it is cleared."""
    width, height = (SCREENS[screen][name] for name in ("width", "height"))
    context = browser.new_context(
        viewport={"width": width, "height": height}, java_script_enabled=False
    )
    reader, camera = Reader(context.new_page(), product), Camera(screen)
    reader.ask()
    camera.shoot(reader.page, "plain")
    reader.finish()
    camera.shoot(reader.page, "plain-answer")
    reader.words.fill("one of my kids " * 300)
    reader.button("Send").click()
    expect(reader.page.get_by_role("region", name="About what you just did")).to_be_visible()
    camera.shoot(reader.page, "plain-refused")
    reader.page.get_by_role("link", name="Clear this chat").click()
    expect(reader.page.get_by_role("heading", name="Clear this chat?")).to_be_visible()
    camera.shoot(reader.page, "plain-clear")
    context.close()


def in_maori(route: Route) -> None:
    """The intranet page, as an agency would write it that wants te reo Māori labels."""
    page = route.fetch()
    asked = page.text().replace('src="/widget.js"', 'src="/widget.js" data-lang="mi"')
    route.fulfill(response=page, body=asked)
