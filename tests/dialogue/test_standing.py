"""What a message comes to depends on what is open, and on what was offered to choose from."""

from __future__ import annotations

import pytest

from bot.dialogue.pending import kept
from bot.dialogue.standing import Standing, Turned, in_its_place, of_meaning

PENDING = (("passage", "no-barrier"), ("nearest", "must-i-report"))
CHOOSING = Standing(
    asked="danger_now", perhaps=("ask_guidance", "inform"), pending=kept(list(PENDING))
)


@pytest.mark.parametrize("intent", ["inform", "affirm", "deny", "not_sure", "stop", "why"])
def test_a_message_mostly_means_what_it_says(intent: str) -> None:
    """Where nothing was offered to choose from."""
    assert in_its_place(intent, Standing(asked="danger_now")) is None


def test_yes_to_what_was_meant_is_the_likeliest() -> None:
    """With all that the message stated, and not a yes to the question before it."""
    assert in_its_place("affirm", CHOOSING) == Turned("ask_guidance", list(PENDING))


@pytest.mark.parametrize("intent", ["deny", "not_sure"])
def test_no_to_what_was_meant_is_not_a_no_to_the_question_before(intent: str) -> None:
    """Whether anyone is in danger stays open: the no was to "do you mean"."""
    assert in_its_place(intent, CHOOSING) == Turned("help")


def test_more_words_instead_of_a_choice_are_taken_as_they_are() -> None:
    """Nobody has to choose."""
    assert in_its_place("inform", CHOOSING) is None


@pytest.mark.parametrize("meant", ["affirm", "deny"])
def test_what_was_meant_may_be_a_yes_or_a_no(meant: str) -> None:
    """Chosen from what was offered it is said to the open question, and not chosen again."""
    standing = Standing(asked="danger_now", perhaps=(meant, "inform"))

    assert of_meaning(meant, standing) == Turned(meant, [])
    assert in_its_place("affirm", standing) == Turned(meant, [])


def test_skipping_a_question_is_not_being_sure() -> None:
    """Its answer stays open, and the next one comes."""
    assert in_its_place("skip", Standing(asked="danger_now")) == Turned("not_sure")


def test_where_nothing_is_asked_nothing_is_skipped() -> None:
    """There is a rule for that."""
    assert in_its_place("skip", Standing()) is None


def test_to_skip_may_be_what_was_meant() -> None:
    """What was chosen is done where the conversation stands."""
    standing = Standing(asked="danger_now", perhaps=("skip", "why"))

    assert in_its_place("affirm", standing) == Turned("not_sure")


@pytest.mark.parametrize(
    ("put", "known", "again"),
    [
        pytest.param(["danger_now", "concern"], {"danger_now"}, "danger_now", id="the one before"),
        pytest.param(
            ["danger_now", "concern"], {"danger_now", "concern"}, "concern", id="the last"
        ),
        pytest.param(
            ["concern", "danger_now"], {"danger_now", "concern"}, "danger_now", id="order"
        ),
    ],
)
def test_going_back_asks_the_last_answered_question_again(
    put: list[str], known: set[str], again: str
) -> None:
    """The last that was put and answered, not the one that is open."""
    turned = in_its_place("go_back", Standing(put=put, known=known))

    assert turned == Turned("change_fact", (("fact", again),))


@pytest.mark.parametrize(
    "standing", [Standing(), Standing(put=["concern"]), Standing(known={"concern"})]
)
def test_where_nothing_was_answered_going_back_tells_what_is_known(standing: Standing) -> None:
    """There is no question to go back to."""
    assert in_its_place("go_back", standing) == Turned("recap")
