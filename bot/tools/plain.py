"""Conditions in plain words, for nobody in particular: a tree of *all*, *any* and single points."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.law.conditions import All, Condition, Leaf, Not
from bot.render.days import spoken

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from bot.law.model import Gateway, InForce, Law
    from bot.law.truth import Truth

_GAP = re.compile(r"\{(\w+)\}")
ALL, ANY = "all of these", "at least one of these"


@dataclass(frozen=True)
class Twig:
    """A part of a condition: a single point, or several joined by *all* or *any*.

    A *not* has been moved to the points it stands over, so that each reads as one sentence.
    """

    joined: str = ""
    parts: tuple[Twig, ...] = ()
    leaf: Leaf | None = None
    negated: bool = False

    @property
    def holds(self) -> str:
        """The words for when this point speaks for the whole."""
        return plain(self._words(not self.negated))

    @property
    def fails(self) -> str:
        """The words for when it speaks against it."""
        return plain(self._words(self.negated))

    def truth(self, facts: Mapping[str, str]) -> Truth:
        """Whether it holds on the facts, its *not* included."""
        if self.leaf is None:
            choose = min if self.joined == ALL else max
            return choose(part.truth(facts) for part in self.parts)
        truth = self.leaf.truth(facts)
        return truth.negated() if self.negated else truth

    def _words(self, positive: bool) -> str:  # noqa: FBT001  the two sides of one leaf
        if self.leaf is None:
            return self.joined
        return self.leaf.holds if positive else self.leaf.fails

    def points(self) -> list[Twig]:
        """Every single point inside, in the order written."""
        if self.leaf is not None:
            return [self]
        return [point for part in self.parts for point in part.points()]


def twig(condition: Condition, *, negated: bool = False) -> Twig:
    """The condition as a tree without *not*, and with joins of one kind laid together."""
    if isinstance(condition, Leaf):
        return Twig(leaf=condition, negated=negated)
    if isinstance(condition, Not):
        return twig(condition.part, negated=not negated)
    is_all = isinstance(condition, All) is not negated
    joined = ALL if is_all else ANY
    parts: list[Twig] = []
    for part in condition.parts:
        inner = twig(part, negated=negated)
        parts += inner.parts if inner.joined == joined else (inner,)
    return parts[0] if len(parts) == 1 else Twig(joined, tuple(parts))


def plain(text: str) -> str:
    """A sentence of the law files with its gaps named instead of filled."""
    bare = " ".join(text.replace(" ({value})", "").split())
    return _GAP.sub(lambda gap: f"the {gap[1].replace('_', ' ')}", bare)


def answers(law: Law, leaf: Leaf, values: Iterable[str], *, most: int = 6) -> str:
    """Values of a leaf in words, in the order of the vocabulary, cut short when there are many."""
    options, wanted = law.facts[leaf.fact].options, set(values)
    labels = [option.label for value, option in options.items() if value in wanted]
    more = f", and {len(labels) - most} more" if len(labels) > most else ""
    return ", ".join(labels[:most]) + more


def kinds(law: Law, leaf: Leaf) -> str:
    """The lists that a role must be on, in words."""
    return " or ".join(law.memberships[name] for name in leaf.memberships)


def wanted(law: Law, point: Twig, *, most: int = 6) -> str:
    """What a point asks of its fact: a kind of role, or some of the answers."""
    leaf = point.leaf
    if leaf is None:
        return ""
    said = kinds(law, leaf) if leaf.memberships else answers(law, leaf, leaf.values, most=most)
    return (
        f"anyone but {said}"
        if point.negated and law.facts[leaf.fact].is_role
        else (f"anything but {said}" if point.negated else said)
    )


def days(in_force: InForce) -> str:
    """From when until when."""
    if in_force.dormant:
        return "not in force yet"
    start = f"from {spoken(in_force.start)}" if in_force.start else "always"
    return f"{start} until {spoken(in_force.end)}" if in_force.end else f"{start}, no end set"


def in_order(versions: Iterable[Gateway]) -> list[Gateway]:
    """Versions from the earliest on; what is not in force yet comes last."""
    return sorted(versions, key=lambda g: (g.in_force.dormant, str(g.in_force.start or "")))


def effect(gateway: Gateway) -> str:
    """What it does, as the law files name it."""
    return gateway.effect.value.replace("_", " ")
