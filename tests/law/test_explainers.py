"""Explainers answer the questions that they list, and no others."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.law.errors import LawError
from bot.law.explainers import answering, index_questions
from bot.law.load import load_law

if TYPE_CHECKING:
    from pathlib import Path

LAW = load_law()
ASKED = index_questions(LAW)
AT_LEAST = 20
MOST_WORDS = 110


def answers(question: str) -> list[str]:
    """Ids of the explainers that answer."""
    return [explainer.id for explainer in answering(ASKED, question)]


@pytest.mark.parametrize("explainer", LAW.explainers.values(), ids=lambda e: e.id)
def test_its_own_questions_find_it(explainer: object) -> None:
    """Each way of asking that a file lists leads to that file, not to another."""
    questions = getattr(explainer, "questions", ())

    assert questions
    assert {found for question in questions for found in answers(question)} == {
        getattr(explainer, "id", "")
    }


@pytest.mark.parametrize("explainer", LAW.explainers.values(), ids=lambda e: e.id)
def test_it_is_short_and_every_sentence_has_its_provision(explainer: object) -> None:
    """Twenty seconds of reading, and each sentence leads back to the law."""
    says = getattr(explainer, "says", ())

    assert sum(len(note.text.split()) for note in says) <= MOST_WORDS
    assert all(note.provision for note in says)


@pytest.mark.parametrize(
    "question",
    [
        "what is the weather in Wellington",
        "how do I reset my password",
        "what is the law in Australia",
        "how many days of leave do I get",
        "write me a poem about whales",
        "what is the fine for parking",
        "",
    ],
)
def test_a_question_about_something_else_finds_none(question: str) -> None:
    """No explainer is shown as the answer to a question that it does not answer."""
    assert answers(question) == []


@pytest.mark.parametrize(
    ("question", "explainer"),
    [
        ("do i legally have to report it", "must-i-report"),
        ("is it mandatory to report abuse in nz", "must-i-report"),
    ],
)
def test_a_question_in_other_words_finds_its_explainer(question: str, explainer: str) -> None:
    """Nobody asks in the words of a file."""
    assert answers(question) == [explainer]


def test_there_are_enough_explainers() -> None:
    """An empty folder would pass most tests above."""
    assert len(LAW.explainers) >= AT_LEAST


def test_an_id_that_is_not_the_files_name_is_refused(law_copy: Path) -> None:
    """One name for one page."""
    (law_copy / "explainers" / "must-i-report.yml").rename(law_copy / "explainers" / "other.yml")

    with pytest.raises(LawError, match=r"explainers/other\.yml:1: the id is 'must-i-report'"):
        load_law(law_copy)
