"""What a question that was not answered was about: a name of the closed sets, never its words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.dialogue.meaning import ANSWERS

if TYPE_CHECKING:
    from collections.abc import Sequence

QUESTION = "ask_guidance"
_NEARBY = ("nearest", "not_covered")
"""What comes near is said first: it is what the person was offered."""


def unanswered(intent: str, entities: Sequence[tuple[str, str]]) -> str:
    """The topic of a question that nothing answered.

    Args:
        intent: what the message came to.
        entities: entity and value, all of the closed sets.

    Returns:
        The passage or explainer that comes nearest, else the topic that is not covered; empty
        where something answers, or nothing was asked.
    """
    if intent != QUESTION or any(name in ANSWERS for name, _ in entities):
        return ""
    return next(
        (value for kind in _NEARBY for name, value in entities if name == kind),
        "",
    )
