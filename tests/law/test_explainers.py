"""Explainers are short, rest on law that was read, and list how people ask.

How questions find them is the search's: bot/nlu/guidance_search.py.
"""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import TYPE_CHECKING

import pytest

from bot.law.errors import LawError
from bot.law.load import load_law

if TYPE_CHECKING:
    from pathlib import Path

    from bot.law.texts import Explainer

LAW = load_law()
AT_LEAST = 50
MOST_WORDS = 110
READ_SINCE = date(2024, 6, 30)
"""The oldest consolidation of an Act that an explainer may rest on."""
NEVER = "cannot share"
"""Nearly always there is a way, if only a report: no page closes the door on people."""


@pytest.mark.parametrize("explainer", LAW.explainers.values(), ids=lambda e: e.id)
def test_it_is_short_and_every_sentence_has_its_provision(explainer: Explainer) -> None:
    """Twenty seconds of reading, and each sentence leads back to the law."""
    assert sum(len(note.text.split()) for note in explainer.says) <= MOST_WORDS
    assert all(note.provision for note in explainer.says)


def test_each_lists_ways_of_asking() -> None:
    """One without a question would never be found."""
    assert [name for name, found in LAW.explainers.items() if not found.questions] == []


def test_no_question_leads_to_two_places() -> None:
    """Word for word the same question would teach the search to be of two minds."""
    asked = [(one.id, one.questions) for one in LAW.explainers.values()]
    asked += [(one.id, one.questions) for one in LAW.not_covered.values()]
    places = [(question.casefold(), name) for name, found in asked for question in set(found)]
    times = Counter(question for question, _ in places)

    assert [place for place in places if times[place[0]] > 1] == []


def test_each_rests_on_law_that_was_read_lately() -> None:
    """An older reading has to be done anew before people lean on it."""
    assert not [e.id for e in LAW.explainers.values() if e.read < READ_SINCE]


def test_none_tells_people_that_they_may_share_nothing() -> None:
    """Not in those words: what one law does not allow, another may."""
    texts = {e.id: " ".join((e.title, *(n.text for n in e.says))) for e in LAW.explainers.values()}

    assert not [name for name, text in texts.items() if NEVER in text.lower()]


def test_there_are_enough_explainers() -> None:
    """An empty folder would pass most tests above."""
    assert len(LAW.explainers) >= AT_LEAST


def test_an_id_that_is_not_the_files_name_is_refused(law_copy: Path) -> None:
    """One name for one page."""
    (law_copy / "explainers" / "must-i-report.yml").rename(law_copy / "explainers" / "other.yml")

    with pytest.raises(LawError, match=r"explainers/other\.yml:1: the id is 'must-i-report'"):
        load_law(law_copy)
