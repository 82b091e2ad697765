"""Nothing that the guidance says is lost: it is quoted, found by asking, or not needed."""

from __future__ import annotations

import re

import pytest

from bot.law.load import DATA_LAW, load_law
from bot.law.reading import read_block
from bot.law.search import build_index, find
from bot.render.blocks import quotes

LAW = load_law()
INDEX = build_index(LAW)
FILE = "guidance-coverage.yml"
SHOWN = 2
"""So many passages are shown in a conversation as the answer to a question."""
ON_A_LIST = {"recipient": "practice-nurse"}
"""Facts on which a passage may be shown that not everybody may see."""
SENTENCE = re.compile(r"[A-Z].*\w \w+.*\.")


def not_needed() -> dict[str, str]:
    """The passages that the file lists, with its reason for each."""
    schema = DATA_LAW / "schema" / "guidance-coverage.schema.json"
    listed = read_block((DATA_LAW / FILE).read_text(encoding="utf-8"), FILE, schema)["not_needed"]
    ids = [entry["id"] for entry in listed]
    assert len(set(ids)) == len(ids)
    return {entry["id"]: entry["why"] for entry in listed}


def asked_for(question: str) -> set[str]:
    """The passages that are shown to one who asks this."""
    found = [passage.id for passage, _ in find(INDEX, question)[:SHOWN]]
    return {name for name in found if quotes(LAW, ON_A_LIST, [name])}


def covered() -> set[str]:
    """Passages that a gateway quotes or a question shows, and words that open a list of such."""
    named = {name for gateway in LAW.gateways for name in gateway.quotes}
    for passage in LAW.passages.values():
        if any(passage.id in asked_for(topic) for topic in passage.topics):
            named.add(passage.id)
    opening = {LAW.passages[name].lead_in for name in named} - {""}
    return named | {passage.id for passage in LAW.passages.values() if passage.text in opening}


def test_no_passage_is_lost() -> None:
    """Each is quoted, shown when somebody asks, or listed with the reason why it is not needed."""
    assert set(LAW.passages) - covered() - set(not_needed()) == set()


def test_nothing_is_listed_that_is_shown_or_gone() -> None:
    """A reason stays only as long as it is one."""
    assert set(not_needed()) <= set(LAW.passages) - covered()


@pytest.mark.parametrize("reason", not_needed().values(), ids=not_needed())
def test_each_reason_is_a_sentence(reason: str) -> None:
    """Whoever reads the list learns why."""
    assert SENTENCE.fullmatch(reason)


@pytest.mark.parametrize("reason", ["not needed", "Title.", ""])
def test_the_rule_on_reasons_sees(reason: str) -> None:
    """The rule itself: a word or a half is no reason."""
    assert not SENTENCE.fullmatch(reason)


@pytest.mark.parametrize(
    ("question", "passage"),
    [
        ("why is sharing so important", "critically-important"),
        ("do we have to work together with other agencies", "working-together"),
        ("who are the right people", "purpose-right-people"),
        ("does it need good judgement", "good-practice-judgment"),
        ("with whom and for what purpose can I share", "good-practice-awareness"),
        ("will it improve services and outcomes", "good-practice-services"),
        ("how does it build trust", "good-practice-trust"),
        ("is there a legal barrier", "no-barrier"),
        ("what is the harm of not sharing", "not-sharing-harm"),
        ("which laws are there", "frameworks"),
        ("what does the Family Violence Act allow", "frameworks-fva"),
        ("it is urgent and their needs are complex", "challenging"),
    ],
)
def test_people_who_ask_are_shown_it(question: str, passage: str) -> None:
    """A whole question finds it too, and not only the bare topic."""
    assert passage in asked_for(question)
