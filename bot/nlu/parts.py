"""Who tells whom: which of the roles in a message is the sharer, which the recipient."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from bot.nlu.cues import CueBook, Skeleton, roles_in
from bot.nlu.phrases import Span
from bot.nlu.text import ARTICLES

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator, Mapping, Sequence

    from bot.nlu.text import Token

ORDER = ("asked", "want_to_ask", "sharer", "ask_leave", "aside", "recipient")
FILLERS = frozenset(
    "um er so well just please sorry i meant mean actually no it its is was to with at from for "
    "make that thats be should change wait oops not yes yeah oh and who them they one person "
    "somebody someone think probably maybe really will would ki mo na nga e he ko pea "
    "what about how also too then as well".split()
)


LISTS = frozenset({"and", "or", "n", "plus", "also"})
OWN = frozenset({"own", "local"})
THEIRS = frozenset("the te nga his her their my our".split())
"""Before a role, these tell of somebody else: nobody says "the nurse" of herself."""


class PartReader:
    """Tells roles apart by the words round them. ``cues`` is the content of ``cues.yml``."""

    def __init__(self, cues: dict[str, Any]) -> None:
        book = CueBook(cues["groups"])
        self._cues = {part: book.compile(cues[part]) for part in ORDER}
        self._directions = {
            "asked": book.compile(cues["asked_direction"]),
            "want_to_ask": book.compile(cues["want_to_ask_direction"]),
            "thinking_of_sharing": book.compile(cues["telling_direction"]),
        }
        self._teaches_at: dict[str, str] = cues["teaches_at"]

    def find(
        self,
        tokens: Sequence[Token],
        roles: Sequence[Span],
        line: Skeleton,
        said: Sequence[Span],
        parts: Mapping[int, str],
    ) -> Iterator[Span]:
        """Give sharer, recipient, direction and, where nothing tells, a bare role.

        Args:
            tokens: the message.
            roles: the roles found in it.
            line: the message with each role as its number.
            said: what shows who is asking without naming a role (*I teach*).
            parts: the part of each role that a cue placed (``places``).
        """
        sharer = self._sharer(tokens, roles, parts, said)
        if sharer is not None:
            yield sharer
        kind = next(
            (part for part in ("asked", "want_to_ask", "recipient") if part in parts.values()), ""
        )
        for number, part in sorted(parts.items()):
            if part == kind:
                yield replace(roles[number], entity="recipient")
                break
        direction = self._direction(kind, line, tokens)
        if direction is not None:
            yield direction
        yield from self._bare(tokens, roles, parts)

    def _bare(
        self, tokens: Sequence[Token], roles: Sequence[Span], parts: Mapping[int, str]
    ) -> Iterator[Span]:
        """Give the role that nothing is said of, or a list's first, where nothing else is said."""
        words = {token.norm for token in tokens}
        is_asked_about = len(roles) == 1 and "about" in words and words & {"what", "how"}
        parts = {} if is_asked_about else parts
        bare = [roles[number] for number in range(len(roles)) if number not in parts]
        is_list = len(bare) > 1 and not parts and is_alone(tokens, roles, LISTS)
        is_one = len(bare) == 1 and set(parts.values()) <= {"aside"} and is_alone(tokens, roles)
        if is_list or is_one:
            yield replace(bare[0], entity="role")
            if is_list or _before(tokens, bare[0], OWN) in THEIRS:
                yield replace(bare[0], entity="someone")

    def places(self, line: Skeleton) -> dict[int, str]:
        """Give each role its part; the first of ``ORDER`` whose cues hold it has it."""
        parts: dict[int, str] = {}
        for part in ORDER if "<" in line.line else ():
            for number in roles_in(self._cues[part], line.line):
                parts.setdefault(number, part)
        return parts

    def _sharer(
        self,
        tokens: Sequence[Token],
        roles: Sequence[Span],
        parts: Mapping[int, str],
        said: Sequence[Span],
    ) -> Span | None:
        named = [roles[number] for number, part in sorted(parts.items()) if part == "sharer"]
        if not named:
            return said[0] if said else None
        sharer = next((role for role in named if _before(tokens, role) == "as"), named[0])
        value = sharer.value
        if any(token.norm in {"teach", "teaching"} for token in tokens[: sharer.first]):
            value = self._teaches_at.get(value, value)
        return replace(sharer, entity="sharer", value=value)

    def _direction(self, kind: str, line: Skeleton, tokens: Sequence[Token]) -> Span | None:
        value = kind if kind in {"asked", "want_to_ask"} else None
        if value is None:
            value = next(
                (way for way, cue in self._directions.items() if cue.search(line.line)), None
            )
        if value is None or not tokens:
            return None
        return Span(0, len(tokens) - 1, "direction", value)


def _before(
    tokens: Sequence[Token], role: Span, passed: Container[str] = ("a", "an", "the")
) -> str:
    words: Iterable[str] = (token.norm for token in reversed(tokens[: role.first]))
    return next((word for word in words if word not in passed), "")


def is_alone(
    tokens: Sequence[Token], roles: Sequence[Span], words: Container[str] = FILLERS
) -> bool:
    """Whether the message is roles and nothing else that counts."""
    of_roles = {place for role in roles for place in range(role.first, role.last + 1)}
    rest = [token for place, token in enumerate(tokens) if place not in of_roles]
    return all(t.is_mark or t.norm in ARTICLES or t.norm in words for t in rest)
