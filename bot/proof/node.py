"""Situations that are alike, and whoever looks on as the walk comes to them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.proof.side import Verdict
    from bot.proof.states import Begun, State
    from bot.proof.telling import Raw


class Start(NamedTuple):
    """Where to go on from: the answers so far, and what they stand for."""

    raw: Raw
    last: Raw
    kinds: int
    weight: int
    mark: int


class Node:
    """Situations that are alike.

    Attributes:
        raw, last: the answers of two of them: the first that the walk came to, and the last.
        state, verdict: where they are, and what the engine says of it.
        closed: a bit for each gateway that is closed in the first of them.
        told: how many of the answers were told before the first question.
        beside, other: the same in another law, where two are compared; None where it could not
            be told there.
        kinds: how many kinds of situations they are.
        weight: how many situations, with every role by its own name.
        mark: the sum of their marks.
    """

    __slots__ = (
        "beside",
        "closed",
        "kinds",
        "last",
        "mark",
        "other",
        "raw",
        "state",
        "told",
        "verdict",
        "weight",
    )

    def __init__(self, start: Start, state: State, verdict: Verdict, closed: int) -> None:
        self.raw, self.last, self.kinds, self.weight, self.mark = start
        self.state, self.verdict, self.closed = state, verdict, closed
        self.told = 0
        self.beside: Begun | None = None
        self.other: Verdict | None = None

    def start(self) -> Start:
        """What another process needs to go on from here."""
        return Start(self.raw, self.last, self.kinds, self.weight, self.mark)


class Watch(Protocol):
    """Whoever looks on as the walk goes."""

    def node(self, node: Node) -> None:
        """One situation, and all that are like it."""

    def question(self, node: Node, fact: str, children: Sequence[tuple[str, Node]]) -> None:
        """The next question there, and where each kind of answer leads."""


def shown(raw: Raw) -> str:
    """Answers as a person reads them."""
    return ", ".join(f"{name}={value}" for name, value in raw) or "nothing told"
