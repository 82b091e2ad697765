"""What people want, measured on messages that training never saw."""

from __future__ import annotations

import warnings
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from rapidfuzz.distance import Levenshtein
from sklearn.metrics import f1_score, recall_score

from bot.nlu.text import fold

if TYPE_CHECKING:
    from collections.abc import Callable

    Parse = Callable[[str], dict[str, Any]]

HELD_OUT = Path(__file__).parents[1] / "held_out"
AT_LEAST = {
    "raise_concern": 80,
    "been_asked": 40,
    "want_to_ask": 40,
    "affirm": 20,
    "deny": 20,
    "not_sure": 20,
    "give_role": 30,
    "give_recipient": 30,
    "give_concern": 40,
    "correct": 40,
    "why": 20,
    "ask_guidance": 60,
    "emergency": 60,
    "start_again": 20,
    "forget_me": 20,
    "help": 20,
    "greet": 15,
    "thanks": 10,
    "goodbye": 10,
    "out_of_scope": 60,
    "stop": 20,
    "talk_to_person": 20,
}


def messages(name: str) -> list[tuple[str, str]]:
    """Give the held-out messages of a file as pairs of message and intent."""
    by_intent = yaml.safe_load((HELD_OUT / name).read_text("utf-8"))
    return [(str(text), intent) for intent, texts in by_intent.items() for text in texts]


def top_intent(parse: Parse, text: str) -> str:
    """Give the classifier's first intent, before the threshold has its say."""
    ranking = [one["name"] for one in parse(text)["intent_ranking"]]
    return str(next(name for name in ranking if name != "nlu_fallback"))


@pytest.mark.parametrize(
    ("name", "macro_f1", "each_recall"),
    [
        pytest.param("intents.yml", 0.92, 0.75, id="the set that steered the training messages"),
        # One of six messages that give a worry: three tell of fresh harm, and emergency is tuned to
        # over-react (docs/decisions/0005-understanding.md). Any two of six were 0.33 before.
        pytest.param("blind.yml", 0.74, 0.15, id="the set that steered little"),
    ],
)
def test_held_out_messages_are_understood(
    parse: Parse, name: str, macro_f1: float, each_recall: float
) -> None:
    """Macro-F1 and every intent's recall stay above the floor."""
    truth = [intent for _, intent in messages(name)]
    found = [top_intent(parse, text) for text, _ in messages(name)]
    intents = sorted(set(truth))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        recalls = recall_score(truth, found, labels=intents, average=None)

    assert f1_score(truth, found, labels=intents, average="macro") >= macro_f1
    assert {i: r for i, r in zip(intents, recalls, strict=True) if r < each_recall} == {}


def test_held_out_messages_are_enough_and_in_every_intent() -> None:
    """At least 200 messages, and each intent has some."""
    held_out = messages("intents.yml")

    assert len(held_out) >= 200
    assert {intent for _, intent in held_out} == set(AT_LEAST)


@pytest.mark.parametrize("name", ["intents.yml", "blind.yml"])
def test_no_held_out_message_is_near_a_training_message(
    examples: dict[str, list[str]], name: str
) -> None:
    """None is a training message with a few letters changed."""
    trained = [fold(line) for lines in examples.values() for line in lines]
    near = [
        (text, line)
        for text, _ in messages(name)
        for line in trained
        if len(text) > 6 and Levenshtein.distance(fold(text), line) <= max(2, len(line) // 6)
    ]

    assert near == []


def test_no_short_held_out_message_is_a_training_message(examples: dict[str, list[str]]) -> None:
    """Messages too short for edit distance differ at least in a letter."""
    trained = {fold(line) for lines in examples.values() for line in lines}

    assert [
        text for text, _ in messages("intents.yml") + messages("blind.yml") if fold(text) in trained
    ] == []


def test_every_intent_has_examples_enough(examples: dict[str, list[str]]) -> None:
    """Training messages per intent do not fall below the agreed number; none has two intents."""
    every = [line.lower() for lines in examples.values() for line in lines]

    assert {i: len(examples[i]) for i, n in AT_LEAST.items() if len(examples[i]) < n} == {}
    assert len(every) == len(set(every))


def test_the_example_sentence_is_understood_whole(parse: Parse) -> None:
    """The sentence of the first page: its intent and its five facts."""
    parsed = parse(
        "I teach year 3 and I'm worried one of my kids isn't being fed at home. "
        "can I tell the practice nurse?"
    )
    facts = {one["entity"]: one["value"] for one in parsed["entities"]}

    assert parsed["intent"]["name"] == "raise_concern"
    assert facts == {
        "sharer": "state-school-teacher", "recipient": "practice-nurse", "subject": "child",
        "concern": "neglect", "direction": "thinking_of_sharing",
    }  # fmt: skip


@pytest.mark.parametrize("text", ["qwxz vbnm zzkk", "🙂🙂🙂", "Ich möchte ein Zimmer buchen"])
def test_what_nobody_understands_falls_back(parse: Parse, text: str) -> None:
    """A message like nothing in training is not acted on."""
    assert parse(text)["intent"]["name"] in {"nlu_fallback", "out_of_scope"}
