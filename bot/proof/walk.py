"""Every interview there can be: the engine's next question, with every kind of answer, to the end.

Situations that go on alike are visited once and counted all. What is counted, and summed up in
marks, is each situation there is, with every role by its own name.
"""

from __future__ import annotations

import itertools
from dataclasses import replace
from typing import TYPE_CHECKING

from bot.law.model import Effect
from bot.law.truth import NOT_SURE
from bot.proof.marks import PRIME, mark_of
from bot.proof.node import Node, Start, shown

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Mapping, Sequence

    from bot.proof.kinds import Kind
    from bot.proof.node import Watch
    from bot.proof.states import Begun, States
    from bot.proof.telling import Raw

ASKED_AGAIN = 499
"""One arrival in so many is put to the engine itself."""


class EngineDiffers(AssertionError):
    """The engine says something else of a situation than was remembered of one like it."""


class Walk:
    """All interviews of people who told the facts ``told`` before the first question.

    ``beside`` is another law by which each situation is looked at too.
    """

    def __init__(
        self,
        states: States,
        kinds: Mapping[str, tuple[Kind, ...]],
        told: Sequence[str],
        beside: States | None = None,
    ) -> None:
        self._states, self._other, self._told = states, beside, tuple(told)
        self._apart = states.side.apart
        self._kinds = {
            name: tuple(
                (kind, mark_of(name, kind))
                for kind in found
                if self._apart.get(name, kind.value) == kind.value
            )
            for name, found in kinds.items()
        }
        self._left_out = {
            name: tuple(kind.value for kind in kinds[name] if kind.value != value)
            for name, value in self._apart.items()
        }
        self._danger = {g.id for g in states.side.in_force if g.effect is Effect.EMERGENCY}
        self.arrivals = 0
        self.asked_again = 0
        self.opened = self.closed = 0

    def openings(self) -> list[Node]:
        """Every way to tell these facts at first; nobody tells that they are not sure."""
        each = [
            [(name, kind, mark) for kind, mark in self._kinds[name] if kind.value != NOT_SURE]
            for name in self._told
        ]
        starts = []
        for choice in itertools.product(*each):
            weight, mark = 1, 1
            for _, kind, its_mark in choice:
                weight, mark = weight * len(kind.members), mark * its_mark % PRIME
            raw = tuple((name, kind.value) for name, kind, _ in choice)
            last = tuple((name, kind.members[-1]) for name, kind, _ in choice)
            starts.append(Start(raw, last, 1, weight, mark))
        return self.from_starts(starts, marked=False)

    def from_starts(self, starts: Iterable[Start], *, marked: bool = True) -> list[Node]:
        """Nodes of these; ``marked`` says that what became of gateways is in their marks."""
        found: dict[Hashable, Node] = {}
        for start in starts:
            begun = self._states.start(start.raw)
            if begun is not None:
                self._arrive(start, begun._replace(mark=1) if marked else begun, None, found)
        return list(found.values())

    def to_the_end(self, nodes: list[Node], watch: Watch, most: int) -> None:
        """From these, all with the same number of answers, for so many questions at most."""
        while nodes and len(nodes[0].raw) - len(self._told) <= most:
            nodes = self.step(nodes, watch)

    def step(self, nodes: list[Node], watch: Watch) -> list[Node]:
        """Look at each node, and answer its next question in every way."""
        found: dict[Hashable, Node] = {}
        for node in nodes:
            watch.node(node)
            if not node.verdict.questions:
                continue
            fact = node.verdict.questions[0]
            offered = self._states.offered(node.state, node.raw, fact)
            children = []
            for kind, its_mark in self._kinds[fact]:
                if kind.value not in offered:
                    continue
                answer = (fact, kind.value)
                raw = (*node.raw, answer)
                after = self._states.after(node.state, raw, answer)
                if after is None:
                    continue
                start = Start(
                    raw,
                    (*node.last, (fact, kind.members[-1])),
                    node.kinds,
                    node.weight * len(kind.members),
                    node.mark * its_mark % PRIME,
                )
                child = self._arrive(start, after, node, found)
                children.append((kind.value, child))
            watch.question(node, fact, children)
        return list(found.values())

    def _arrive(
        self, start: Start, begun: Begun, parent: Node | None, found: dict[Hashable, Node]
    ) -> Node:
        """The node of these situations, new or known."""
        self.arrivals += 1
        state, mark = begun.state, start.mark * begun.mark % PRIME
        beside = self._look_beside(start.raw, parent) if self._other else None
        node = found.get(state if beside is None else (state, beside.state))
        if node is None:
            node = self._new(start._replace(mark=mark), begun, parent, beside)
            found[state if beside is None else (state, beside.state)] = node
        else:
            node.last = start.last
            node.kinds += start.kinds
            node.weight += start.weight
            node.mark = (node.mark + mark) % PRIME
        if mark % ASKED_AGAIN == 0:
            self._ask_again(start.last, node)
        return node

    def _new(self, start: Start, begun: Begun, parent: Node | None, beside: Begun | None) -> Node:
        asked = len(start.raw) - len(self._told)
        closed = begun.closed | (parent.closed if parent else 0)
        verdict = self._states.verdict(begun.state, start.raw, asked, closed)
        node = Node(start, begun.state, verdict, closed)
        node.told = len(self._told)
        if self._other is not None and beside is not None:
            shut = beside.closed | (parent.beside.closed if parent and parent.beside else 0)
            node.beside = beside._replace(closed=shut)
            told = self._told_beside(start.raw)
            node.other = self._other.verdict(beside.state, told, asked, shut)
        return node

    def _ask_again(self, raw: Raw, node: Node) -> None:
        """Ask the engine by all of the law, also with each answer that was left out."""
        self.asked_again += 1
        is_open, is_closed = self._states.side.statuses(raw)
        self.opened |= is_open
        self.closed |= is_closed
        tellings = [raw, *self._with_left_out(raw)]
        for number, telling in enumerate(tellings):
            said = self._states.side.ask(telling, len(raw) - len(self._told))
            if number:
                said = replace(
                    said, weighty=tuple(w for w in said.weighty if w not in self._danger)
                )
            if said != node.verdict:
                raise EngineDiffers(
                    f"{shown(telling)}: the engine says {said}, but {node.verdict} of "
                    f"{shown(node.raw)}, which was taken to be alike. Something that it reads is "
                    "in no state."
                )

    def _with_left_out(self, raw: Raw) -> list[Raw]:
        return [
            tuple((n, value if n == name else v) for n, v in raw)
            for name, values in self._left_out.items()
            if (name, self._apart[name]) in raw
            for value in values
        ]

    def _told_beside(self, raw: Raw) -> Raw:
        known = self._other.side.telling.place if self._other else {}
        return tuple(answer for answer in raw if answer[0] in known)

    def _look_beside(self, raw: Raw, parent: Node | None) -> Begun | None:
        """Where these answers are in the other law; None where they could not be told there."""
        other = self._other
        told = self._told_beside(raw)
        if other is None or not other.side.telling.knows(told):
            return None
        if parent is None or parent.beside is None:
            return other.start(told)
        if raw[-1] not in told:
            return parent.beside
        return other.after(parent.beside.state, told, raw[-1])
