"""Which side a bare role is on, and what an answer leaves as it is."""

from __future__ import annotations

import pytest

from bot.dialogue.understanding import Understood, changes, is_caught
from bot.law.load import load_law

LAW = load_law()
TELLING = {
    "direction": "thinking_of_sharing",
    "sharer": "state-school-teacher",
    "recipient": "nurse",
    "subject": "child",
    "age": "under_14",
}
ASKED = {"direction": "asked", "sharer": "counsellor", "recipient": "lawyer-for-child"}


def named(role: str, *, the: bool = False) -> tuple[tuple[str, str], ...]:
    """A bare role, with an article or without."""
    return (("role", role), *([("someone", role)] if the else []))


@pytest.mark.parametrize(
    ("facts", "turn", "side"),
    [
        pytest.param(
            TELLING,
            Understood("inform", named("rtlb"), asked="danger_now"),
            "sharer",
            id="of the same sector as who tells",
        ),
        pytest.param(
            TELLING,
            Understood("inform", named("rtlb", the=True), asked="danger_now"),
            "recipient",
            id="the RTLB is somebody else",
        ),
        pytest.param(
            TELLING,
            Understood("inform", named("midwife"), asked="danger_now"),
            "recipient",
            id="of the sector of who would be told",
        ),
        pytest.param(
            TELLING,
            Understood("inform", named("police"), asked="danger_now"),
            "recipient",
            id="of neither sector",
        ),
        pytest.param(
            ASKED,
            Understood("inform", named("school-counsellor"), asked="danger_now"),
            "sharer",
            id="who was asked tells who she is",
        ),
        pytest.param(
            TELLING,
            Understood("correct", named("rtlb"), asked="danger_now"),
            "recipient",
            id="a correction",
        ),
        pytest.param(
            TELLING,
            Understood("inform", named("rtlb"), answered=True),
            "recipient",
            id="after an answer",
        ),
    ],
)
def test_a_bare_role_between_two_known_ones(
    facts: dict[str, str], turn: Understood, side: str
) -> None:
    """It says better who is asking only where nothing speaks for somebody else."""
    found = changes(LAW, facts, turn)

    assert {name for name in ("sharer", "recipient") if name in found} == {side}


@pytest.mark.parametrize("role", ["state-school-teacher", "nurse"])
def test_who_says_again_who_is_who_was_caught(role: str) -> None:
    """Nothing changes, and it is not said that nothing was understood."""
    turn = Understood("inform", named(role), asked="danger_now")

    assert changes(LAW, TELLING, turn) == {}
    assert is_caught(LAW, TELLING, turn)


@pytest.mark.parametrize(
    ("intent", "said", "stays"),
    [
        pytest.param("inform", ("subject", "under_18"), "subject", id="the kid"),
        pytest.param("inform", ("direction", "thinking_of_sharing"), "direction", id="can i tell"),
        pytest.param("affirm", ("concern", "harm"), "concern", id="yes, and the boy saw it"),
    ],
)
def test_what_an_answer_only_touches_stays(intent: str, said: tuple[str, str], stays: str) -> None:
    """Said more exactly before, it is not taken back by a word in the answer to something else."""
    facts = {**ASKED, "subject": "child", "age": "under_14", "concern": "family_violence"}

    found = changes(LAW, facts, Understood(intent, (said,), asked="danger_now"))

    assert stays not in found
    assert "age" not in found


def test_what_telling_would_help_with_is_no_other_worry() -> None:
    """So the boy is not hit again: the worry is the one that was told."""
    turn = Understood("inform", (("concern", "harm"), ("ota_purpose", "reduce_risk")), "purpose")

    found = changes(LAW, {**TELLING, "concern": "family_violence"}, turn)

    assert found == {"ota_purpose": "reduce_risk"}


def test_self_harm_is_heard_whatever_was_asked() -> None:
    """Though the worry was another before."""
    turn = Understood("affirm", (("concern", "self_harm"),), asked="danger_now")

    assert changes(LAW, {**TELLING, "concern": "neglect"}, turn)["concern"] == "self_harm"


