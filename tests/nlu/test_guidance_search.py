"""A question finds what answers it, and nothing where nothing does."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from bot.evaluation.listener import Listener
    from bot.law.model import Law

FOUND = 0.95
"""Of an explainer's own questions, how many find it first: a few fit two explainers."""


def answers(listener: Listener, question: str) -> list[str]:
    """Ids of what is given as an answer."""
    entities = listener.read(question, is_question=True).entities
    return [value for name, value in entities if name in {"passage", "explainer"}]


def test_its_own_questions_find_an_explainer(listener: Listener, law: Law) -> None:
    """Nearly every way of asking that a file lists leads to that file first."""
    asked = [
        (one.id, question) for one in law.explainers.values() for question in one.questions[:6]
    ]
    first = [listener.ranked(question)[0] == name for name, question in asked]

    assert sum(first) / len(first) >= FOUND


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("do I have to report abuse", "must-i-report"),
        ("is mandatory reporting a thing yet", "must-i-report"),
        ("do i need the parents consent", "do-i-need-consent"),
        ("what if the parent refuses", "parent-refuses"),
    ],
)
def test_a_question_finds_its_answer(listener: Listener, question: str, answer: str) -> None:
    """First, whether it is sure enough to be shown at once or is offered."""
    assert listener.ranked(question)[0] == answer


@pytest.mark.parametrize(
    "question",
    [
        "what is the weather in Wellington",
        "how do I reset my password",
        "how many days of leave do I get",
        "what is the fine for parking",
        "what is the ratio for under twos",
        "how do I apply for a protection order",
        "what does a stand down need",
        "can we search his bag",
        "where do I get an interpreter from",
    ],
)
def test_a_question_that_nothing_answers_gets_no_answer(listener: Listener, question: str) -> None:
    """No quotation and no explainer stands in for one."""
    assert answers(listener, question) == []


def test_a_topic_that_is_not_covered_is_named(listener: Listener) -> None:
    """So that it can be said who would know."""
    entities = listener.read("how long do we have to keep enrolment forms on file").entities

    assert ("not_covered", "keeping-records") in entities


def test_a_message_is_compared_as_a_question(listener: Listener) -> None:
    """By what it asks, as our own questions are; what it means leads elsewhere, or less far."""
    for question in (
        "could they work out it was me",
        "he is her uncle, does that make a difference",
    ):
        entities = listener.read(question, is_question=True).entities
        named = [value for name, value in entities if name in {"passage", "explainer", "nearest"}]

        assert named == listener.ranked(question)[: len(named)]
        assert named


def test_where_nothing_was_asked_nothing_is_looked_for(listener: Listener) -> None:
    """A fifth of what reading a message costs; asked outright, the same words are looked up."""
    says = "he comes to school with no lunch most days and his shoes are wet through"
    looked_for = {"passage", "explainer", "nearest", "not_covered"}

    assert looked_for.isdisjoint(name for name, _ in listener.read(says).entities)
    asked = listener.read(says, is_question=True).entities
    assert not looked_for.isdisjoint(name for name, _ in asked)


def test_what_is_not_looked_for_would_not_have_been_used(
    listener: Listener, examples: dict[str, list[str]]
) -> None:
    """A message comes to the same; only a question needs what answers it."""
    for says in (one for listed in examples.values() for one in listed[::40]):
        as_it_is, looked_up = listener.read(says), listener.read(says, is_question=True)

        assert as_it_is.meaning == looked_up.meaning
        if looked_up.meaning.intent == "ask_guidance":
            assert as_it_is.entities == looked_up.entities
