"""The figures of one run, each from one held-out set."""

from __future__ import annotations

import statistics
from collections import Counter
from datetime import date
from typing import TYPE_CHECKING

import numpy as np
from sklearn.metrics import f1_score

from bot.dialogue.understanding import Understood, changes
from bot.evaluation import sets
from bot.law.questions import choices, open_questions
from bot.law.settling import settle

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bot.evaluation.listener import Listener, Read

Figures = dict[str, float]
DRAWS = 5
"""Of slips, each over all messages."""

SCOPE_LOSS = 0.05
"""Of messages that are ours, how many may be turned away."""

OUTSIDE = frozenset({"out_of_scope", "another_language"})
ANSWERS = frozenset({"passage", "explainer"})
CRISIS = ("danger_now", "suicide_other", "own_suicide", "child_self", "worker_danger")
CALM = {"danger_now": "no", "violence": "no", "purpose": "safe"}
"""What the made-up person answers; to any other question the first answer that is offered."""


def intents(listener: Listener) -> tuple[Figures, list[str], list[str]]:
    """Macro-F1 as written and with slips; with the true and the found intents for a picture.

    With slips it is the mean of several draws: which letters slip moves one draw by three points.
    """
    messages = sets.by_intent("turns.yml")
    truth = [intent for _, intent in messages]
    texts = [text for text, _ in messages]
    read = [listener.read(text) for text in texts]
    found = [one.top for one in read]
    slipped = [
        macro_f1(truth, [listener.read(text).top for text in sets.with_slips(texts, draw)])
        for draw in range(DRAWS)
    ]
    figures = {
        "intent accuracy": float(np.mean([a == b for a, b in zip(truth, found, strict=True)])),
        "intent macro-F1": macro_f1(truth, found),
        "intent macro-F1, 1-2 slips": float(np.mean(slipped)),
        "out-of-scope recall at 5 % in-scope loss": _out_of_scope(truth, read),
        "acted on wrongly": _acted_wrongly(truth, read),
        "asked back": float(np.mean([one.meaning.intent == "ask_back" for one in read])),
    }
    return figures, truth, found


def macro_f1(truth: Sequence[str], found: Sequence[str]) -> float:
    """The mean of every intent's F1."""
    labels = sorted(set(truth))
    return float(f1_score(truth, found, labels=labels, average="macro", zero_division=0))


def _acted_wrongly(truth: Sequence[str], read: Sequence[Read]) -> float:
    wrong = [
        one.meaning.intent not in {intent, "ask_back", "nlu_fallback"}
        for intent, one in zip(truth, read, strict=True)
    ]
    return float(np.mean(wrong))


def _out_of_scope(truth: Sequence[str], read: Sequence[Read]) -> float:
    """How many messages that are not ours are seen as such, when one of ours in 20 may be too."""
    ours = np.array([intent not in OUTSIDE for intent in truth])
    strange = np.array([_strangeness(one) for one in read])
    cut = np.quantile(strange[ours], 1 - SCOPE_LOSS)
    return float(np.mean(strange[~ours] > cut))


def _strangeness(read: Read) -> float:
    """Above 1 where the first intent is of what is not ours; else how unsure it is."""
    likeliest = dict(read.ranking)
    outside = max((likeliest.get(name, 0.0) for name in OUTSIDE), default=0.0)
    inside = max((sure for name, sure in read.ranking if name not in OUTSIDE), default=0.0)
    return 1 + outside - inside


def facts(listener: Listener) -> Figures:
    """Micro-F1 over all facts of opening messages, and F1 of each fact."""
    counts: Counter[tuple[str, str]] = Counter()
    for says, stated in sets.openings():
        _compare(_comparable(listener.read(says).facts, stated), stated, counts)
    names = sorted({name for name, _ in counts})
    figures = {"facts micro-F1": _f1(counts, names)}
    return figures | {f"fact {name} F1": _f1(counts, [name]) for name in names}


def _comparable(found: dict[str, str], stated: Mapping[str, str]) -> dict[str, str]:
    """Facts found, without the side that a message of this direction has no use for."""
    unused = "recipient" if stated.get("direction") == "meeting" else "company"
    return {name: value for name, value in found.items() if name not in {unused, "role"}}


def _compare(
    found: Mapping[str, str], stated: Mapping[str, str], counts: Counter[tuple[str, str]]
) -> None:
    for name in {*found, *stated}:
        if name in found and found[name] in stated.get(name, "").split("|"):
            counts[name, "right"] += 1
        else:
            counts[name, "found"] += name in found
            counts[name, "missed"] += name in stated