@pytest.mark.parametrize(
    ("asked", "direction", "kept"),
    [
        ("request_purpose", "asked", "request_purpose"),
        ("request", "asked", "request_purpose"),
        ("purpose", "asked", "ota_purpose"),
        ("purpose", "thinking_of_sharing", "ota_purpose"),
        ("danger_now", "thinking_of_sharing", "ota_purpose"),
    ],
)
def test_a_conference_is_their_purpose_or_ours(asked: str, direction: str, kept: str) -> None:
    """What is for the FGC has both in it; the open question tells which is meant."""
    said = (("ota_purpose", "care_functions"), ("request_purpose", "proceedings"))
    facts = {"direction": direction, "sharer": "school", "recipient": "oranga-tamariki"}

    found = changes(LAW, facts, Understood("inform", said, asked=asked))

    assert set(found) & {"ota_purpose", "request_purpose"} == {kept}
    assert "direction" not in found


def test_no_to_something_else_is_no_answer_about_the_purpose() -> None:
    """No, she said not to tell: what telling would help with is still open."""
    turn = Understood("deny", (("authorised", "no"),), asked="purpose")

    assert changes(LAW, TELLING, turn) == {"authorised": "no"}


def test_no_violence_does_not_say_under_which_law_they_asked() -> None:
    """It answers the question of violence, though another is open."""
    turn = Understood("deny", (("family_violence", "no"),), asked="request")

    assert changes(LAW, ASKED, turn) == {"family_violence": "no"}


def test_not_sure_of_something_else_leaves_the_question_open() -> None:
    """Who does not know if it is violence may well know whom to tell."""
    turn = Understood("not_sure", (("family_violence", "unknown"),), asked="recipient")

    assert "recipient" not in changes(LAW, {"sharer": "coach"}, turn)


def test_not_sure_of_what_a_question_asks_answers_it() -> None:
    """The question of violence asks whether there is any."""
    turn = Understood("not_sure", (("family_violence", "unknown"),), asked="violence")

    assert changes(LAW, TELLING, turn)["violence"] == "unknown"


AT_AN_NGO = (
    *named("ngo-youth-worker"),
    ("job_at", "nurse,practice-nurse"),
    ("job_at", "social-worker,ngo-social-worker"),
)


def test_where_a_social_worker_works_is_no_recipient() -> None:
    """First the job, then "ngo" while danger is asked about."""
    turn = Understood("inform", AT_AN_NGO, asked="danger_now")

    assert changes(LAW, {"sharer": "social-worker"}, turn)["sharer"] == "ngo-social-worker"


@pytest.mark.parametrize(
    ("facts", "asked"),
    [
        pytest.param({"sharer": "social-worker"}, "recipient", id="whom it is told to is asked"),
        pytest.param({"sharer": "gp"}, "danger_now", id="another job"),
    ],
)
def test_a_place_is_whom_it_is_told_to_else(facts: dict[str, str], asked: str) -> None:
    """Where nothing says that it is where they work."""
    turn = Understood("inform", AT_AN_NGO, asked=asked)

    assert changes(LAW, facts, turn)["recipient"] == "ngo-youth-worker"


def test_telling_somebody_too_changes_nobody_who_asked() -> None:
    """It waits until the request is answered."""
    facts = {"direction": "asked", "sharer": "gp", "recipient": "oranga-tamariki"}
    said = (("recipient", "school"), ("direction", "thinking_of_sharing"))

    assert changes(LAW, facts, Understood("inform", said, asked="request")) == {}
    assert (
        changes(LAW, facts, Understood("correct", said, asked="request"))["recipient"] == "school"
    )


def test_after_the_answer_somebody_else_is_told() -> None:
    """Then it is a sharing of one's own."""
    facts = {
        "direction": "asked",
        "sharer": "gp",
        "recipient": "oranga-tamariki",
        "request_basis": "s66",
    }
    said = (("recipient", "school"), ("direction", "thinking_of_sharing"))
    found = changes(LAW, facts, Understood("inform", said, answered=True))

    assert (found["recipient"], found["direction"]) == ("school", "thinking_of_sharing")
    assert found["request_basis"] is None
