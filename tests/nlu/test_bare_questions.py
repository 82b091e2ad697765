"""Questions without a topic are told from those with one."""

from __future__ import annotations

import pytest

from bot.nlu.bare_questions import BareQuestions
from bot.nlu.cues import read_cues
from bot.nlu.sight import Sight


@pytest.fixture(scope="module")
def bare() -> BareQuestions:
    """Those of the product's cues."""
    return BareQuestions(read_cues()["bare_questions"])


@pytest.mark.parametrize(
    "says", ["do i have to", "so do i have to or not", "ok but am i allowed to?", "yes or no"]
)
def test_a_question_without_a_topic(bare: BareQuestions, says: str) -> None:
    """With or without words that say nothing."""
    assert bare.has(Sight(says))


@pytest.mark.parametrize(
    "says", ["do i have to write it down", "can i tell the gp", "must i report", "ok then", ""]
)
def test_a_question_with_a_topic_or_none_at_all(bare: BareQuestions, says: str) -> None:
    """It is looked for in the guidance, or is no question."""
    assert not bare.has(Sight(says))
