"""What is said in passing: in answers, in te reo, of somebody who is two things."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.nlu.test_reader import stated

if TYPE_CHECKING:
    from bot.evaluation.listener import Listener
    from bot.nlu.reader import Reader


@pytest.mark.parametrize(
    ("says", "fact", "value"),
    [
        ("so the wee one gets looked after", "ota_purpose", "reduce_risk"),
        ("in case they could step in", "ota_purpose", "reduce_risk"),
        ("well to get the girls some support", "ota_purpose", "reduce_risk"),
        ("hei tiaki i te tamaiti", "ota_purpose", "reduce_risk"),
        ("so her nurse can take a look", "ota_purpose", "assess"),
        ("to find out whats behind it", "ota_purpose", "assess"),
        ("for a safety plan i guess", "fva_purpose", "plan"),
        ("to see if the boys are alright", "request_purpose", "care_protection"),
        ("she said it was for a police inquiry", "request_purpose", "investigate_offence"),
        ("they are looking into some burglaries", "request_purpose", "investigate_offence"),
        ("they had a report of concern about him", "request_purpose", "care_protection"),
        ("he needs it for a custody case", "request_purpose", "proceedings"),
        ("its for the youth court", "request_purpose", "youth_justice"),
        ("his pop gives his nan hidings", "concern", "family_violence"),
        ("couldnt say if theres violence", "family_violence", "unknown"),
        ("nah no fv", "family_violence", "no"),
        ("nah theyre all good for now", "danger_now", "no"),
        ("scald on his foot", "concern", "harm"),
        ("9", "age", "under_14"),
    ],
)
def test_an_answer_in_passing_is_caught(reader: Reader, says: str, fact: str, value: str) -> None:
    """What telling would help with, what was asked for, and what is known of the rest."""
    assert stated(reader, says).get(fact) == value


@pytest.mark.parametrize(
    ("says", "fact"),
    [
        ("hes not ok right now", "danger_now"),
        ("so tired of this", "ota_purpose"),
        ("i could die haha", "serious_threat"),
        ("mum said they cut off the power", "request_purpose"),
        ("38", "age"),
    ],
)
def test_what_only_looks_like_an_answer_is_none(reader: Reader, says: str, fact: str) -> None:
    """The words stand there and say something else."""
    assert fact not in stated(reader, says)


def test_kin_that_are_something_else_are_that(reader: Reader) -> None:
    """A brother who is a cop would be told as one, and makes nobody here a relative."""
    found = stated(reader, "can i tell my brother whos a cop")

    assert found["recipient"] == "police-constable"
    assert "sharer" not in found


@pytest.mark.parametrize(
    ("says", "someone"), [("the midwife", True), ("her dean", True), ("midwife", False)]
)
def test_an_article_tells_of_somebody_else(reader: Reader, says: str, someone: bool) -> None:  # noqa: FBT001 - a row of the table
    """Nobody says "the midwife" of herself."""
    assert ("someone" in stated(reader, says)) == someone


@pytest.mark.parametrize(
    ("says", "role"),
    [
        ("ki te rata", "gp"),
        ("ki ngā pirihimana", "police"),
        ("ki te kura", "school"),
    ],
)
def test_te_reo_says_to_whom(reader: Reader, says: str, role: str) -> None:
    """Ki is "to"."""
    assert stated(reader, says)["recipient"] == role


def test_te_reo_says_who_asked(reader: Reader) -> None:
    """Nā ... i pātai: it was they who asked."""
    found = stated(reader, "nā ngā pirihimana i pātai mai")

    assert (found["direction"], found["recipient"]) == ("asked", "police")


@pytest.mark.parametrize(
    ("says", "sharer"),
    [
        ("this ones for my brother hes a coach, can he tell the school", "coach"),
        ("on behalf of my mum who is a midwife, can she ring plunket", "midwife"),
        ("this is for my friend, she is a nurse, can she tell OT", "nurse"),
    ],
)
def test_whoever_asks_for_somebody_speaks_as_they_would(
    listener: Listener, says: str, sharer: str
) -> None:
    """It is they who would share, and no relative of theirs."""
    assert listener.read(says).facts["sharer"] == sharer


def test_a_parent_who_asks_about_a_nurse_is_none(reader: Reader) -> None:
    """It is a question, and tells of nobody's job."""
    assert stated(reader, "im his dad, is a nurse allowed to tell")["sharer"] == "parent"


@pytest.mark.parametrize(
    "says",
    [
        "oh and another girl in my room has welts",
        "theres a second whanau too, no food in the house",
        "also a different lad, 15, who tags",
        "ive also got another student who cuts himself",
    ],
)
def test_another_worry_is_noticed(reader: Reader, says: str) -> None:
    """Kids, families, cases: one after the other."""
    assert stated(reader, says)["another"] == "yes"


@pytest.mark.parametrize("says", ["she bit another kid", "he was with a different teacher"])
def test_others_in_the_same_story_are_no_other_worry(reader: Reader, says: str) -> None:
    """They stand in it."""
    assert "another" not in stated(reader, says)


@pytest.mark.parametrize(
    ("says", "danger"),
    [
        ("its nothing urgent, he comes hungry", "no"),
        ("theyre safe now with koro", "no"),
        ("nobody is in danger", "no"),
        ("not sure if hes safe now", None),
        ("i hope theyre safe now", None),
    ],
)
def test_no_danger_is_heard_where_it_is_said(reader: Reader, says: str, danger: str | None) -> None:
    """And not where somebody hopes so."""
    assert stated(reader, says).get("danger_now") == danger


def test_a_job_and_its_place_are_one_in_either_order(listener: Listener) -> None:
    """What stands after the job is where, not what."""
    read = listener.read("social worker ngo. the kindy keeps calling about one of my families")

    assert read.facts["sharer"] == "ngo-social-worker"


def test_who_would_be_rung_to_ask_is_asked(listener: Listener) -> None:
    """Nothing is told them."""
    read = listener.read("teacher, can i call the old school to find out what happened to her")

    assert read.facts["direction"] == "want_to_ask"
