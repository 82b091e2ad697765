"""Questions that are not about a fact: what was meant, and which topic comes nearest."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from bot.gateway.blocks import with_ids
from bot.law.load import load_law
from bot.rasa_files import read
from bot.render.choices import MEANING, TOPIC, nearest_topics, title, which_was_meant

if TYPE_CHECKING:
    from bot.law.model import Law

ROOT = Path(__file__).resolve().parents[2]
LAW = load_law()
MEANINGS = [name.removeprefix("meaning_") for name in LAW.wording if name.startswith("meaning_")]


def labels(question: dict[str, Any]) -> list[tuple[str, str]]:
    """Value and label of each button."""
    return [(option["value"], option["label"]) for option in question["options"]]


def test_what_was_meant_is_asked_in_the_persons_words(law: Law) -> None:
    """A button for each meaning, in their order, and one for none of them."""
    question = which_was_meant(law, ["ask_guidance", "inform"])

    assert question["fact"] == MEANING
    assert labels(question) == [
        ("ask_guidance", "A question about the law or the guidance"),
        ("inform", "Something about your situation"),
        ("unknown", "None of these"),
    ]


def test_the_nearest_topics_are_offered_by_their_names(law: Law) -> None:
    """An explainer's title; for a passage whose it is and where it stands."""
    question = nearest_topics(law, ["must-i-report", "no-barrier"])

    assert question["fact"] == TOPIC
    assert labels(question) == [
        ("must-i-report", "Do I have to report a concern?"),
        ("no-barrier", title(law, "no-barrier")),
        ("unknown", "None of these"),
    ]


def test_a_passage_is_named_by_its_publisher_and_place(law: Law) -> None:
    """It has no title of its own."""
    passage = law.passages["no-barrier"]

    assert title(law, "no-barrier") == f"{passage.source.publisher}: {passage.place}"


@pytest.mark.parametrize(
    "question",
    [which_was_meant(LAW, MEANINGS), nearest_topics(LAW, [*LAW.explainers, *LAW.passages])],
    ids=["meaning", "topic"],
)
def test_it_is_a_question_as_any_other(question: dict[str, Any]) -> None:
    """It says why, words are welcome too, and it goes over the wire."""
    (block,) = with_ids([question], "1")

    assert block.type == "question"
    assert question["why"]
    assert question["free_text"] is True


def test_every_meaning_is_an_intent_of_the_domain() -> None:
    """A button that means nothing would end in silence."""
    assert MEANINGS
    assert set(MEANINGS) <= read(ROOT).intents


def test_its_names_are_no_facts_of_the_law(law: Law) -> None:
    """Or an answer to one would be taken for an answer to the other."""
    assert not {MEANING, TOPIC} & law.facts.keys()
    assert len({MEANING, TOPIC}) == 2
