"""The topic of a question that was not answered."""

from __future__ import annotations

import pytest

from bot.dialogue.unanswered import unanswered

NEAR = ("nearest", "must-i-report")
FURTHER = ("nearest", "photos-and-media")
NOT_COVERED = ("not_covered", "keeping-records")


@pytest.mark.parametrize(
    ("entities", "topic"),
    [
        pytest.param([NEAR, FURTHER, NOT_COVERED], "must-i-report", id="what comes nearest"),
        pytest.param([NOT_COVERED], "keeping-records", id="a topic that is not covered"),
        pytest.param([], "", id="nothing is known of it"),
        pytest.param([("passage", "title"), NOT_COVERED], "", id="a passage answers"),
        pytest.param([("explainer", "must-i-report")], "", id="an explainer answers"),
    ],
)
def test_the_topic_of_a_question(entities: list[tuple[str, str]], topic: str) -> None:
    """A name of the closed sets; none where something answers."""
    assert unanswered("ask_guidance", entities) == topic


def test_only_questions_have_a_topic() -> None:
    """What is told of a situation may look like a question to the search."""
    assert unanswered("inform", [NOT_COVERED]) == ""
