"""What can be left out, and what is left out of a text."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class PersonalKind(str, Enum):
    """What was left out; its value is the word in the brackets that stand for it."""

    NAME = "name"
    PHONE = "phone"
    EMAIL = "email"
    ADDRESS = "address"
    DATE = "date"
    NUMBER = "number"
    LINK = "link"


@dataclass(frozen=True)
class Stretch:
    """A stretch of a text: from the character at ``start`` to before the one at ``end``."""

    kind: PersonalKind
    start: int
    end: int


@dataclass(frozen=True)
class Redacted:
    """A text without what could tell who somebody is.

    Attributes:
        text: with a placeholder for each thing that was left out, "[name]" or "[phone]".
        found: the kinds that were left out, each once, in the order of their first place.
    """

    text: str
    found: tuple[PersonalKind, ...] = ()
