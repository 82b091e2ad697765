"""Cards of words that want to be something else, and of far too many of them."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from bot.render.teams.markup import call, escaped, https, link, write_to
from tests.render.card_rules import faults, of_type, parts
from tests.render.replies import LAW, REPLIES, drawn

MARKDOWN = MarkdownIt("commonmark", {"html": False})
HOSTILE = [
    "[press](https://evil.example)",
    "![x](https://evil.example/x.png)",
    "<script>alert(1)</script>",
    "<at>Everyone</at> &lt;b&gt; &amp;",
    "**bold** _slanted_ `code` ~~gone~~",
    "# heading\n- list\n1. list\n> quote\n---\n===\n    code\n```\nfence",
    "](https://evil.example) [",
    "\\[press\\](https://evil.example)",
    "{{DATE(2026-01-01T00:00:00Z,SHORT)}} ${x}",
    "[x]: https://evil.example\n[x]",
    "nul \x00 bell \x07 half \ud800 line \u2028 tab\t.",
    "a\r\nb\rc",
]


def every_word(value: Any, words: str) -> Any:
    """The same block with words in the place of all its words."""
    fixed = {
        "type",
        "level",
        "outcome",
        "status",
        "effect",
        "lead",
        "gateway",
        "fact",
        "value",
        "id",
    }
    if isinstance(value, dict):
        return {k: v if k in fixed else every_word(v, words) for k, v in value.items()}
    if isinstance(value, list):
        return [every_word(each, words) for each in value]
    return words if isinstance(value, str) else value


def shown(markdown: str) -> str:
    """Words as a client shows them; fails when it reads any markup."""
    words = []
    for block in MARKDOWN.parse(markdown):
        assert block.type in {"paragraph_open", "inline", "paragraph_close"}, block
        for token in block.children or ():
            assert token.type in {"text", "softbreak", "text_special"}, token
            words.append("\n" if token.type == "softbreak" else token.content)
    return "".join(words)


@pytest.mark.parametrize("words", HOSTILE)
def test_no_markup_is_read_in_words(words: str) -> None:
    """What Markdown makes of them is text, and only text."""
    for line in escaped(words).split("\n"):
        shown(line.strip())


@given(st.text(alphabet="ab1 *_`~[]()<>&;#+-=.!|:\\\n{}", max_size=60))
def test_no_markup_is_read_in_any_words(words: str) -> None:
    """The same for whatever can be made of the signs of Markdown, with nothing lost."""
    for line in words.split("\n"):
        seen = shown(escaped(line.strip())).replace("\u200b", "")
        assert seen.split() == line.split()


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "http://plain.example",
        "data:text/html,x",
        "https://user:word@evil.example",
        "https://",
        "https://[bad",
        "//evil.example",
        "https://evil.example/\nx",
        f"https://long.example/{'x' * 2000}",
        None,
        7,
    ],
)
def test_only_https_is_linked_to(address: object) -> None:
    """The words stay, without a link."""
    assert https(address) == ""
    assert link("Act", address) == "Act"


def test_a_link_ends_where_we_end_it() -> None:
    """Brackets and spaces of an address are encoded."""
    assert (
        link("a]b", "https://x.example/a (b)<c>") == "[a\\]b](https://x.example/a%20%28b%29%3Cc%3E)"
    )


def test_numbers_and_mail_are_links_only_when_they_are_such() -> None:
    """Anything else is words."""
    assert call("0508 326 459") == "[0508 326 459](tel:0508326459)"
    assert call("ring* +") == "ring\\* +"
    assert write_to("a@b.nz") == "[a@b.nz](mailto:a@b.nz)"
    assert write_to("a@b.nz?body=x") == "a@b.nz?body=x"


@pytest.mark.parametrize("name", ["greeting", "many", "guidance", "meeting", "error"])
@pytest.mark.parametrize(
    "words", [HOSTILE[0], HOSTILE[3], HOSTILE[10], "x" * 10_000, "🂡 ([" * 3_000]
)
def test_every_block_holds_every_word(name: str, words: str) -> None:
    """Hostile or endless words in every field: at most two messages, each sound and small."""
    messages = drawn([every_word(block, words) for block in REPLIES[name]])

    assert 1 <= len(messages) <= 2
    assert [faults(message) for message in messages] == [[]] * len(messages)


def test_ten_thousand_characters_arrive_whole() -> None:
    """A text of that length fits into one message."""
    words = "Kia ora. " * 1_111
    (message,) = drawn([{"type": "text", "text": words}])

    assert message["text"] == words.strip()


def test_what_is_left_out_is_said() -> None:
    """A text too long for any message ends with a word about it; buttons after it stay."""
    long = {"type": "text", "text": "Tēnā koe " * 4_000}
    messages = drawn([long, *REPLIES["buttons"]])
    said = "\n".join(part["text"] for each in messages for part in of_type(each, "TextBlock"))

    assert LAW.wording["card_more_in_record"] in said
    assert [part["title"] for each in messages for part in of_type(each, "Action.Submit")] == [
        "Yes, or there may be",
        "No sign of it",
        "Not sure",
    ]


@pytest.mark.parametrize("field", ["duties", "findings", "would_change", "judgements"])
def test_a_thousand_of_anything_still_fits(field: str) -> None:
    """An answer a hundred times as long as any there is."""
    reply = [
        {**block, field: block[field] * 1_000} if block["type"] == "answer" else block
        for block in REPLIES["permitted"]
    ]
    messages = drawn(reply)

    assert [faults(message) for message in messages] == [[]] * len(messages)
    assert "**Permitted**" in {part.get("text") for part in parts(messages[0]["card"])}


def test_a_question_with_a_thousand_answers_can_be_answered_in_words() -> None:
    """The list does not fit; the question stands, with the word that one may type."""
    options = [{"value": str(n), "label": f"Answer number {n}"} for n in range(1_000)]
    block = {"type": "question", "fact": "f", "text": "Which?", "options": options}
    messages = drawn([block])

    assert [faults(message) for message in messages] == [[]] * len(messages)
    assert "Which?" in {part.get("text") for each in messages for part in parts(each["card"])}


@settings(max_examples=20, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(st.text(max_size=300), st.sampled_from(sorted(REPLIES)))
def test_any_words_make_sound_cards(words: str, name: str) -> None:
    """Whatever Unicode holds, in every field of every block."""
    messages = drawn([every_word(block, words) for block in REPLIES[name]])

    assert [faults(message) for message in messages] == [[]] * len(messages)
