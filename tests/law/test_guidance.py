"""The guidance is verbatim, and its headline sentence keeps its condition."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from bot.law.load import DATA_LAW
from bot.render.blocks import quotes

if TYPE_CHECKING:
    from bot.law.model import Law

# Taken from the page itself, apart from the file that holds the passages.
WORDS_OF_THE_PAGE = 358
DIGEST_OF_THE_PAGE = "9efb972d7883f6c9709c0ba6afd8dbcac734880ee1729cc8a4cce22df1285bcb"
BARRIER = "There is no legislative barrier"


def page() -> str:
    """All the words of the passages in their order, white space folded."""
    text = (DATA_LAW / "guidance" / "sharing-information.md").read_text(encoding="utf-8")
    body = text.split("---\n", 2)[2]
    return " ".join(
        word for line in body.splitlines() if not line.startswith("## ") for word in line.split()
    )


def test_nothing_differs_from_the_page_but_white_space() -> None:
    """Every word of the page is there, in its order, and no other."""
    assert hashlib.sha256(page().encode()).hexdigest() == DIGEST_OF_THE_PAGE
    assert len(page().split()) == WORDS_OF_THE_PAGE


def test_every_passage_says_where_it_stands(law: Law) -> None:
    """A quote has its place, publisher, address and date."""
    assert all(p.place and p.source.url and p.source.as_at for p in law.passages.values())


def test_the_barrier_sentence_is_whole(law: Law) -> None:
    """It is never cut before its condition."""
    said = [p.text for p in law.passages.values() if BARRIER in p.text]

    condition = "when there is a wellbeing or safety concern for a child or young person."
    assert said == [f"{BARRIER} to information sharing {condition}"]


def test_the_barrier_sentence_is_not_quoted_for_someone_outside_every_list(law: Law) -> None:
    """To one who wants to tell a landlord it would be wrong."""
    assert quotes(law, {"recipient": "landlord"}, ["no-barrier"]) == []


def test_the_barrier_sentence_is_not_quoted_while_the_recipient_is_not_known(law: Law) -> None:
    """Not knowing is not enough to promise anything."""
    assert quotes(law, {}, ["no-barrier"]) == []


def test_the_barrier_sentence_comes_with_its_limits(law: Law) -> None:
    """Where it is quoted, the limits stand beside it."""
    shown = quotes(law, {"recipient": "practice-nurse"}, ["no-barrier"])

    assert [block["type"] for block in shown] == ["quote", "text"]
    assert "limits" in shown[1]["text"]
