"""Conditions on facts: all, any, not, and one fact. Nothing else, on purpose."""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.law.truth import NO, NOT_SURE, UNKNOWN, YES, Truth

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping


@dataclass(frozen=True)
class Leaf:
    """One fact has one of some values.

    Attributes:
        values: those for which it holds.
        unsettled: those for which the law itself is not settled: unknown, and no question helps.
        holds, fails: each outcome in plain words.
        silent: those that say nothing either way: unknown, and no open point of the law.
        memberships: the lists that a role must be on, when the values came from them.
        settled_by: the yes/no fact that says whether a role in ``asked_of`` is on them.
        asked_of: roles whose place on the lists that fact settles.
        stays_open: of those, the ones that a no does not settle, since the law leaves it open.
        told_only: the fact is never asked, only taken when it is told.
    """

    fact: str
    values: frozenset[str]
    unsettled: frozenset[str]
    holds: str
    fails: str
    silent: frozenset[str] = frozenset()
    memberships: tuple[str, ...] = ()
    settled_by: str = ""
    asked_of: frozenset[str] = frozenset()
    stays_open: frozenset[str] = frozenset()
    told_only: bool = False

    def turns_on(self, facts: Mapping[str, str]) -> str:
        """The fact that decides it as things stand: its own, or the one that settles a role."""
        return self.settled_by if facts.get(self.fact) in self.asked_of else self.fact

    def is_unsettled(self, facts: Mapping[str, str]) -> bool:
        """Whether the law itself leaves it open on what was answered."""
        value = facts.get(self.fact)
        said_no = value in self.stays_open and facts.get(self.settled_by) == "no"
        return value in self.unsettled or said_no

    def truth(self, facts: Mapping[str, str], absent: Truth = UNKNOWN) -> Truth:
        """Whether it holds; ``absent`` stands for a fact that was never asked."""
        value = facts.get(self.fact)
        if value in self.asked_of:
            return self._settled(value or "", facts.get(self.settled_by), absent)
        if value is None:
            return UNKNOWN if self.told_only else absent
        if value == NOT_SURE or value in self.unsettled or value in self.silent:
            return UNKNOWN
        return YES if value in self.values else NO

    def _settled(self, role: str, answer: str | None, absent: Truth) -> Truth:
        if answer is None:
            return absent
        if answer == NOT_SURE:
            return UNKNOWN
        if answer == "yes":
            return YES
        return UNKNOWN if role in self.stays_open else NO


@dataclass(frozen=True)
class All:
    """Every part holds."""

    parts: tuple[Condition, ...]


@dataclass(frozen=True)
class AnyOf:
    """At least one part holds."""

    parts: tuple[Condition, ...]


@dataclass(frozen=True)
class Not:
    """The part does not hold."""

    part: Condition


Condition = Leaf | All | AnyOf | Not
Way = frozenset[tuple[Leaf, Truth]]
"""Leaves, each with the truth it would need: changes that together make a condition so."""

_SOMETHING_ELSE = "something else"


def evaluate(condition: Condition, facts: Mapping[str, str], absent: Truth = UNKNOWN) -> Truth:
    """Whether a condition holds on the facts: yes, no, or not known.

    ``absent`` is what a fact that was never asked counts as. With YES the outcome is the best
    that answers still to come could make of the condition.
    """
    if isinstance(condition, Leaf):
        return condition.truth(facts, absent)
    if isinstance(condition, Not):
        return evaluate(condition.part, facts, absent.negated()).negated()
    stop = NO if isinstance(condition, All) else YES
    found = stop.negated()
    for part in condition.parts:
        truth = evaluate(part, facts, absent)
        if truth is stop:
            return stop
        if truth is UNKNOWN:
            found = UNKNOWN
    return found


def leaves(condition: Condition) -> Iterator[Leaf]:
    """Every single-fact condition inside, in the order written."""
    if isinstance(condition, Leaf):
        yield condition
    elif isinstance(condition, Not):
        yield from leaves(condition.part)
    else:
        for part in condition.parts:
            yield from leaves(part)


def deciding(condition: Condition, facts: Mapping[str, str]) -> tuple[tuple[Leaf, Truth], ...]:
    """The leaves that fixed the outcome, each with its own truth.

    For *all* that fails, the one shortest reason; for *all* that holds, every part; for an
    unknown, the parts that are not known.
    """
    truth = evaluate(condition, facts)
    if isinstance(condition, Leaf):
        return ((condition, truth),)
    if isinstance(condition, Not):
        return deciding(condition.part, facts)
    same = [part for part in condition.parts if evaluate(part, facts) is truth]
    reasons = [deciding(part, facts) for part in same]
    one_is_enough = truth is (NO if isinstance(condition, All) else YES)
    if one_is_enough:
        return min(reasons, key=len)
    return tuple(itertools.chain.from_iterable(reasons))


def open_leaves(condition: Condition, facts: Mapping[str, str]) -> tuple[Leaf, ...]:
    """Leaves that are not known and could still decide the outcome; none once it is decided."""
    if evaluate(condition, facts) is not UNKNOWN:
        return ()
    return tuple(leaf for leaf, truth in deciding(condition, facts) if truth is UNKNOWN)


def ways(condition: Condition, facts: Mapping[str, str], wanted: Truth = YES) -> frozenset[Way]:
    """The smallest sets of changed leaves that would make the condition ``wanted``.

    Args:
        condition: what should come out otherwise.
        facts: how things stand now.
        wanted: YES or NO.

    Returns:
        Sets of (leaf, its needed truth); the empty set among them means "so already". No set
        contains another.
    """
    # One fact may stand in several leaves, so what each part needs is tried on the whole.
    possible = (way for way in _ways(condition, facts, wanted) if not _contradicts(way))
    return _smallest(
        way for way in possible if evaluate(condition, {**facts, **_example(way)}) is wanted
    )


def _ways(condition: Condition, facts: Mapping[str, str], wanted: Truth) -> frozenset[Way]:
    if isinstance(condition, Leaf):
        if evaluate(condition, facts) is wanted:
            return frozenset({frozenset()})
        return frozenset({frozenset({(condition, wanted)})})
    if isinstance(condition, Not):
        return _ways(condition.part, facts, wanted.negated())
    each = [_ways(part, facts, wanted) for part in condition.parts]
    every_part_needed = isinstance(condition, All) is (wanted is YES)
    if not every_part_needed:
        return frozenset().union(*each)
    return frozenset(frozenset().union(*choice) for choice in itertools.product(*each))


def _example(way: Way) -> dict[str, str]:
    """Values that make the changes: for a no, one that is in no list."""
    found = {leaf.fact: _SOMETHING_ELSE for leaf, truth in way if truth is NO}
    for leaf, truth in way:
        if truth is YES:
            same = [other.values for other, its in way if its is YES and other.fact == leaf.fact]
            found[leaf.fact] = min(leaf.values.intersection(*same))
    return found


def _contradicts(way: Way) -> bool:
    """Whether one fact would need values that exclude each other."""
    needed: dict[str, frozenset[str]] = {}
    for leaf, truth in way:
        if truth is YES:
            values = needed.get(leaf.fact, leaf.values) & leaf.values
            if not values:
                return True
            needed[leaf.fact] = values
    return any(
        leaf.fact in needed and needed[leaf.fact] <= leaf.values
        for leaf, truth in way
        if truth is NO
    )


def _smallest(sets: Iterable[Way]) -> frozenset[Way]:
    found = set(sets)
    return frozenset(one for one in found if not any(other < one for other in found))
