"""Text that would be more than text, in every field of every block and in what is typed."""

from __future__ import annotations

import re
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.browser.component.replies import BLOCKS, WORDS, received
from tests.browser.conftest import Visits
from tests.browser.sight import OUTSIDE
from tests.browser.stand_in import StandIn
from tests.browser.visitor import Visitor

MARKUP = "<img src=x onerror=alert(1)><script>alert(2)</script>&lt;"
TURNING = "\u202e\u202d\u2066\u2067\u2069\u200f\u200e"
LONG = "x" * 10_000
LINKS = [
    "javascript:alert(3)",
    "data:text/html,<script>alert(4)</script>",
    "JaVaScRiPt:alert(5)",
    " https://x.test",
    "https://x.test\\@y.test",
    "//evil.test/x",
    "http://evil.test/x",
    "vbscript:x",
]
HREFS = """() => [...document.querySelector("safe-to-share").shadowRoot.querySelectorAll("a")]
  .map((node) => node.getAttribute("href"))"""
GOOD = re.compile(
    r"https://[\w.-]+/?\S*|tel:\+?\d+|mailto:[\w.@+-]+|http://127\.0\.0\.1:\d+/(chat|records/\S+)"
)


def with_words(found: Any, words: str) -> Any:
    """The same with these words in every field but a block's type."""
    if isinstance(found, dict):
        kept = {"type"} & found.keys()
        return {
            key: value if key in kept else with_words(value, words) for key, value in found.items()
        }
    if isinstance(found, list):
        return [with_words(each, words) for each in found]
    return words if isinstance(found, str) else found


def test_each_block_shows_all_its_words(gateway: StandIn, visitor: Visitor) -> None:
    """What the server says in words is on the screen."""
    received(gateway, visitor, *BLOCKS)
    shown = visitor.replies.last.evaluate("(node) => node.textContent")

    assert [words for words in WORDS if words not in shown] == []


@pytest.mark.parametrize(
    "words", [MARKUP, f"a{TURNING}\u0000b", LONG, LINKS[0]], ids=["markup", "turning", "long", "js"]
)
def test_words_of_a_block_are_words(gateway: StandIn, visitor: Visitor, words: str) -> None:
    """No markup, no script, no direction turned, nothing outside the window, no block left out."""
    received(gateway, visitor, *(with_words(block, words) for block in BLOCKS))
    history = visitor.page.locator("#history")

    expect(history).not_to_contain_text("needs a newer page")
    expect(history.locator("img, script, iframe, [onerror]")).to_have_count(0)
    assert [href for href in visitor.page.evaluate(HREFS) if not GOOD.fullmatch(href)] == []
    assert not set(TURNING + "\0") & set(history.evaluate("(node) => node.textContent"))
    assert visitor.page.evaluate(OUTSIDE) == []
    assert not set(TURNING) & set(" ".join(visitor.announced()))


@pytest.mark.parametrize("link", LINKS)
def test_no_link_leads_elsewhere_than_https(gateway: StandIn, visitor: Visitor, link: str) -> None:
    """Nor the record's to another server than ours; the words stay."""
    blocks = [
        {**BLOCKS[3], "findings": [{**each, "url": link} for each in BLOCKS[3]["findings"]]},
        {**BLOCKS[4], "source": {**BLOCKS[4]["source"], "url": link}},
        {**BLOCKS[5], "items": [{**BLOCKS[5]["items"][0], "url": link, "phone": link}]},
        {**BLOCKS[8], "url": link, "decisions": [{"value": "x", "label": "x", "url": link}]},
    ]
    received(gateway, visitor, *blocks)

    hrefs = set(visitor.page.evaluate(HREFS))
    assert hrefs == {"tel:111", "mailto:a@b.test"}
    expect(visitor.page.locator("figure.quote")).to_contain_text("A title")


@pytest.mark.parametrize(
    "path", ["/records/../x", "//evil.test/records/a", "/records/a?b#c", "/chat", "/records/a b"]
)
def test_a_record_is_one_of_ours_or_no_link(gateway: StandIn, visitor: Visitor, path: str) -> None:
    """Only a record's own address opens."""
    decision = {"value": "shared", "label": "shared", "url": path}
    record = {**BLOCKS[8], "url": path, "decisions": [decision]}
    received(gateway, visitor, record)

    expect(visitor.page.locator(".record")).to_be_visible()
    expect(visitor.page.locator(".record a")).to_have_count(0)


def test_links_open_beside_the_chat_and_say_so(gateway: StandIn, visitor: Visitor) -> None:
    """A new tab, without an opener, told by name."""
    received(gateway, visitor, *BLOCKS)
    for link in visitor.page.locator("#history a[target]").all():
        expect(link).to_have_attribute("rel", "noopener noreferrer")
        expect(link).to_have_accessible_name(re.compile(r"\(opens in a new tab\)$"))
    assert visitor.page.locator("#history a[target]").count() >= 5


@pytest.mark.parametrize(
    "text", [MARKUP, f"a{TURNING}b", "one\ntwo\n\nthree", "javascript:alert(1)"]
)
def test_what_is_typed_is_shown_and_sent_as_it_is(
    gateway: StandIn, visitor: Visitor, text: str
) -> None:
    """As text, letter for letter but for what turns the direction."""
    visitor.open()
    visitor.say(text)
    shown = "".join(sign for sign in text if sign not in TURNING)

    assert visitor.mine.locator("p").evaluate("(node) => node.textContent") == shown
    assert gateway.asked["turn"][0]["text"] == text
    expect(visitor.page.locator("#history").locator("img, script")).to_have_count(0)


def test_what_is_too_long_comes_back_whole(visitor: Visitor) -> None:
    """Ten thousand characters: the limit is said, and not one is lost."""
    visitor.open()
    visitor.expected.append("413")
    visitor.send(LONG)

    expect(visitor.replies.last).to_contain_text("up to 4,000 are allowed")
    expect(visitor.words).to_have_value(LONG)
    expect(visitor.words).to_be_in_viewport(ratio=1)
    assert visitor.page.evaluate(OUTSIDE) == []


def test_a_type_of_a_newer_server_is_said_to_be_missing(gateway: StandIn, visits: Visits) -> None:
    """And what is not whole too; the rest of the reply is there."""
    visitor = visits()
    received(gateway, visitor, {"type": "video"}, {"type": "question"}, BLOCKS[0])

    expect(visitor.replies.last).to_contain_text("Part of this reply needs a newer page.")
    expect(visitor.replies.last).to_contain_text("A text.")
