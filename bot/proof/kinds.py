"""Answers that no gateway tells apart are one kind: one of them stands for all."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.law.conditions import Leaf, leaves
from bot.law.truth import NOT_SURE

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterator, Mapping

    from bot.law.model import Law

DIRECTION = "direction"
"""Told apart always: outcomes are listed, and worded, by it."""


@dataclass(frozen=True)
class Kind:
    """Answers to one fact that the law treats alike: ``value`` stands for all ``members``."""

    value: str
    members: tuple[str, ...]


def kinds(*laws: Law) -> dict[str, tuple[Kind, ...]]:
    """The kinds of answers to each fact of the first law; *not sure* is always one of its own.

    Two answers are of one kind when no law given tells them apart: not by a leaf of any gateway
    of any date (its values, unsettled, silent, or those whose place another fact settles), not
    by what they imply, and not by what they make sense with.
    """
    marks = [_Marks(law) for law in laws]
    found: dict[str, tuple[Kind, ...]] = {}
    for fact in laws[0].facts.values():
        alike: dict[Hashable, list[str]] = defaultdict(list)
        for value in fact.options:
            alike[tuple(mark.of(fact.id, value) for mark in marks)].append(value)
        found[fact.id] = (
            *(Kind(members[0], tuple(members)) for members in alike.values()),
            Kind(NOT_SURE, (NOT_SURE,)),
        )
    for fact in laws[0].facts.values():
        if fact.many:
            # One at the table, judged by their own role; who else is there changes nothing of it.
            found[fact.id] = found["recipient"]
    return found


class _Marks:
    """All by which one law tells the answers to a fact apart."""

    def __init__(self, law: Law) -> None:
        self._law = law
        self._sets: dict[str, set[frozenset[str]]] = defaultdict(set)
        for leaf in _leaves(law):
            for values in (leaf.values, leaf.unsettled, leaf.silent, leaf.asked_of):
                self._sets[leaf.fact].add(values)
            self._sets[leaf.fact].add(leaf.stays_open)
            if leaf.settled_by:
                self._sets[leaf.settled_by] |= {frozenset({"yes"}), frozenset({"no"})}
        for other, allowed in _rules(law):
            self._sets[other].add(frozenset(allowed))

    def of(self, fact_id: str, value: str) -> Hashable:
        """Equal for two answers exactly when this law treats them alike."""
        fact = self._law.facts.get(fact_id)
        option = fact.options.get(value) if fact else None
        if option is None:
            return None
        if fact_id == DIRECTION:
            return value
        sets = sorted(self._sets[fact_id], key=sorted)
        return (
            tuple(value in values for values in sets),
            tuple(sorted(option.implies.items())),
            tuple(sorted((other, tuple(some)) for other, some in option.only_with.items())),
        )


def _leaves(law: Law) -> Iterator[Leaf]:
    for gateway in law.gateways:
        for condition in (gateway.when, gateway.to):
            if condition is not None:
                yield from leaves(condition)


def _rules(law: Law) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Each fact that another makes sense with, and the values of it."""
    for fact in law.facts.values():
        yield from fact.only_with.items()
        yield from fact.assumed_unless.items()
        for option in fact.options.values():
            yield from option.only_with.items()


def sizes(found: Mapping[str, tuple[Kind, ...]]) -> str:
    """How many kinds each fact has, for whoever reads the figures."""
    return ", ".join(f"{name} {len(each)}" for name, each in found.items())
