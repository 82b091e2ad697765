"""Names that only what stands around them shows, and people called by a letter."""

from __future__ import annotations

import json

import pytest

from bot.privacy.lexicon import DATA, lexicon
from bot.privacy.redact import redact
from bot.tools.name_examples import NAME, sentences, with_names
from bot.tools.name_weights import digest, examples, learn


@pytest.mark.parametrize(
    ("says", "left"),
    [
        ("can I tell the GP that treasure is cutting herself", "[name]"),
        ("so miracle rocks up to kindy with a fat lip", "[name]"),
        ("saw angel with a black eye again", "[name]"),
        ("im a nurse, will aged 4 has a fracture", "[name]"),
        ("Hall has been charged before", "[name]"),
        ("the Woods children sleep three to a bed", "[name]"),
        ("bellas mum has a new boyfriend", "[name]"),
        ("i spoke to may and she cried", "[name]"),
        ("noa and tia wag every day", "[name] and [name 2]"),
        ("Cook has a history of violence", "[name]"),
        ("my student Matariki told me", "my student [name]"),
        ("found Oscar (4) wandering", "found [name] (4) wandering"),
        ("dad of Lincoln is ex army", "dad of [name] is ex army"),
        ("i asked dean why he was limping", "i asked [name] why"),
        ("HUNTER is fine but he lied", "[name] is fine"),
        ("roses mum is using and rivers arm is broken", "[name] mum is using and [name 2] arm"),
        ("dad picked up jade drunk", "dad picked up [name] drunk"),
        ("her mother, rose, is back", "her mother, [name], is back"),
        ("how do i get hope some help", "how do i get [name] some help"),
        ("family name Baker, three kids", "family name [name], three kids"),
        ("her name is lady and shes 5", "her name is [name] and shes 5"),
        ("from van Beek and de Souza", "from [name] and [name 2]"),
        ("and her sister rangimaria sleeps", "and her sister [name] sleeps"),
        ("roblox littlemissk9 and g0odkidd", "roblox [name] and [name 2]"),
    ],
)
def test_a_word_is_a_name_by_what_stands_around_it(says: str, left: str) -> None:
    """Though no list says that it is one, or it is one letter from a common word."""
    assert left in redact(says).text


@pytest.mark.parametrize(
    "says",
    [
        "will mum find out it was me",
        "Will dad be told",
        "may nan come to the hui",
        "hi will his mum get in trouble",
    ],
)
def test_a_question_about_kin_names_nobody(says: str) -> None:
    """The word begins it; somebody of that name has a mum who did something."""
    assert redact(says).text == says


def test_somebody_called_will_has_a_mum_who_did_something() -> None:
    """The same two words."""
    assert redact("will mum rang me").text == "[name] mum rang me"


@pytest.mark.parametrize(
    ("says", "left"),
    [
        ("Mrs K next door", "Mrs [name] next door"),
        ("baby L is failing", "baby [name] is failing"),
        ("J.T. is 13", "[name] is 13"),
        ("K. is 9 and scared", "[name] is 9 and scared"),
        ("child R disclosed to T, my aide", "child [name] disclosed to [name 2], my aide"),
        ("AJ and CJ are brothers", "[name] and [name 2] are brothers"),
        ("pt RW, 6, fractured arm", "pt [name], 6, fractured arm"),
        ("JP bashed him", "[name] bashed him"),
        ("Q and R both disclosed", "[name] and [name 2] both disclosed"),
    ],
)
def test_letters_stand_for_somebody(says: str, left: str) -> None:
    """With or without full stops."""
    assert redact(says).text == left


@pytest.mark.parametrize(
    "says",
    [
        "the wee girl I foster hurts herself",
        "Dad's P habit",
        "vitamin D and plan B",
        "OT and ED said N.Z. is fine",
        "we told them to be kind and honest",
        "a treasure of a story about the brave angel",
        "I told Internal Affairs and the Disputes Tribunal",
        "we go at Matariki, or in may, or on 3 june",
        "visa 2 of 3, on ritalin, approx 5 wks, n/a",
        "she was born in Guangzhou and he is in Mt Eden",
        "mother's D.O.B and the N.H.I. form",
        "her name is private, and his name is suppressed",
        "she left and hopes mum is ok, he marks attendance, the kings house",
        "plan A and B, hep A and C, vitamin D and K",
        "our dean said ask the principal, so did the judge in june",
        "some1 or any1 in room9, child1 and child2",
    ],
)
def test_no_name_is_seen_where_none_stands(says: str) -> None:
    """Letters, short forms, words in their place, and bodies with capitals."""
    assert redact(says).text == says


def test_the_weights_tell_a_place_for_a_name_from_one_for_a_word() -> None:
    """Learnt from a few sentences: the same word, and only what stands beside it differs."""
    marked = [f"so {NAME}pearl rocks up late", "he found one pearl on the beach"] * 20

    weights = learn(list(examples(marked)), seed=1)

    assert weights["-1=so"] > 0 > weights["-1=one"]


def test_the_same_seed_puts_in_the_same_names() -> None:
    """So that the file can be made again."""
    texts = sentences()[:50]

    first, second = (list(with_names(texts, lexicon(), 7)) for _ in range(2))

    assert first == second
    assert any(NAME in text for text in first)


def test_the_file_of_weights_is_plain_numbers() -> None:
    """Whole ones, by sign, and two sums to reach."""
    read = json.loads((DATA / "weights.json").read_text(encoding="utf-8"))

    assert set(read) == {"lists", "sure", "surer", "weights"}
    assert all(isinstance(weight, int) for weight in read["weights"].values())


def test_the_weights_were_learnt_with_the_lists_of_today() -> None:
    """A word moved from one list to another changes what can be said of it."""
    read = json.loads((DATA / "weights.json").read_text(encoding="utf-8"))

    assert read["lists"] == digest(), "run: python -m bot.tools.name_weights"
