"""``docs/how-to/embed-the-widget.md``, tried from nothing: its own pieces, on another site."""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.browser.intranet import Intranet, Seen, intranet, talk, visit, words
from tests.browser.visitor import DANGER
from tests.conftest import running

if TYPE_CHECKING:
    from playwright.sync_api import Browser

CAN_READ = """() => {
  try {
    return Boolean(document.querySelector("safe-to-share").shadowRoot.querySelector("iframe")
      .contentWindow.document);
  } catch {
    return false;
  }
}"""
# On one worker: the product is started for these tests alone, which takes its time.
pytestmark = pytest.mark.xdist_group("embed")
NOT_STARTED = "The chat could not be started."


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Intranet]:
    """An intranet that the product was told of at its start."""
    state: Path = tmp_path_factory.mktemp("state")
    with (
        intranet() as made,
        running(state, ORIGINS=made.address, FRAME_ANCESTORS=made.address) as chat,
    ):
        made.chat = chat
        yield made


@pytest.fixture
def seen(browser: Browser, site: Intranet) -> Iterator[Seen]:
    """Somebody at the intranet, whose browser asks nobody else for anything."""
    yield from visit(browser, site)


@pytest.fixture
def unscripted(browser: Browser, site: Intranet) -> Iterator[Seen]:
    """The same without scripts."""
    yield from visit(browser, site, can_script=False)


def test_one_tag_is_a_chat_under_a_strict_policy(seen: Seen) -> None:
    """The tag and the policy of the guide; nothing is asked of the server before it is opened."""
    seen.site.use_policy()
    seen.site.put(seen.site.piece("html"))
    seen.open()
    expect(seen.launcher).to_have_text("Safe to Share")
    before = [url for url in seen.asked if url.startswith(seen.site.chat)]
    seen.launcher.click()
    talk(seen.page)

    assert before == [f"{seen.site.chat}/widget.js"]
    assert seen.said == []
    assert seen.page.evaluate("Object.keys(sessionStorage)") == ["safe-to-share"]
    kept = seen.page.context.cookies()
    assert [(each["name"], each["httpOnly"]) for each in kept] == [("safe_to_share", True)]


def test_a_reload_brings_it_back_on_another_site(seen: Seen) -> None:
    """The cookie and the number are enough to go on."""
    seen.site.put(seen.site.piece("html"))
    seen.open()
    seen.launcher.click()
    talk(seen.page)
    seen.page.reload()
    seen.launcher.click()

    expect(seen.page.get_by_role("group", name=DANGER)).to_be_visible()


def test_name_logo_and_side_are_the_intranets(seen: Seen) -> None:
    """The tag's attributes."""
    seen.site.use_policy()
    seen.site.put(seen.site.piece("html", "data-logo"))
    seen.open()
    box = seen.launcher.bounding_box()
    seen.launcher.click()
    logo = seen.page.get_by_role("img", name="Ask before you share")

    assert box
    assert box["x"] < 100
    expect(logo).to_be_visible()
    assert logo.evaluate("(image) => image.decode().then(() => image.naturalWidth)") == 96


def test_labels_are_maori_where_asked_for(seen: Seen) -> None:
    """The tag's language."""
    seen.site.put(seen.site.piece("html").replace("async", 'async data-lang="mi"'))
    seen.open()
    seen.launcher.click()

    expect(seen.page.get_by_role("button", name="Hunaia")).to_be_visible()


def test_an_element_by_hand_starts_open_and_leaves_the_focus(seen: Seen) -> None:
    """One element, open, and the person is still where they were."""
    seen.site.use_policy()
    seen.site.put(seen.site.piece("html", " open>"))
    seen.open()

    expect(words(seen.page)).to_be_visible()
    expect(seen.page.get_by_role("heading", name="Ask before you share")).to_be_visible()
    assert seen.page.locator("safe-to-share").count() == 1
    assert seen.page.evaluate("document.activeElement.localName") == "body"


def test_without_scripts_the_element_is_a_link_to_the_chat(unscripted: Seen) -> None:
    """What stands inside it leads to a chat that works."""
    unscripted.site.put(unscripted.site.piece("html", " open>"))
    unscripted.open()
    unscripted.page.get_by_role("link", name="Ask before you share").click()

    talk(unscripted.page)


