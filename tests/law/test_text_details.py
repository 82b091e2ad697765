"""How texts are found, one small decision at a time, on passages and questions made up for it."""

from __future__ import annotations

import math
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from bot.law.explainers import Asked, answering, index_questions
from bot.law.search import Index, _is_common, build_index, find
from bot.law.stemming import stems
from bot.law.texts import Explainer, Passage, Source

if TYPE_CHECKING:
    from bot.law.model import Law

SOURCE = Source("s", "A page", "Somebody", "https://example.org", date(2026, 1, 1))
TEXTS = (
    *("apple common", "banana common", "cherry common"),
    *(
        "damson rare",
        "elder rare",
        "figs pear pear",
        "grape",
        "kiwi lemon",
        "kiwi lemon mango",
        "nut",
    ),
)
EXPLAINER = Explainer("e", "alpha bravo", ("alpha cargo",), date(2026, 1, 1), ())


def index(law: Law) -> Index:
    """Ten passages; one word stands in three of them, another in two."""
    passages = {
        str(number): Passage(str(number), text, "here", SOURCE, (f"topic{number}",))
        for number, text in enumerate(TEXTS)
    }
    synonyms = {"apple": ("pomme", "apfel"), "grape": ("apfel",)}
    return build_index(replace(law, passages=passages, synonyms=synonyms))


def found(law: Law, query: str) -> list[str]:
    """The passages that answer, best first."""
    return [passage.text for passage, _ in find(index(law), query)]


def test_a_word_that_many_passages_have_is_common(law: Law) -> None:
    """From three in ten on it tells none of them apart."""
    assert _is_common(index(law), "common") is True
    assert _is_common(index(law), "rare") is False


def test_half_of_the_words_is_no_answer(law: Law) -> None:
    """More than half of the telling words must be there."""
    assert found(law, "figs zebra") == []
    assert found(law, "figs pear zebra") == ["figs pear pear"]


def test_a_common_word_does_not_count_beside_a_telling_one(law: Law) -> None:
    """The common word alone would find three; beside another it finds nothing more."""
    assert found(law, "apple common") == ["apple common"]
    assert found(law, "common zebra") == []
    assert len(found(law, "common")) == 3


def test_the_best_comes_first(law: Law) -> None:
    """More of the words, a higher place."""
    assert found(law, "rare damson") == ["damson rare"]
    assert set(found(law, "rare")) == {"damson rare", "elder rare"}
    assert found(law, "kiwi lemon mango") == ["kiwi lemon mango", "kiwi lemon"]


def test_a_word_of_the_same_meaning_finds_it(law: Law) -> None:
    """Also one that means the same as two others."""
    assert found(law, "pomme") == ["apple common"]
    assert set(found(law, "apfel")) == {"apple common", "grape"}
    assert index(law).meaning["apfel"] == {*stems("apple"), *stems("grape")}


def test_words_weigh_what_they_tell(law: Law) -> None:
    """A word of every question weighs little, one of a single question more, a strange one most."""
    asked = index_questions(replace(law, explainers={"e": EXPLAINER}))

    assert asked.weights == {
        "alpha": math.log(3 / 2),
        "bravo": math.log(3),
        "cargo": math.log(3),
    }
    assert asked.unseen == math.log(3)
    assert [number for number, _ in asked.vectors] == [0, 0]


def test_just_alike_enough_is_alike() -> None:
    """The limit itself still counts."""
    weights = {"alpha": 3.0, "bravo": 4.0}
    asked = Asked((EXPLAINER,), ((0, {"alpha": 1.0}),), weights, unseen=1.0)

    assert answering(asked, "alpha bravo") == [EXPLAINER]
    assert answering(asked, "bravo") == []


def test_the_most_alike_comes_first(law: Law) -> None:
    """Of two that are alike enough."""
    other = replace(EXPLAINER, id="f", title="alpha delta", questions=())
    asked = index_questions(replace(law, explainers={"f": other, "e": EXPLAINER}))

    assert answering(asked, "alpha bravo") == [EXPLAINER]
    assert answering(asked, "alpha delta", most=2)[0] == other
