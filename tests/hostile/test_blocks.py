"""Any block that a server may send, in every channel: nothing falls over, words stay words."""

from __future__ import annotations

import io
from html.parser import HTMLParser
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from rich.console import Console

from bot.gateway import issued
from bot.gateway.plain_page import Shown, render
from bot.gateway.sealed import Issued, Said, Turn
from bot.gateway.templating import environment
from bot.render.teams import messages
from bot.terminal_blocks import draw
from tests.hostile.any_blocks import EVIL, KINDS, ONE, wire
from tests.render.card_rules import faults
from tests.render.replies import LAW, Signed

PAGES = environment(LAW)
TAGS = set("""
    html head meta title link script body safe-to-share div p a header h1 h2 h3 h4 main section span
    form input label textarea button footer ul li details summary blockquote cite dl dt dd ol strong
    article aside figure figcaption u fieldset legend select option em br time svg path table
    tr td th tbody thead small b i hr
    """.split())  # fmt: skip


class Seen(HTMLParser):
    """The tags of a page, and whatever of theirs could run something."""

    def __init__(self, page: str) -> None:
        """Read a page."""
        super().__init__()
        self.tags: set[str] = set()
        self.runs: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note it."""
        self.tags.add(tag)
        said = [(name, (value or "").strip().lower()) for name, value in attrs]
        self.runs += [name for name, value in said if name.startswith("on")]
        self.runs += [value for _, value in said if value.startswith("javascript:")]
        if tag == "script":
            self.runs += [value for name, value in said if (name, value) != ("src", "/widget.js")]


@settings(max_examples=40, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(st.lists(ONE, max_size=3))
def test_any_reply_is_drawn_as_page_card_and_lines(found: list[Any]) -> None:
    """As a turn that is kept, with its buttons live; and as a notice."""
    sent = wire(found)
    offered = issued.after(Issued(), None, sent)
    turns = [Turn(0, "", None, sent), Turn(1, "m", Said("chose", "x"), sent)]

    page = Seen(render(PAGES, Shown(turns=turns, issued=offered, notices=sent, words=EVIL[0])))
    cards = messages(
        sent, law_words=LAW.wording, sign=Signed(), open_url=lambda path: f"https://a.example{path}"
    )
    console = Console(file=io.StringIO(), width=80)
    for block in sent:
        draw(console, block)

    assert page.tags <= TAGS
    assert page.runs == []
    assert [fault for each in cards if "card" in each for fault in faults(each)] == []


def test_every_kind_of_block_is_tried() -> None:
    """The closed set: a new one is among them by itself."""
    assert {"Question", "Answer", "Record"} <= {kind.__name__ for kind in KINDS}
    assert len(KINDS) > 8


def test_a_question_without_words_is_drawn() -> None:
    """It took the whole page with it."""
    (sent,) = wire([KINDS[1](id="1", type="question", fact="f", text=" ", options=[])])
    turns = [Turn(0, "", None, [sent]), Turn(1, "m", Said("typed"), [sent])]

    assert render(PAGES, Shown(turns=turns, notices=[sent])).count("<form") > 0
