"""Somebody else who would be told, while it is still worked out what the one who asked may have."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.dialogue.understanding import Understood


def keep_who_asked(facts: Mapping[str, str], found: dict[str, str], turn: Understood) -> None:
    """Who asked stays, where it is "and can I tell the school too": that comes after the answer."""
    if is_for_later(facts, turn):
        found.pop("recipient", None)
        found.pop("direction", None)


def is_for_later(facts: Mapping[str, str], turn: Understood) -> bool:
    """Whether somebody else would be told than who asked, while that is still being worked out."""
    said = dict(turn.entities)
    is_open = bool(turn.asked) and turn.asked != "recipient" and turn.intent != "correct"
    is_else = said.get("recipient", facts.get("recipient")) != facts.get("recipient")
    would_tell = said.get("direction") == "thinking_of_sharing"
    return is_open and facts.get("direction") == "asked" and would_tell and is_else
