"""Understanding as a whole, measured on messages that training never saw."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from rapidfuzz.distance import Levenshtein

from bot.evaluation import figures, sets
from bot.nlu.text import fold

if TYPE_CHECKING:
    from bot.evaluation.listener import Listener

HELD_OUT = Path(__file__).parents[1] / "held_out"
AT_LEAST_EXAMPLES = 60
ALL_OF_THEM = ("turns.yml", "openings.yml", "questions.yml", "crisis.yml", "choosing.yml")
FLOORS: dict[Any, dict[str, float]] = {
    figures.intents: {
        "intent macro-F1": 0.92,
        "intent macro-F1, 1-2 slips": 0.87,
        "out-of-scope recall at 5 % in-scope loss": 0.80,
    },
    figures.facts: {
        "facts micro-F1": 0.88,
        "fact sharer F1": 0.88,
        "fact recipient F1": 0.93,
        "fact direction F1": 0.93,
    },
    figures.guidance: {
        "answerable: right one first": 0.78,
        "answerable: right one in three": 0.88,
    },
    figures.crises: {
        "crisis recall": 0.95,
        "another language is recognised": 0.9,
    },
}
CEILINGS: dict[Any, dict[str, float]] = {
    figures.asked: {
        "questions after an opening, median": 3,
        "questions after an opening, worst": 9,
    },
    figures.guidance: {"unanswerable: given an answer": 0.1},
    figures.crises: {
        "false alarms on ordinary worry": 0.05,
        "false alarms on first messages": 0.07,
    },
}


def texts(name: str) -> list[str]:
    """Every message of a held-out file."""
    found = yaml.load((HELD_OUT / name).read_text("utf-8"), Loader=yaml.BaseLoader)  # noqa: S506 - strings only
    if isinstance(found, dict):
        return [text for listed in found.values() for text in listed]
    return [one.get("says") or one["asks"] for one in found]


@pytest.mark.parametrize("measure", FLOORS, ids=lambda one: one.__name__)
def test_each_figure_stays_above_its_floor(listener: Listener, measure: Any) -> None:
    """A little below what docs/measurements.md states, so that a change that costs is seen."""
    found = measure(listener)
    figures_of = found[0] if isinstance(found, tuple) else found

    assert {
        name: figures_of[name]
        for name, floor in FLOORS[measure].items()
        if figures_of[name] < floor
    } == {}


@pytest.mark.parametrize("measure", CEILINGS, ids=lambda one: one.__name__)
def test_each_cost_stays_below_its_ceiling(listener: Listener, measure: Any) -> None:
    """Questions asked, answers given in vain, and alarms that were none."""
    found = measure(listener)

    assert {
        name: found[name] for name, ceiling in CEILINGS[measure].items() if found[name] > ceiling
    } == {}


def test_the_held_out_sets_are_large_enough() -> None:
    """As many as the figures need to mean something."""
    unanswerable = [one for one in sets.questions("questions.yml") if not one.answers]
    crises = [
        text for kind, listed in sets.crises().items() if kind != "ordinary" for text in listed
    ]

    assert len(sets.by_intent("turns.yml")) >= 400
    assert len(sets.openings()) >= 120
    assert len(sets.questions("questions.yml")) >= 150
    assert len(unanswerable) >= 75
    assert len(crises) >= 60


@pytest.mark.parametrize("name", ALL_OF_THEM)
def test_no_held_out_message_is_near_a_training_message(
    examples: dict[str, list[str]], name: str
) -> None:
    """None is a training message with a few letters changed; short ones differ at all."""
    trained = {fold(line) for lines in examples.values() for line in lines}
    near = []
    for text in map(fold, texts(name)):
        allowed = max(2, len(text) // 8) if len(text) > 6 else 0
        near += [
            (text, line)
            for line in trained
            if abs(len(line) - len(text)) <= allowed
            and Levenshtein.distance(text, line, score_cutoff=allowed) <= allowed
        ]

    assert near == []


def test_every_intent_has_examples_enough(examples: dict[str, list[str]]) -> None:
    """None is learnt from a handful; no message has two intents."""
    every = [line.lower() for lines in examples.values() for line in lines]
    few = {name: len(lines) for name, lines in examples.items() if len(lines) < AT_LEAST_EXAMPLES}

    assert few == {}
    assert len(every) == len(set(every))


def test_a_word_that_is_an_example_is_understood_as_one(
    listener: Listener, examples: dict[str, list[str]]
) -> None:
    """Whatever the slips of others look like: "help" greeted once, for the sake of "helo"."""
    words = {line: name for name, lines in examples.items() for line in lines if line.isalpha()}
    taken = {word: listener.read(word).top for word in words}

    assert len(words) > 100
    assert {word: top for word, top in taken.items() if top != words[word]} == {}


def test_the_example_sentence_is_understood_whole(listener: Listener) -> None:
    """The sentence of the first page: its intent and its facts."""
    read = listener.read(
        "I teach year 3 and I'm worried one of my kids isn't being fed at home. "
        "can I tell the practice nurse?"
    )

    assert read.meaning.intent == "inform"
    assert read.facts == {
        "sharer": "state-school-teacher", "recipient": "practice-nurse", "subject": "child",
        "age": "under_14", "concern": "neglect", "direction": "thinking_of_sharing",
    }  # fmt: skip


@pytest.mark.parametrize("text", ["qwxz vbnm zzkk", "🙂🙂🙂", "?!", "asdf"])
def test_what_nobody_understands_is_not_acted_on(listener: Listener, text: str) -> None:
    """A message like nothing in training gets no guess."""
    assert listener.read(text).meaning.intent in {"nlu_fallback", "out_of_scope", "ask_back"}


def test_a_message_that_contradicts_itself_is_asked_about(listener: Listener) -> None:
    """Two jobs in two sentences: neither is taken."""
    read = listener.read("I'm a teacher. I'm a police officer.")

    assert ("torn", "sharer") in read.entities
    assert "sharer" not in read.facts


@pytest.mark.parametrize(
    "text",
    [
        "wait no i meant tell his mum",
        "family court stuff",
        "she's 9 and hits other kids",
        "how do i tell her mum",
    ],
)
def test_few_words_about_a_family_are_no_violence_in_it(listener: Listener, text: str) -> None:
    """What would change the answer is not taken from little; the words that tell of it are."""
    assert "family_violence" not in listener.read(text).facts
    assert listener.read("dad hits mum").facts["family_violence"] == "yes"


def test_a_message_of_which_only_a_name_was_left_out_has_no_intent(listener: Listener) -> None:
    """A slip can make such a message; the evaluation broke off at it."""
    read = listener.read("him")

    assert (read.top, read.confidence) == ("", 0.0)
