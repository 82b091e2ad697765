"""How people ask, as it is on file: enough of each, of things that there are, and of nobody."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import pytest
from rapidfuzz.distance import Levenshtein

from bot.evaluation import sets
from bot.law.errors import LawError, UnknownName
from bot.nlu.asking import TOPIC, told, ways_of_asking
from bot.nlu.text import fold

if TYPE_CHECKING:
    from pathlib import Path

    from bot.law.model import Law

ENOUGH = {"answer": 25, TOPIC: 8}


def test_every_answer_and_topic_is_asked_as_people_tell_it(law: Law) -> None:
    """So that none is found by its own words only."""
    counted = Counter((one.kind, one.name) for one in told(law))
    wanted = {(kind, name) for kind, name, *_ in ways_of_asking(law)}
    few = {one for one in wanted if counted[one] < ENOUGH.get(one[0], ENOUGH["answer"])}

    assert few == set()


def test_no_question_teaches_two_answers(law: Law) -> None:
    """Nor is it in the law files already."""
    counted = Counter(fold(one.text) for one in ways_of_asking(law))
    asked = {fold(one.text) for one in told(law)}

    assert {text for text in asked if counted[text] > 1} == set()


@pytest.mark.parametrize("name", ["questions.yml", "questions_for_choosing.yml"])
def test_no_question_is_near_one_that_is_measured(law: Law, name: str) -> None:
    """None is a held-out question with a few letters changed."""
    trained = [fold(one.text) for one in told(law)]
    near = []
    for text in (fold(one.asks) for one in sets.questions(name)):
        allowed = max(2, len(text) // 8)
        near += [
            (text, other)
            for other in trained
            if Levenshtein.distance(text, other, score_cutoff=allowed) <= allowed
        ]

    assert near == []


def test_an_answer_that_there_is_not_is_named(law: Law, tmp_path: Path) -> None:
    """With its file, and what was probably meant."""
    folder = tmp_path / "questions"
    folder.mkdir()
    (folder / "answered.yml").write_text("parent-refusess:\n  - can she say no\n", "utf-8")
    (folder / "unanswered.yml").write_text("{}\n", "utf-8")

    with pytest.raises(UnknownName, match=r"questions/answered.yml: .*'parent-refusess'.*refuses"):
        list(told(law, tmp_path))
    assert issubclass(UnknownName, LawError)
