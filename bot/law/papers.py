"""What a person takes away on paper: the record of an answer, and messages to copy."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.law.conditions import Condition

UNDECIDED = "undecided"
"""The way of deciding that every record has: nothing is decided yet."""

USUAL = "thinking_of_sharing"
"""What is taken to have happened where the person did not say."""


@dataclass(frozen=True)
class BlankLine:
    """Something to write by hand: its label, and how many lines it gets."""

    label: str
    lines: int


@dataclass(frozen=True)
class PaperSection:
    """One part of a record. ``shows`` names what of the answer, ``form`` how it is laid out."""

    id: str
    shows: str
    form: str
    title: str
    intro: str
    blanks: tuple[BlankLine, ...]


@dataclass(frozen=True)
class Decision:
    """A way in which the person may have decided, after one of ``directions`` had happened."""

    value: str
    directions: tuple[str, ...]
    label: str
    title: str
    says: str
    sections: tuple[PaperSection, ...]


@dataclass(frozen=True)
class LetterPart:
    """A paragraph; left out unless ``when`` holds and the gateway in ``says_of`` is open."""

    text: str
    when: Condition | None = None
    says_of: str = ""


@dataclass(frozen=True)
class Letter:
    """A message to copy, names blank. It is offered where ``when`` holds."""

    id: str
    title: str
    when: Condition
    parts: tuple[LetterPart, ...]


@dataclass(frozen=True)
class Papers:
    """All of ``data/law/record.yml`` and ``data/law/letters.yml``."""

    words: Mapping[str, str]
    decisions: tuple[Decision, ...]
    letters: tuple[Letter, ...]

    def ways(self, facts: Mapping[str, str]) -> dict[str, Decision]:
        """How the person may have decided on these facts, by value."""
        known = {each for decision in self.decisions for each in decision.directions}
        given = facts.get("direction", USUAL)
        direction = given if given in known else USUAL
        return {each.value: each for each in self.decisions if direction in each.directions}
