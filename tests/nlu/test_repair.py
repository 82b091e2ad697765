"""Slips are put right before messages are compared, and words of the sector are left alone."""

from __future__ import annotations

import pytest

from bot.nlu.repair import Repairer, counted
from bot.nlu.sight import the_eyes
from bot.nlu.slips import mistyped

KNOWN = counted(["can I tell the police about the tamariki", "the police rang the kura again"])


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("polcie", "police"),
        ("tamarikki", "tamariki"),
        ("Whatt can i tel", "what can i tell"),
        ("schol", "school"),
    ],
)
def test_a_slip_is_put_right(typed: str, meant: str) -> None:
    """To a known word first, else to an English one."""
    assert Repairer(KNOWN).repair(typed) == meant


@pytest.mark.parametrize("typed", ["kura", "tamariki", "polite", "ot", "a", "x" * 40])
def test_a_real_or_known_word_stays(typed: str) -> None:
    """Te reo words that training has, English words, and what is too short or long to judge."""
    assert Repairer(KNOWN).repair(typed) == typed


def test_macrons_and_apostrophes_go() -> None:
    """People type them or not: it is the same word."""
    assert Repairer(KNOWN).repair("Tamāriki") == "tamariki"


def test_of_two_known_words_the_more_used_is_meant() -> None:
    """The likelier one."""
    assert Repairer({"nurse": 9, "purse": 1}).repair("wurse") == "nurse"


def test_slips_are_the_same_in_every_run() -> None:
    """One seed, one set of slips; each text keeps its place, and most have one."""
    texts = ["can I tell the police", "no", "she is always hungry at school"]

    assert list(mistyped(texts, 7)) == list(mistyped(texts, 7))
    assert list(mistyped(texts, 7)) != list(mistyped(texts, 8))
    assert list(mistyped(texts, 7))[1] == "no"


@pytest.mark.parametrize("word", ["scalds", "strangle", "hidings", "throttled"])
def test_no_word_that_harm_is_told_by_is_a_slip(word: str) -> None:
    """Scalds were read as scales, and 111 was not said."""
    assert the_eyes().words(f"she has {word}") == f"she has {word}"
