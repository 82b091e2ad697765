"""What would change the answer: the smallest sets of facts that open or close a gateway."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.law.conditions import Leaf, ways
from bot.law.truth import NO, YES, Truth

if TYPE_CHECKING:
    from bot.law.model import Gateway, Law
    from bot.law.resolve import Finding, Resolution

MOST_FACTS = 2
"""A change of more facts than this is another situation, not another answer."""


@dataclass(frozen=True)
class Change:
    """A smallest set of facts that would make a gateway ``becomes`` (YES open, NO closed)."""

    gateway: Gateway
    becomes: Truth
    needs: tuple[tuple[Leaf, Truth], ...]


def would_change(law: Law, resolution: Resolution) -> tuple[Change, ...]:
    """What would close the gateway that leads, and what would open one that would lead instead.

    Only facts that can be otherwise are named: never the person's own role.
    """
    found: list[Change] = []
    for finding in resolution.findings:
        if not finding.is_route or finding.condition is None:
            continue
        if finding is resolution.lead:
            found += _smallest(law, resolution, finding, NO)
        elif finding.status is not YES and _would_lead(finding, resolution):
            found += _smallest(law, resolution, finding, YES)
    return tuple(found)


def _would_lead(finding: Finding, resolution: Resolution) -> bool:
    """Whether opening it would change the answer, and not only add to the list."""
    lead = resolution.lead
    return lead is None or finding.gateway.rank < lead.gateway.rank


def _smallest(law: Law, resolution: Resolution, finding: Finding, wanted: Truth) -> list[Change]:
    """The smallest possible changes; several only where they are equally small."""
    assert finding.condition is not None  # noqa: S101 the caller chose findings that have one
    possible = [
        way
        for way in ways(finding.condition, resolution.facts, wanted)
        if way and len(way) <= MOST_FACTS and _can_be(law, resolution, way, wanted)
    ]
    if not possible:
        return []
    least = min(len(way) for way in possible)
    return [
        Change(finding.gateway, wanted, tuple(sorted(way, key=lambda need: need[0].fact)))
        for way in sorted(possible, key=str)
        if len(way) == least
    ]


def _can_be(
    law: Law, resolution: Resolution, way: frozenset[tuple[Leaf, Truth]], wanted: Truth
) -> bool:
    for leaf, _ in way:
        fact = law.facts[leaf.fact]
        if not fact.may_change or leaf.is_unsettled(resolution.facts):
            return False
        # Someone else may be told who is on a list; "not the one you named" is no advice.
        if fact.is_role and (wanted is NO or not leaf.memberships):
            return False
    return True
