"""A question about the guidance gets an answer, what comes nearest, or an honest word."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from bot.render.choices import TOPIC
from bot.render.guidance import answered, silence

if TYPE_CHECKING:
    from bot.law.model import Law

ON_A_LIST = {"recipient": "practice-nurse"}
ONLY_IN_A_CASE = ("passage", "no-barrier")
"""May be shown only to somebody whose recipient is on a list."""
PASSAGE, EXPLAINER = ("passage", "not-sharing-harm"), ("explainer", "must-i-report")
NEAREST, TOPIC_OF_OTHERS = ("nearest", "must-i-report"), ("not_covered", "keeping-records")


def kinds(blocks: list[dict[str, Any]]) -> list[str]:
    """The types of blocks, a question by its fact."""
    return [block.get("fact") or block["type"] for block in blocks]


def test_quotes_come_before_our_own_words(law: Law) -> None:
    """The guidance itself, then the explainer, and nothing beside them."""
    said = answered(law, {}, [NEAREST, EXPLAINER, TOPIC_OF_OTHERS, PASSAGE])

    assert kinds(said) == ["quote", "text"]
    assert said[0]["text"] == law.passages["not-sharing-harm"].text
    assert said[1]["text"].startswith("Do I have to report a concern?\n")


def test_a_passage_for_a_certain_case_is_shown_in_it_only(law: Law) -> None:
    """With the sentence that goes beside it."""
    assert kinds(answered(law, ON_A_LIST, [ONLY_IN_A_CASE])) == ["quote", "text"]
    assert kinds(answered(law, {"recipient": "landlord"}, [ONLY_IN_A_CASE])) == ["text"]


def test_where_the_only_answer_may_not_be_shown_the_nearest_is_offered(law: Law) -> None:
    """What may not be shown counts as not there."""
    assert kinds(answered(law, {}, [ONLY_IN_A_CASE, NEAREST])) == [TOPIC]


def test_what_comes_nearest_is_offered_and_not_claimed(law: Law) -> None:
    """As a question, and the topic that is not covered is not spoken of."""
    (question,) = answered(law, {}, [TOPIC_OF_OTHERS, NEAREST, ("nearest", "no-barrier")])

    assert question["fact"] == TOPIC
    assert [option["value"] for option in question["options"]] == [
        "must-i-report",
        "no-barrier",
        "unknown",
    ]


def test_a_topic_that_is_not_covered_is_named_with_who_would_know(law: Law) -> None:
    """Not a dead end."""
    (block,) = answered(law, {}, [TOPIC_OF_OTHERS])

    assert block["text"] == (
        "The guidance does not say how many years a school or health file is kept. "
        "Your privacy officer would know."
    )


@pytest.mark.parametrize("found", [[], [("concern", "harm")]], ids=["nothing", "no answer"])
def test_where_nothing_is_found_that_is_said(law: Law, found: list[tuple[str, str]]) -> None:
    """And who to ask."""
    (block,) = answered(law, {}, found)

    assert block["text"] == law.wording["guidance_silent"]


def test_of_a_topic_far_from_all_this_nobody_is_named(law: Law) -> None:
    """The usual word is said, and so it is for a topic that is not there any more."""
    far = next(topic.id for topic in law.not_covered.values() if not topic.who)

    assert silence(law, [far]) == law.wording["guidance_silent"]
    assert silence(law, ["gone"]) == law.wording["guidance_silent"]


def test_the_first_of_several_topics_is_the_one_that_is_named(law: Law) -> None:
    """The likeliest comes first."""
    assert silence(law, ["keeping-records", "forms-and-templates"]) == silence(
        law, ["keeping-records"]
    )
