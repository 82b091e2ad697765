"""Questions that are not about a fact: what was meant, and which topic comes nearest."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.law.truth import NOT_SURE

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.law.model import Law

    Block = dict[str, Any]

MEANING, TOPIC = "meaning", "topic"
"""What stands in the place of a fact in these questions."""


def which_was_meant(law: Law, intents: Iterable[str]) -> Block:
    """Do you mean one of these? Each with a button in the person's words."""
    options = [(name, law.wording[f"meaning_{name}"]) for name in intents]
    return _question(law, MEANING, "ask_back", options)


def which_now(law: Law, choices: Iterable[str]) -> Block:
    """Another worry, before the first has its answer: which of them comes now?"""
    options = [(name, law.wording[f"now_{name}"]) for name in choices]
    return _question(law, MEANING, "one_at_a_time", options, neither="the_same")


def nearest_topics(law: Law, names: Iterable[str]) -> Block:
    """What comes nearest to a question that nothing here surely answers."""
    options = [(name, title(law, name)) for name in names]
    return _question(law, TOPIC, "guidance_near", options)


def title(law: Law, name: str) -> str:
    """What a passage or an explainer is called on a button."""
    if name in law.explainers:
        return law.explainers[name].title
    passage = law.passages[name]
    return f"{passage.source.publisher}: {passage.place}"


def _question(
    law: Law,
    kind: str,
    words: str,
    options: Iterable[tuple[str, str]],
    neither: str = "none_of_these",
) -> Block:
    each = [{"value": value, "label": label} for value, label in options]
    return {
        "type": "question",
        "fact": kind,
        "text": law.wording[words],
        "why": law.wording[f"{words}_why"],
        "options": [*each, {"value": NOT_SURE, "label": law.wording[neither]}],
        "free_text": True,
    }
