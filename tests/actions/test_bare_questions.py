"""A question without a topic, right after an answer and before one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from actions.quote_guidance import QuoteGuidance

if TYPE_CHECKING:
    from collections.abc import Callable

    Run = Callable[..., tuple[dict[str, Any], list[dict[str, Any]], list[dict[str, Any]]]]

BARE = (("bare", "ask_guidance"), ("nearest", "must-i-report"))


def test_a_question_without_a_topic_is_about_the_answer(run: Run) -> None:
    """Whether they have to, after a request by the Police: the answer in short says it."""
    asked = {
        "direction": "asked", "sharer": "state-school-teacher", "recipient": "police",
        "request_basis": "unknown", "subject": "child", "concern": "neglect", "danger_now": "no",
        "ota_purpose": "reduce_risk", "family_violence": "no",
    }  # fmt: skip

    _, (block,), _ = run(
        QuoteGuidance(), intent="ask_guidance", entities=BARE, answered=True, **asked
    )

    assert block["text"].startswith("In short: ")
    assert "have to answer" in block["text"]


def test_without_an_answer_it_gets_the_nearest_topics(run: Run) -> None:
    """There is nothing yet that it could be about."""
    _, (block,), _ = run(QuoteGuidance(), intent="ask_guidance", entities=BARE)

    assert block["type"] == "question"


def test_after_an_explainer_it_is_about_that(run: Run) -> None:
    """After what was said of 66C, "do i have to" gets that in short."""
    _, (block,), _ = run(QuoteGuidance(), intent="ask_guidance", entities=BARE, shown="s66-or-s66c")

    assert block["text"] == "In short: Section 66 is a must. Section 66C is a may."


def test_while_a_question_is_open_it_gets_what_can_be_said(run: Run) -> None:
    """A report to Oranga Tamariki is open to everybody, whatever is asked next."""
    told = {"direction": "thinking_of_sharing", "sharer": "coach", "recipient": "oranga-tamariki",
            "subject": "child", "concern": "harm"}  # fmt: skip

    _, (block,), _ = run(
        QuoteGuidance(),
        intent="ask_guidance",
        entities=BARE,
        requested_slot="danger_now",
        **told,
    )

    assert block["text"].startswith("On what you have told me so far: Yes")


def test_where_nothing_can_be_said_yet_it_says_so(run: Run) -> None:
    """No topics beside the question: they would lead away from it."""
    _, (block,), _ = run(
        QuoteGuidance(), intent="ask_guidance", entities=BARE, requested_slot="danger_now"
    )

    assert block["text"] == "I cannot say yet. It turns on what I ask next."
