"""Mistyped words of the closed sets are put right; ordinary words never become them."""

from __future__ import annotations

import pytest

from bot.nlu.spelling import Speller
from bot.nlu.text import fold, words_of

KNOWN = [
    "police",
    "coach",
    "nurse",
    "receptionist",
    "counsellor",
    "kaiako",
    "acc",
    "friend",
    "court",
    "mp",
]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("poilce", "police"),
        ("polic", "police"),
        ("recptionst", "receptionist"),
        ("freind", "friend"),
        ("kaiaiko", "kaiako"),
        ("counseller", "counsellor"),
    ],
)
def test_a_mistyped_word_is_put_right(typed: str, meant: str) -> None:
    """One edit for words of five letters or more, two for nine or more."""
    assert Speller(KNOWN).word(typed) == meant


@pytest.mark.parametrize(
    "typed", ["couch", "polite", "purse", "course", "friends", "roach", "curt", "peach", "police"]
)
def test_an_ordinary_word_stays(typed: str) -> None:
    """An English word one edit away from a role is not that role."""
    assert Speller(KNOWN).word(typed) == typed


@pytest.mark.parametrize(
    "typed", ["ac", "accc", "mpp", "nurs", "poxyzce", "pooolice", "x" * 400, "pol1ce"]
)
def test_short_or_far_words_stay(typed: str) -> None:
    """Words under five letters, more than an edit away, over-long or with digits are left alone."""
    assert Speller(KNOWN).word(typed) == typed


def test_a_tie_is_left_alone() -> None:
    """Where two known words are equally near, neither is chosen."""
    assert Speller(["marae", "marau"]).word("maraq") == "maraq"


def test_macrons_and_apostrophes_do_not_count() -> None:
    """Kāinga Ora, Kainga Ora, whānau's and whanaus are matched alike."""
    assert fold("Kāinga Ora") == "kainga ora"
    assert words_of("Women’s Refuge") == words_of("womens refuge")
