"""What the walk came to: how many situations have each outcome, and what was found broken."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from bot.proof.invariants import AT_EACH, AT_QUESTIONS
from bot.proof.marks import PRIME
from bot.proof.side import OPEN_TOO, PERHAPS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.proof.node import Node
    from bot.proof.states import States
    from bot.proof.telling import Raw

MOST_SHOWN = 5
MOVED_SHOWN = 3


class Label(NamedTuple):
    """What situations are sorted by: the outcome, what leads, and what must be heard of."""

    direction: str
    outcome: str
    lead: str
    weighty: tuple[str, ...]

    def __str__(self) -> str:
        """As a person reads it."""
        also = f", {' and '.join(self.weighty)}" if self.weighty else ""
        lead = f" by {self.lead}" if self.lead else ""
        return f"{self.direction or 'not said'}: {self.outcome}{lead}{also}"


@dataclass
class Count:
    """Situations of a kind: their number, with and without every role by its own name."""

    kinds: int = 0
    weight: int = 0
    finished: int = 0
    mark: int = 0
    shown: list[Raw] = field(default_factory=list)

    def add(self, other: Count, most: int = 1) -> None:
        """Take another's in."""
        self.kinds += other.kinds
        self.weight += other.weight
        self.finished += other.finished
        self.mark = (self.mark + other.mark) % PRIME
        self.shown += other.shown[: most - len(self.shown)]


@dataclass
class Ledger:
    """Everything that one walk, or many, came to."""

    outcomes: dict[Label, Count] = field(default_factory=dict)
    moves: dict[tuple[Label, Label], Count] = field(default_factory=dict)
    answers: dict[tuple[object, ...], Raw] = field(default_factory=dict)
    broken: dict[str, list[str]] = field(default_factory=dict)
    asked: set[str] = field(default_factory=set)
    changed: set[str] = field(default_factory=set)
    most_questions: int = 0
    nodes: int = 0
    arrivals: int = 0
    asked_again: int = 0
    opened: int = 0
    closed: int = 0

    def breaks(self, name: str, message: str) -> None:
        """Keep a few of what is broken, and the number of all."""
        found = self.broken.setdefault(name, [])
        if len(found) < MOST_SHOWN and message not in found:
            found.append(message)

    def add(self, other: Ledger) -> None:
        """Take another's in."""
        for label, count in other.outcomes.items():
            self.outcomes.setdefault(label, Count()).add(count)
        for pair, count in other.moves.items():
            self.moves.setdefault(pair, Count()).add(count, MOVED_SHOWN)
        self.answers = {**other.answers, **self.answers}
        for name, messages in other.broken.items():
            for message in messages:
                self.breaks(name, message)
        self.asked |= other.asked
        self.changed |= other.changed
        self.most_questions = max(self.most_questions, other.most_questions)
        self.nodes += other.nodes
        self.arrivals += other.arrivals
        self.asked_again += other.asked_again
        self.opened |= other.opened
        self.closed |= other.closed

    def kinds(self) -> int:
        """How many kinds of situations."""
        return sum(count.kinds for count in self.outcomes.values())

    def weight(self) -> int:
        """How many situations, with every role by its own name."""
        return sum(count.weight for count in self.outcomes.values())

    def finished(self) -> int:
        """How many kinds of them leave no question."""
        return sum(count.finished for count in self.outcomes.values())


class Watcher:
    """Looks on at one walk and keeps its ledger."""

    def __init__(self, states: States, told: int, beside: States | None = None) -> None:
        self.ledger = Ledger()
        self._states, self._told, self._other = states, told, beside

    def node(self, node: Node) -> None:
        """Count it, and hold what must be so of every situation against it."""
        ledger, verdict = self.ledger, node.verdict
        finished = 0 if verdict.questions else node.kinds
        count = Count(node.kinds, node.weight, finished, node.mark, [node.raw])
        label = self._label(self._states, node)
        ledger.outcomes.setdefault(label, Count()).add(count)
        words = node.state.words & {OPEN_TOO, PERHAPS}
        ledger.answers.setdefault((label, words), node.raw)
        ledger.nodes += 1
        for check in AT_EACH:
            for message in check(node):
                ledger.breaks(check.__name__, message)
        if self._other is not None:
            before = self._label_beside(node)
            if before != label:
                moved = ledger.moves.setdefault((before, label), Count())
                moved.add(count, MOVED_SHOWN)

    def question(self, node: Node, fact: str, children: Sequence[tuple[str, Node]]) -> None:
        """Hold what must be so of every question against it."""
        self.ledger.asked.add(fact)
        ledger, asked = self.ledger, len(node.raw) - self._told + 1
        ledger.most_questions = max(ledger.most_questions, asked)
        if fact in self._states.side.apart or len({c.state[1:] for _, c in children}) > 1:
            ledger.changed.add(fact)
        for check in AT_QUESTIONS:
            for message in check(self._states, node, fact, children):
                ledger.breaks(check.__name__, message)

    @staticmethod
    def _label(states: States, node: Node) -> Label:
        verdict = node.verdict
        direction = states.direction(node.state)
        return Label(direction, verdict.outcome.value, verdict.lead, verdict.weighty)

    def _label_beside(self, node: Node) -> Label:
        if self._other is None or node.beside is None or node.other is None:
            return Label("", "could not be told", "", ())
        other = node.other
        direction = self._other.direction(node.beside.state)
        return Label(direction, other.outcome.value, other.lead, other.weighty)