def test_it_can_be_part_of_a_page(seen: Seen) -> None:
    """No corner, and no button to open it."""
    seen.site.put(seen.site.piece("html", "mode="))
    seen.open()

    talk(seen.page)
    expect(seen.launcher).to_be_hidden()


@pytest.mark.parametrize("is_late", [False, True])
def test_the_colours_are_the_intranets(seen: Seen, *, is_late: bool) -> None:
    """Also where the stylesheet comes after the script."""
    seen.site.files["/look.css"] = seen.site.piece("css")
    if is_late:
        seen.site.held["/look.css"] = threading.Event()
    link = '<link rel="stylesheet" href="/look.css">'
    seen.site.put(seen.site.piece("html"), head=link)
    seen.page.goto(seen.site.address, wait_until="commit")
    expect(seen.launcher).to_have_count(1)
    if is_late:
        seen.site.held["/look.css"].set()

    expect(seen.launcher).to_have_css("background-color", "rgb(106, 27, 77)")
    assert seen.said == []


def test_a_pair_that_cannot_be_read_is_not_used_and_named(seen: Seen) -> None:
    """Contrast is checked, and the console says which pair."""
    poor = seen.site.piece("css").replace("#fff", "#a05a80")
    seen.site.put(seen.site.piece("html"), head=f"<style>{poor}</style>")
    seen.open()

    expect(seen.launcher).to_have_css("background-color", "rgb(11, 79, 85)")
    assert len(seen.said) == 1
    assert "--sts-accent with --sts-on-accent" in seen.said[0]


def test_in_a_frame_the_page_cannot_read_it(seen: Seen) -> None:
    """The chat works there, with the emergency line above it, and the page sees no word of it."""
    seen.site.policy = (
        f"default-src 'self'; script-src {seen.site.chat}; frame-src {seen.site.chat}"
    )
    seen.site.put(seen.site.piece("html", "data-frame"))
    seen.open()
    seen.launcher.click()
    talk(seen.page.frame_locator("iframe"))

    expect(seen.page.locator("#emergency")).to_be_visible()
    assert not seen.page.evaluate(CAN_READ)


def test_a_bare_frame_has_the_whole_chat(seen: Seen) -> None:
    """No script of ours on the page: the emergency line and Hide now are in the frame."""
    seen.site.policy = f"default-src 'self'; frame-src {seen.site.chat}"
    seen.site.put(seen.site.piece("html", "<iframe"))
    seen.open()
    frame = seen.page.frame_locator("iframe")
    talk(frame)

    expect(frame.locator("#emergency")).to_be_visible()
    expect(frame.get_by_role("button", name="Hide now")).to_be_visible()
    assert seen.page.evaluate("document.activeElement.localName") == "iframe"


def test_a_bare_frame_takes_no_focus(seen: Seen) -> None:
    """Whoever types on the intranet's page goes on typing there."""
    seen.site.put(seen.site.piece("html", "<iframe"))
    seen.open()
    expect(words(seen.page.frame_locator("iframe"))).to_be_visible()

    assert seen.page.evaluate("document.activeElement.localName") == "body"


@pytest.mark.parametrize(
    ("line", "there"), [("script-src", 0), ("connect-src", 1)], ids=["script", "connect"]
)
def test_each_line_of_the_policy_is_needed(seen: Seen, line: str, there: int) -> None:
    """Without it the chat is not there, or not started; the console names the line."""
    seen.site.use_policy()
    seen.site.policy = re.sub(rf"{line} [^;]+", f"{line} 'self'", seen.site.policy)
    seen.site.put(seen.site.piece("html"))
    seen.open()
    expect(seen.launcher).to_have_count(there)
    if there:
        seen.launcher.click()
        expect(seen.page.locator("#history").get_by_text(NOT_STARTED)).to_be_visible()
        expect(seen.page.locator("#emergency")).to_be_visible()

    assert any(line in message for message in seen.said)


def test_an_intranet_that_is_not_let_in_says_so(seen: Seen) -> None:
    """The same page by another origin: the sentence that the guide tells to look for."""
    seen.site.put(seen.site.piece("html"))
    seen.open(f"http://127.0.0.1:{seen.site.port}")
    seen.launcher.click()

    expect(seen.page.locator("#history").get_by_text(NOT_STARTED)).to_be_visible()
    assert any("CORS" in message for message in seen.said)
