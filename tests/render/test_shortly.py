"""The same in fewer words, and what it rests on."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from bot.law.load import load_law
from bot.law.questions import open_questions
from bot.render import shortly
from bot.render.meeting import whole_answer

if TYPE_CHECKING:
    from bot.law.model import Law

LAW = load_law()
PERMITTED = {
    "danger_now": "no",
    "direction": "thinking_of_sharing",
    "sharer": "state-school-teacher",
    "recipient": "practice-nurse",
    "subject": "child",
    "concern": "neglect",
    "ota_purpose": "reduce_risk",
    "family_violence": "no",
}
MEETING = {name: value for name, value in PERMITTED.items() if name != "recipient"} | {
    "direction": "meeting",
    "company": "practice-nurse,landlord",
}


def test_an_answer_in_short_is_three_lines(law: Law, today: date) -> None:
    """The headline, the first thing to do and the first thing to hold back."""
    answer, do, hold_back = shortly.answer_in_short(law, PERMITTED, today).splitlines()

    assert answer == (
        "In short: Yes, you may tell the practice nurse, "
        "under section 66C of the Oranga Tamariki Act 1989."
    )
    assert do.startswith("What to do: Before you share under section 66C")
    assert hold_back.startswith("What to hold back: Share what bears on that purpose")


def test_where_there_is_nothing_to_do_nothing_is_made_up(law: Law, today: date) -> None:
    """Each line only where the whole answer has it."""
    answer = next(b for b in whole_answer(law, {}, today) if b["type"] == "answer")
    said = shortly.answer_in_short(law, {}, today)

    assert ("What to do: " in said) is bool(answer["duties"])
    assert ("What to hold back: " in said) is bool(answer["limits"])
    assert said.startswith(f"In short: {answer['headline']}")


def test_at_a_meeting_each_seat_has_its_line(law: Law, today: date) -> None:
    """In short it must not read as if everybody may be told, or nobody."""
    said = shortly.answer_in_short(law, MEETING, today)

    assert "Practice nurse: Yes, you may tell the practice nurse, under section 66C" in said
    assert "Private landlord or property manager: It is not certain yet" in said
    assert "Below is the whole answer" not in said
    assert "What to do: " in said


def test_a_meeting_whose_company_is_not_known_has_one_answer(law: Law, today: date) -> None:
    """There is no seat to speak of."""
    nobody = {name: value for name, value in MEETING.items() if name != "company"}

    assert shortly.answer_in_short(law, nobody, today).startswith("In short: It is not certain")


def test_an_answer_names_what_it_stands_on(law: Law, today: date) -> None:
    """Each provision once, by its name and address; then the page that is quoted."""
    first, *provisions, page = shortly.sources_of_answer(law, PERMITTED, today).splitlines()

    assert first == law.wording["sources"]
    assert 0 < len(provisions) <= shortly.MOST_SOURCES
    assert len(set(provisions)) == len(provisions)
    assert any(
        line.startswith("Oranga Tamariki Act 1989 s 66C: Section 66C") for line in provisions
    )
    assert all("https://" in line for line in (*provisions, page))
    assert "as at 2025-12-01" in page


def test_no_act_is_named_twice_in_a_line(law: Law, today: date) -> None:
    """The provision names its Act already."""
    said = shortly.sources_of_answer(law, PERMITTED, today)

    assert [line for line in said.splitlines() if line.count("Act 1989") > 1] == []


def test_what_is_open_comes_before_what_is_not_settled(law: Law, today: date) -> None:
    """The first lines are what the answer says yes by."""
    answer = next(b for b in whole_answer(law, PERMITTED, today) if b["type"] == "answer")
    status = {found["provision"]: found["status"] for found in answer["findings"]}
    _, *provisions, _ = shortly.sources_of_answer(law, PERMITTED, today).splitlines()
    shown = [status[line.partition(": ")[0]] for line in provisions]

    assert shown == sorted(shown)  # open, undecided
    assert "closed" not in shown


def test_a_meetings_sources_are_those_of_its_answer(law: Law, today: date) -> None:
    """Of the first who may be told: the whole answer was for them."""
    assert shortly.sources_of_answer(law, MEETING, today) == shortly.sources_of_answer(
        law, {**PERMITTED, "direction": "meeting"}, today
    )


def test_a_question_names_what_it_decides(law: Law, today: date) -> None:
    """As many provisions as can be read, then the page."""
    asked = next(q for q in open_questions(law, {"danger_now": "no"}, today, asked=0) if q.decides)
    _, *provisions, _ = shortly.sources_of_question(law, asked.decides).splitlines()

    assert provisions[0].startswith(f"{asked.decides[0].citation.provision}: ")
    assert len(provisions) <= shortly.MOST_SOURCES


def test_where_nothing_is_open_the_page_alone_is_named(law: Law) -> None:
    """The quotations still come from somewhere."""
    first, page = shortly.sources_of_question(law, ()).splitlines()

    assert first == law.wording["sources"]
    assert page.startswith("The words in quotation marks are from Sharing information")


def test_a_question_in_short_says_what_is_wanted(law: Law) -> None:
    """Without its explanation, and that a few words will do."""
    said = shortly.question_in_short(law, law.facts["danger_now"])

    assert said.startswith("All I need here: whether anyone is in danger right now? A few words")


@pytest.mark.parametrize("fact", LAW.facts)
def test_every_question_can_be_said_in_short(fact: str) -> None:
    """With no gap left open in it."""
    said = shortly.question_in_short(LAW, LAW.facts[fact])

    assert "{" not in said
    assert "\n" not in said


@pytest.mark.parametrize("name", LAW.explainers)
def test_every_explainer_has_a_first_sentence_that_answers(name: str) -> None:
    """Its first note, and nothing after it."""
    said = shortly.explainer_in_short(LAW, name)

    assert said == f"In short: {LAW.explainers[name].says[0].text}"
