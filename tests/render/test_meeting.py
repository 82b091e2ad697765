"""The answer for a meeting: seat by seat, then what to do."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from bot.render.answer import answer_blocks
from bot.render.meeting import meeting_blocks, round_the_table, whole_answer

if TYPE_CHECKING:
    from bot.law.model import Law

TO_ONE = {
    "danger_now": "no",
    "direction": "thinking_of_sharing",
    "sharer": "state-school-teacher",
    "recipient": "practice-nurse",
    "subject": "child",
    "concern": "neglect",
    "ota_purpose": "reduce_risk",
    "family_violence": "no",
    "ground": "none",
}
TOGETHER = {name: value for name, value in TO_ONE.items() if name != "recipient"} | {
    "direction": "meeting"
}


def seats(law: Law, company: str, today: date) -> list[str]:
    """What is said of a meeting with these, line by line."""
    return round_the_table(law, {**TOGETHER, "company": company}, today).splitlines()


@pytest.mark.parametrize(
    ("company", "says"),
    [
        pytest.param("practice-nurse,gp", "meeting_all", id="everyone"),
        pytest.param("practice-nurse,landlord", "meeting_some", id="some"),
        pytest.param("landlord,neighbour", "meeting_none", id="nobody"),
    ],
)
def test_the_first_line_is_about_all_of_them(
    law: Law, today: date, company: str, says: str
) -> None:
    """Everyone, some, or nobody for certain; then a line for each."""
    first, *each = seats(law, company, today)

    assert first == law.wording[says]
    assert len(each) == 2


def test_each_seat_is_judged_by_its_own_role(law: Law, today: date) -> None:
    """A landlord at the table does not close the way to the nurse, nor the other way round."""
    _, nurse, landlord = seats(law, "practice-nurse,landlord", today)

    assert nurse.startswith("Practice nurse: Yes, you may tell the practice nurse")
    assert landlord.startswith("Private landlord or property manager: None of these laws")


def test_the_whole_answer_is_for_the_first_who_may_be_told(law: Law, today: date) -> None:
    """Not for the one who was named first, and it says for whom."""
    facts = {**TOGETHER, "company": "landlord,practice-nurse"}
    table, *rest = meeting_blocks(law, facts, today)

    assert table["text"].splitlines()[:-1] == seats(law, "landlord,practice-nurse", today)
    assert "for the practice nurse" in table["text"].splitlines()[-1]
    assert rest == answer_blocks(law, {**TOGETHER, "recipient": "practice-nurse"}, today)


def test_danger_comes_before_the_table(law: Law, today: date) -> None:
    """111 is the first thing at a meeting too."""
    facts = {**TOGETHER, "company": "practice-nurse", "danger_now": "yes"}
    first, second, *_ = meeting_blocks(law, facts, today)

    assert (first["level"], second["type"]) == ("emergency", "text")


@pytest.mark.parametrize(
    ("facts", "at_a_table"),
    [
        pytest.param({**TOGETHER, "company": "practice-nurse,gp"}, True, id="a meeting"),
        pytest.param(TOGETHER, False, id="a meeting of nobody knows whom"),
        pytest.param({**TOGETHER, "company": "unknown"}, False, id="of people nobody is sure of"),
        pytest.param(TO_ONE, False, id="one who would be told"),
    ],
)
def test_the_answer_that_is_given_fits_what_has_happened(
    law: Law, today: date, facts: dict[str, str], *, at_a_table: bool
) -> None:
    """Seat by seat where there are seats."""
    draw = meeting_blocks if at_a_table else answer_blocks

    assert whole_answer(law, facts, today) == draw(law, facts, today)
