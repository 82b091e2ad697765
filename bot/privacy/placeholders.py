"""What stands in the place of what was left out: "[phone]", and "[name 2]" for a second person."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.privacy.kinds import PersonalKind
from bot.privacy.tokens import bare

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.privacy.kinds import Stretch

MOST_PEOPLE = 20
"""From there on nobody keeps people apart, and a text full of names would grow."""

_NUMBERED = re.compile(r"\[name(?: (\d+))?\]")
_PARTS = re.compile(r"[\s\-]+")


class People:
    """Numbers for the people of one message, from the first that is free."""

    def __init__(self, text: str) -> None:
        """Those who were left out of it before keep their numbers."""
        self._next = 1 + max((int(n or 1) for n in _NUMBERED.findall(text)), default=0)
        self._known: dict[str, int] = {}

    def placeholder(self, name: str) -> str:
        """The same for the same name, and for a first name alone after the whole."""
        parts = [bare(part) for part in _PARTS.split(name) if part]
        number = next((self._known[part] for part in parts if part in self._known), None)
        if number is None:
            number = self._next
            self._next = min(self._next + 1, MOST_PEOPLE)
        for part in parts:
            self._known.setdefault(part, number)
        return "[name]" if number == 1 else f"[name {number}]"


def stand_ins(text: str, spans: Sequence[Stretch]) -> list[str]:
    """A placeholder for each span of a text; spans are in order."""
    people = People(text)
    return [
        people.placeholder(text[span.start : span.end])
        if span.kind is PersonalKind.NAME
        else f"[{span.kind.value}]"
        for span in spans
    ]


def put_in(text: str, spans: Sequence[Stretch]) -> str:
    """The text with a placeholder for each span; spans are in order and apart."""
    pieces, last = [], 0
    for span, placeholder in zip(spans, stand_ins(text, spans), strict=True):
        pieces += [text[last : span.start], placeholder]
        last = span.end
    return "".join([*pieces, text[last:]])
