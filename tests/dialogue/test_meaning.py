"""Three bands: act, ask back, say that it was not understood; and what counts more than they do."""

from __future__ import annotations

import pytest

from bot.dialogue.bands import Band, Bands
from bot.dialogue.meaning import (
    ASK_BACK,
    CRISES,
    CRISIS,
    GIVES_NOTHING,
    MOST_MEANINGS,
    NOT_UNDERSTOOD,
    PLAIN_ANSWERS,
    SURE_TO_TAKE_AWAY,
    TAKES_AWAY,
    Heard,
    Meaning,
    meaning,
)
from bot.law.load import load_law

LAW = load_law()
BANDS = Bands(intents=Band(act=0.6, confirm=0.4), danger=0.5, guidance=Band(0.2, 0.0))
SURE, UNSURE, NO_IDEA = 0.6, 0.4, 0.39
"""Each at its limit: the limits themselves still count."""
ANSWERS = [("passage", "not-sharing-harm"), ("explainer", "must-i-report")]


def understood(
    *ranking: tuple[str, float],
    stated: tuple[tuple[str, str], ...] = (),
    is_asked: bool = False,
) -> Meaning:
    """What a message comes to."""
    return meaning(LAW, BANDS, Heard(ranking, stated, is_asked=is_asked))


@pytest.mark.parametrize("crisis", sorted(CRISES))
def test_a_crisis_comes_first_from_its_own_limit_on(crisis: str) -> None:
    """By itself it has to be quite sure: the watch over crises is the net for the rest."""
    assert understood((crisis, 0.75), stated=(("concern", "harm"),)).intent == crisis


@pytest.mark.parametrize("crisis", sorted(CRISES))
def test_below_its_limit_a_crisis_is_left_out(crisis: str) -> None:
    """Crying wolf teaches people not to look: what comes next is looked at."""
    found = understood((crisis, 0.64), ("thanks", 0.45), ("help", 0.41))

    assert crisis not in (found.intent, *found.perhaps)
    assert understood((crisis, 0.64)) == Meaning(NOT_UNDERSTOOD)


def test_a_crisis_that_is_left_out_may_still_state_facts() -> None:
    """What was said of the child is a worry."""
    assert understood(("emergency", 0.49), stated=(("subject", "child"),)) == Meaning("inform")


@pytest.mark.parametrize("kind", ["own_suicide", "child_self"])
@pytest.mark.parametrize("intent", ["inform", "thanks", "emergency"])
def test_somebodys_own_crisis_comes_before_all_else(kind: str, intent: str) -> None:
    """Whatever the classifier is sure of, and whatever else was said."""
    stated = ((CRISIS, kind), ("concern", "self_harm"))

    assert understood((intent, 0.99), stated=stated) == Meaning("own_trouble")
    assert understood(stated=stated) == Meaning("own_trouble")


@pytest.mark.parametrize("kind", ["danger_now", "worker_danger"])
@pytest.mark.parametrize(
    ("ranking", "acted_on"),
    [
        pytest.param((("thanks", 0.99),), "emergency", id="looks like nothing"),
        pytest.param((("emergency", 0.49),), "emergency", id="the classifier half sees it"),
        pytest.param((), "emergency", id="the classifier sees nothing"),
        pytest.param((("inform", SURE),), "inform", id="tells of the situation"),
        pytest.param((("been_asked", SURE),), "been_asked", id="was asked"),
    ],
)
def test_danger_now_is_an_emergency_unless_the_situation_is_told(
    kind: str, ranking: tuple[tuple[str, float], ...], acted_on: str
) -> None:
    """The facts in a message are not lost; 111 comes first all the same."""
    assert understood(*ranking, stated=((CRISIS, kind),)) == Meaning(acted_on)


def test_that_somebody_else_may_end_their_life_is_a_worry() -> None:
    """It is looked at as any other message: 111 is said beside it, and the talk goes on."""
    stated = ((CRISIS, "suicide_other"), ("concern", "self_harm"))

    assert understood(("inform", SURE), stated=stated) == Meaning("inform")


def test_who_is_sure_acts() -> None:
    """From the limit on."""
    assert understood(("thanks", SURE)) == Meaning("thanks")
    assert understood(("thanks", SURE - 0.01)) != Meaning("thanks")


def test_a_worry_is_something_else_only_where_that_is_sure() -> None:
    """Below its limit, somebody who says that a child is neglected is heard."""
    worry = (("concern", "neglect"),)

    assert understood(("out_of_scope", 0.59), stated=worry) == Meaning("inform")
    assert understood(("out_of_scope", SURE), stated=worry) == Meaning("out_of_scope")


def test_what_has_happened_is_no_fact_by_itself() -> None:
    """Without a worry, somebody named or anything else there is no situation."""
    stated = (("direction", "thinking_of_sharing"),)

    assert understood(("out_of_scope", NO_IDEA), stated=stated) == Meaning(NOT_UNDERSTOOD)


@pytest.mark.parametrize("intent", sorted(GIVES_NOTHING))
def test_what_gives_nothing_away_needs_no_certainty(intent: str) -> None:
    """To be wrong about it costs a sentence; to miss it could cost somebody their safety."""
    assert understood((intent, 0.01)) == Meaning(intent)


@pytest.mark.parametrize("intent", sorted(PLAIN_ANSWERS))
def test_a_plain_answer_to_an_open_question_is_taken(intent: str) -> None:
    """It is seen at once and can be undone, so less certainty will do."""
    assert understood((intent, UNSURE), is_asked=True) == Meaning(intent)


