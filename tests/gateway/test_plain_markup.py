"""Words are words: no markup out of a block or a box, and nothing typed where it should not be."""

from __future__ import annotations

import re

import pytest

from tests.gateway.conftest import Person
from tests.gateway.plain_browser import (
    TYPED,
    Markup,
    begin,
    look,
    send,
    without_the_box,
    words_in_the_box,
)
from tests.gateway.stand_in import ANSWER, FACTS, QUESTION, StandIn, text


@pytest.fixture
async def begun(person: Person) -> Person:
    """Someone who has told of a worry and is asked the first question."""
    return await begin(person)


HOSTILE = "<img src=x onerror=alert(1)> \"'><script>x</script> {{ 7*7 }} ${x}"
EVIL = [
    {"type": "text", "text": HOSTILE},
    {"type": "notice", "level": "emergency", "text": HOSTILE},
    {
        **QUESTION,
        "fact": HOSTILE,
        "text": f"{HOSTILE}\n{HOSTILE}",
        "why": HOSTILE,
        "options": [{"value": HOSTILE, "label": HOSTILE}],
    },
    {
        "type": "facts",
        "items": [{"fact": HOSTILE, "name": HOSTILE, "value": HOSTILE, "label": HOSTILE}],
    },
    {
        **ANSWER,
        "headline": HOSTILE,
        "lead": HOSTILE,
        "as_at": HOSTILE,
        "summary": [HOSTILE],
        "would_change": [{"text": HOSTILE, "gateway": HOSTILE}],
        **{
            kind: [{"text": HOSTILE, "provision": HOSTILE}]
            for kind in ("duties", "limits", "judgements", "protections")
        },
        "findings": [
            {
                **dict.fromkeys(("framework", "provision", "title", "says"), HOSTILE),
                "gateway": gateway,
                "effect": "permits",
                "status": "open",
                "because": [HOSTILE],
                "missing": [HOSTILE],
                "url": "http://law.example/",
            }
            for gateway in (HOSTILE, "other")
        ],
    },
    {
        "type": "quote",
        "text": HOSTILE,
        "source": {
            **dict.fromkeys(("title", "publisher", "place", "as_at"), HOSTILE),
            "url": "http://guide.example/",
        },
    },
    {
        "type": "contacts",
        "items": [
            {
                **dict.fromkeys(("name", "phone", "email", "when"), HOSTILE),
                "url": "http://ring.example/",
            }
        ],
    },
    {"type": "record", "url": "javascript:alert(1)", "digest": HOSTILE},
]


async def test_markup_in_any_field_of_any_block_is_words(begun: Person, rasa: StandIn) -> None:
    """No tag, no attribute, no address of its making; links are https or none."""
    rasa.blocks = EVIL
    ordinary = Markup((await look(begun)).text)

    await send(begun, text="more")
    page = await look(begun)
    found = Markup(page.text)

    assert {tag for tag, _ in found.tags} - {tag for tag, _ in ordinary.tags} <= {
        "article", "blockquote", "figcaption", "figure", "h2", "h3", "em",
    }  # fmt: skip
    assert not any(name.startswith("on") for _, given in found.tags for name in given)
    addresses = [str(each) for each in found.names("a", "href")]
    assert all(
        re.match(r"/|#words$|tel:[\d+]*$|mailto:[\w%@./-]+$|https://", each) for each in addresses
    )
    assert "49" not in re.sub(r"\w{20,}", "", page.text)
    assert page.text.count("&lt;script&gt;") >= 30


async def test_markup_that_was_typed_comes_back_as_words(begun: Person) -> None:
    """A text area that closes early would let it out."""
    answer = await send(begun, answer="capacity:yes", text=f"\n</textarea>{HOSTILE}")

    assert words_in_the_box(answer) == f"</textarea>{HOSTILE}"
    assert "<script>x" not in answer.text


async def test_what_was_typed_is_nowhere_but_in_the_box_of_a_refusal(
    begun: Person, rasa: StandIn
) -> None:
    """Not in the rest of the page, not in a header, not in an address."""
    rasa.blocks = [text("Right."), FACTS, ANSWER]
    answers = [
        await send(begun, **form)
        for form in (
            {"text": TYPED},
            {"text": TYPED, "answer": "change:sharer"},
            {"text": TYPED, "helped": "2-3:yes"},
            {"text": TYPED, "helped": "9-9:yes"},
            {"text": TYPED, "client_id": "no!"},
            {"text": f"{TYPED} " * 200},
            {"answer": f"{TYPED}:no"},
            {"helped": f"{TYPED}:no"},
            {"client_id": TYPED, "text": "x"},
        )
    ]
    for answer in answers:
        assert "Quagmire" not in without_the_box(answer)


async def test_every_id_on_the_page_is_there_once_and_every_label_has_its_control(
    begun: Person, rasa: StandIn
) -> None:
    """What points at something points at one thing."""
    rasa.blocks = [text("Right."), FACTS, QUESTION, ANSWER]
    await send(begun, text="more")
    page = Markup(
        (await look(begun)).text.partition("</safe-to-share>")[0] + "</safe-to-share></body></html>"
    )
    ids = [given["id"] for _, given in page.tags if "id" in given]

    assert len(ids) == len(set(ids))
    assert set(page.names("label", "for")) <= set(ids)
    assert set(page.names("button", "form")) == {"say"}
    assert set(page.names("article", "aria-labelledby")) <= set(ids)


async def test_words_of_te_reo_maori_are_marked(begun: Person, rasa: StandIn) -> None:
    """A screen reader says them as what they are, macrons and all."""
    rasa.blocks = [text("Oranga Tamariki and the whānau; not subtamariki.")]
    await send(begun, text="more")

    page = (await look(begun)).text

    assert '<span lang="mi">Oranga Tamariki</span> and the <span lang="mi">whānau</span>' in page
    assert "not subtamariki" in page