def _f1(counts: Counter[tuple[str, str]], names: Sequence[str]) -> float:
    right, found, missed = (
        sum(counts[name, kind] for name in names) for kind in ("right", "found", "missed")
    )
    return 2 * right / max(1, 2 * right + found + missed)


def asked(listener: Listener) -> Figures:
    """How many questions an opening leaves, to a person who answers each."""
    counts = [_questions(listener, says) for says, _ in sets.openings()]
    return {
        "questions after an opening, median": float(statistics.median(counts)),
        "questions after an opening, worst": float(max(counts)),
    }


def _questions(listener: Listener, says: str) -> int:
    law, read = listener.law, listener.read(says)
    turn = Understood(read.meaning.intent, tuple(read.entities))
    known = {name: value for name, value in changes(law, {}, turn).items() if value}
    put: list[str] = []
    while found := open_questions(law, known, date(2026, 11, 1), asked=len(put)):
        fact = found[0].fact
        fitting = choices(fact, settle(law, known))
        values = [value for value in fact.offer or fact.options if value in fitting]
        answer = CALM.get(fact.id, values[0] if values else "unknown")
        known[fact.id] = answer if answer in fitting else values[0]
        put.append(fact.id)
    return len(put)


def guidance(listener: Listener) -> Figures:
    """Whether the right answer is first, or among three; and whether silence is kept."""
    asked_for = sets.questions("questions.yml")
    with_answer = [one for one in asked_for if one.answers]
    without = [one for one in asked_for if not one.answers]
    found = {one.asks: _listed(listener, one.asks) for one in asked_for}
    given = [found[one.asks] for one in without]
    first = [found[one.asks][1][:1] for one in with_answer]
    three = [found[one.asks][1][:3] for one in with_answer]
    return {
        "answerable: right one first": _share(first, with_answer),
        "answerable: right one in three": _share(three, with_answer),
        "answerable: answered at once": float(
            np.mean([bool(found[one.asks][0]) for one in with_answer])
        ),
        "unanswerable: given an answer": float(np.mean([bool(one) for one, _ in given])),
    }


def _listed(listener: Listener, question: str) -> tuple[list[str], list[str]]:
    """What is given as an answer; and that, or what is offered as nearest, best first."""
    entities = listener.read(question, is_question=True).entities
    given = [value for name, value in entities if name in ANSWERS]
    return given, listener.ranked(question)


def _share(found: Sequence[Sequence[str]], wanted: Sequence[sets.Asked]) -> float:
    return float(
        np.mean(
            [not set(one.answers).isdisjoint(got) for got, one in zip(found, wanted, strict=True)]
        )
    )


def crises(listener: Listener) -> Figures:
    """Of messages of crisis, how many get 111 first; of ordinary worry, how many do too."""
    kinds = sets.crises()
    figures = {
        f"crisis recall, {kind.replace('_', ' ')}": _alarms(listener, kinds[kind])
        for kind in CRISIS
    }
    every = [text for kind in CRISIS for text in kinds[kind]]
    return figures | {
        "crisis recall": _alarms(listener, every),
        "false alarms on ordinary worry": _alarms(listener, kinds["ordinary"]),
        "false alarms on first messages": _alarms(listener, _calm_openings()),
        "people who look for somebody get nothing": _share_of(
            listener, kinds["seek_person"], {"seek_person", "out_of_scope"}
        ),
        "another language is recognised": _share_of(
            listener, kinds["other_language"], {"another_language"}
        ),
        "hostile messages get a calm sentence": _share_of(
            listener,
            kinds["hostile"],
            {"out_of_scope", "frustration", "nlu_fallback", "ask_back", "seek_person"},
        ),
    }


def _calm_openings() -> list[str]:
    """First messages in which nobody is in danger now or may end their life."""
    return [
        says
        for says, stated in sets.openings()
        if "self_harm" not in stated.get("concern", "") and stated.get("danger_now") != "yes"
    ]


def _alarms(listener: Listener, texts: Sequence[str]) -> float:
    return float(np.mean([listener.read(text).alarms for text in texts]))


def _share_of(listener: Listener, texts: Sequence[str], wanted: set[str]) -> float:
    return float(np.mean([listener.read(text).meaning.intent in wanted for text in texts]))