@pytest.mark.parametrize("intent", sorted(PLAIN_ANSWERS))
def test_a_plain_answer_to_nothing_is_not(intent: str) -> None:
    """Where no question is open there is nothing to say yes to."""
    assert understood((intent, UNSURE)).intent == ASK_BACK


@pytest.mark.parametrize("intent", sorted(PLAIN_ANSWERS))
def test_a_plain_answer_that_is_hardly_one_is_not_taken(intent: str) -> None:
    """Below the second limit nothing is acted on."""
    assert understood((intent, NO_IDEA), is_asked=True) == Meaning(NOT_UNDERSTOOD)


@pytest.mark.parametrize("sure", [UNSURE, NO_IDEA, 0.0])
@pytest.mark.parametrize("stated", [("subject", "child"), ("role", "gp"), ("recipient", "police")])
def test_facts_outweigh_a_sentence_that_looks_like_nothing(
    sure: float, stated: tuple[str, str]
) -> None:
    """What somebody says of a child is a worry, whatever the sentence looks like."""
    assert understood(("goodbye", sure), stated=(stated,)) == Meaning("inform")


@pytest.mark.parametrize("intent", ["been_asked", "want_to_ask"])
def test_facts_leave_an_opening_as_it_is(intent: str) -> None:
    """What has happened is not lost, even where it is not sure."""
    assert understood((intent, UNSURE), stated=(("role", "police"),)) == Meaning(intent)


def test_facts_outweigh_an_answer_of_the_guidance() -> None:
    """Somebody who tells of a child is not given a page to read."""
    stated = (("concern", "neglect"), *ANSWERS)

    assert understood(("ask_guidance", UNSURE), stated=stated) == Meaning("inform")


@pytest.mark.parametrize("answer", ANSWERS)
def test_a_question_that_has_an_answer_is_answered(answer: tuple[str, str]) -> None:
    """Where a question is among the three likeliest."""
    near = (("thanks", UNSURE), ("help", 0.2), ("ask_guidance", 0.1))
    far = (("thanks", UNSURE), ("help", 0.2), ("why", 0.1), ("ask_guidance", 0.05))

    assert understood(*near, stated=(answer,)) == Meaning("ask_guidance")
    assert understood(*far, stated=(answer,)).intent == ASK_BACK


def test_an_answer_is_better_than_not_to_understand() -> None:
    """The search is sure where the classifier is not."""
    assert understood(("thanks", NO_IDEA), stated=(ANSWERS[0],)) == Meaning("ask_guidance")


def test_what_only_comes_near_is_no_answer() -> None:
    """Nor is a topic that nothing here covers."""
    near = (("nearest", "must-i-report"), ("not_covered", "keeping-records"))

    assert understood(("thanks", NO_IDEA), stated=near) == Meaning(NOT_UNDERSTOOD)


def test_who_is_unsure_asks_back() -> None:
    """The likeliest that can be put into words, at most two; likeliest first."""
    found = understood(("why", UNSURE), ("greet", 0.3), ("help", 0.2), ("stop", 0.1))

    assert found == Meaning(ASK_BACK, ("why", "help"))
    assert len(found.perhaps) == MOST_MEANINGS


def test_nobody_is_asked_whether_they_meant_nothing_of_ours() -> None:
    """Unless something of ours is as likely."""
    assert understood(("out_of_scope", UNSURE), ("why", NO_IDEA)) == Meaning("out_of_scope")
    assert understood(("out_of_scope", 0.5), ("why", UNSURE)).intent == ASK_BACK


def test_no_more_than_two_are_offered() -> None:
    """Three would have to be read."""
    found = understood(("why", UNSURE), ("help", 0.3), ("stop", 0.2))

    assert found.perhaps == ("why", "help")


def test_where_nothing_can_be_put_into_words_nothing_is_asked() -> None:
    """A question without a button helps nobody: it was not understood, and that is said."""
    assert understood(("greet", UNSURE), ("thanks", 0.3)) == Meaning(NOT_UNDERSTOOD)


def test_who_has_no_idea_says_so() -> None:
    """No guess is made."""
    assert understood(("why", NO_IDEA), ("help", 0.3)) == Meaning(NOT_UNDERSTOOD)


@pytest.mark.parametrize("ranking", [(), ((NOT_UNDERSTOOD, 1.0),)])
def test_a_classifier_that_says_nothing_is_not_asked_twice(
    ranking: tuple[tuple[str, float], ...],
) -> None:
    """An empty ranking, or one that only says that there is none."""
    assert understood(*ranking) == Meaning(NOT_UNDERSTOOD)
    assert understood(*ranking, stated=(("role", "gp"),)) == Meaning("inform")


def test_that_it_was_not_understood_is_no_rival() -> None:
    """The classifier puts it first when it is unsure; what comes after decides."""
    assert understood((NOT_UNDERSTOOD, 1.0), ("why", UNSURE)) == Meaning(ASK_BACK, ("why",))


@pytest.mark.parametrize("intent", sorted(TAKES_AWAY))
def test_what_takes_everything_away_is_asked_unless_it_is_quite_sure(intent: str) -> None:
    """Words like "record please" look a little like deleting; what is gone cannot be had back."""
    assert understood((intent, SURE_TO_TAKE_AWAY)) == Meaning(intent)
    assert understood((intent, SURE_TO_TAKE_AWAY - 0.01)) == Meaning(ASK_BACK, (intent,))
