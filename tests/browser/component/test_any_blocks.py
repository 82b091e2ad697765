"""Hundreds of made-up blocks in one page, right ones and wrong ones: they are drawn as text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from tests.browser.component.test_hostile import GOOD, LINKS, MARKUP, TURNING
from tests.browser.stand_in import Told
from tests.hostile.any_blocks import KINDS, ONE, wire

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.browser.stand_in import StandIn
    from tests.browser.visitor import Visitor

LOOKS = settings(
    max_examples=30,
    deadline=None,
    derandomize=True,
    phases=[Phase.generate],  # to make a failing reply smaller takes minutes
    suppress_health_check=list(HealthCheck),
)
HERE = {"type": "text", "text": "Here it is."}
WORSE = (MARKUP, f"a{TURNING}\0b", *LINKS, "</template>", "\ud800", "__proto__", "constructor")
"""What no server of ours would let through to a page."""

STRANGE: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers(-9, 9) | st.floats(0, 1) | st.sampled_from(WORSE),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(WORSE), inner),
    max_leaves=4,
)
SEEN = """() => {
  const root = document.querySelector("safe-to-share").shadowRoot;
  const reply = [...root.querySelectorAll(".reply")].at(-1);
  const nodes = [...reply.querySelectorAll("*")];
  const found = {
    tags: [...new Set(nodes.map((node) => node.localName))],
    attributes: [...new Set(nodes.flatMap((node) => node.getAttributeNames()))],
    links: nodes.map((node) => node.getAttribute("href")).filter((href) => href !== null),
    text: reply.textContent,
    polluted: Object.keys(Object.prototype).length + Object.keys({}).length,
    here: location.href,
  };
  reply.replaceChildren();
  return found;
}"""
TAGS = set(
    "a article blockquote button details div fieldset figcaption figure h2 h3 legend li p path "
    "section span strong summary svg ul".split()
)
ATTRIBUTES = set(
    "aria-controls aria-describedby aria-disabled aria-expanded aria-hidden aria-label class d "
    "data-change data-fact href id lang open rel role tabindex target viewBox".split()
)
SHOWN = {
    "text": ["text"],
    "question": ["text", "why"],
    "answer": ["headline", "summary"],
    "quote": ["text"],
    "notice": ["text"],
}
"""Fields of blocks whose every word is on the screen."""


def places(value: Any) -> Iterator[tuple[Any, Any]]:
    """Every field and every part of a list, however deep; a block's type is left alone."""
    keys = value if isinstance(value, dict) else range(len(value))
    for key in keys:
        if key != "type":
            yield value, key
        if isinstance(value[key], (dict, list)):
            yield from places(value[key])


def slipped(blocks: list[dict[str, Any]], slips: list[tuple[int, Any]]) -> list[dict[str, Any]]:
    """The blocks with something else in some places."""
    for at, strange in slips:
        found = [place for block in blocks for place in places(block)]
        into, key = found[at % len(found)]
        into[key] = strange
    return blocks


def bare(text: str) -> str:
    """Without blanks, and without what turns the direction."""
    return "".join(c for c in text if not c.isspace() and c not in f"{TURNING}\0\ufeff\u061c")


def drawn(gateway: StandIn, visitor: Visitor, blocks: list[dict[str, Any]]) -> dict[str, Any]:
    """What the page makes of a reply; it may neither complain nor go anywhere."""
    gateway.tell("turn", Told(200, [HERE, *blocks]))
    visitor.say("hello")
    seen: dict[str, Any] = visitor.page.evaluate(SEEN)

    assert set(seen["tags"]) <= TAGS
    assert set(seen["attributes"]) <= ATTRIBUTES
    assert [link for link in seen["links"] if not GOOD.fullmatch(link)] == []
    assert seen["polluted"] == 0
    assert seen["here"] == f"{visitor.address}/chat"
    assert HERE["text"] in seen["text"]
    return seen


def test_any_right_block_is_shown_in_all_its_words(gateway: StandIn, visitor: Visitor) -> None:
    """As text nodes, and as no markup. What the console says, or a request, fails any test here."""
    visitor.open()

    @LOOKS
    @given(st.lists(ONE, min_size=6, max_size=12))
    def look(found: list[Any]) -> None:
        blocks = wire(found)
        seen = drawn(gateway, visitor, blocks)
        words = [
            bare(line)
            for block in blocks
            for name in SHOWN.get(block["type"], ())
            for text in ([block[name]] if isinstance(block[name], str) else block[name])
            for line in text.split("\n")
        ]
        assert [each for each in words if each not in bare(seen["text"])] == []
        assert "needs a newer page" not in seen["text"]

    look()


def test_a_wrong_block_takes_nothing_with_it(gateway: StandIn, visitor: Visitor) -> None:
    """A field of another kind: the block is drawn or said to be missing, and the rest is there."""
    visitor.open()
    slip = st.tuples(st.integers(0, 999), st.sampled_from(WORSE) | STRANGE)

    @LOOKS
    @given(st.lists(ONE, min_size=3, max_size=8), st.lists(slip, min_size=3, max_size=12))
    def look(found: list[Any], slips: list[tuple[int, Any]]) -> None:
        drawn(gateway, visitor, slipped(wire(found), slips))

    look()


def test_every_kind_that_is_shown_is_among_those_made() -> None:
    """So that a new kind has to be thought of here."""
    made = {re.sub(r"^.*\.", "", kind.__name__).lower() for kind in KINDS}
    assert made == {*SHOWN, "facts", "contacts", "record", "feedback"}
