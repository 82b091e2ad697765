"""Which questions can still change the answer, cheapest first, and why each is asked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.law.conditions import All, Condition, Leaf, Not, open_leaves
from bot.law.model import WEIGHTY, Effect, Fact, Gateway, Law
from bot.law.resolve import Finding, Outcome, Resolution, resolve
from bot.law.truth import NO, UNKNOWN, YES, Truth

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date


@dataclass(frozen=True)
class Question:
    """A fact worth asking, and the gateways that its answer can still open or close."""

    fact: Fact
    decides: tuple[Gateway, ...]


def open_questions(law: Law, facts: Mapping[str, str], on: date) -> tuple[Question, ...]:
    """The questions that can still change the answer, cheapest first, then in the file's order.

    A fact is worth asking when a gateway that matters is undecided, could still open, and turns
    on that fact. A gateway matters when it comes before the one that leads, or when the person
    must hear of it anyway (danger, a requirement, a duty to consider). What the person is not
    sure of, or what the law leaves unsettled, is never asked again.

    Raises:
        NoLawInForce, UnknownAnswer: as in ``resolve``.
    """
    resolution = resolve(law, facts, on)
    feeds: dict[str, list[Gateway]] = {}
    for finding in resolution.findings:
        condition = _whole_condition(finding)
        if condition is None or not _matters(finding, resolution):
            continue
        if _at_best(condition, resolution.facts) is not YES:
            continue
        for leaf in open_leaves(condition, resolution.facts):
            gateways = feeds.setdefault(leaf.fact, [])
            if leaf.fact not in resolution.facts and finding.gateway not in gateways:
                gateways.append(finding.gateway)
    worth = [Question(law.facts[name], tuple(found)) for name, found in feeds.items() if found]
    order = {name: number for number, name in enumerate(law.facts)}
    return tuple(sorted(worth, key=lambda q: (q.fact.cost, order[q.fact.id])))


def _whole_condition(finding: Finding) -> Condition | None:
    """With the recipient, also for a gateway that stands whoever is told."""
    gateway = finding.gateway
    if gateway.when is None or gateway.to is None or finding.elsewhere:
        return finding.condition
    return All((gateway.when, gateway.to))


def _matters(finding: Finding, resolution: Resolution) -> bool:
    if finding.status is not UNKNOWN:
        return False
    effect, lead = finding.gateway.effect, resolution.lead
    if effect is Effect.EMERGENCY:
        return True
    if _is_settled(resolution):
        return False
    if effect in WEIGHTY or lead is None:
        return True
    return finding.gateway.rank < lead.gateway.rank and not _is_known_elsewhere(finding, resolution)


def _is_settled(resolution: Resolution) -> bool:
    """Whether it has to be handed over, or an adviser has to look first: nothing else matters."""
    return resolution.outcome is Outcome.REQUIRED or any(
        found.gateway.effect is Effect.ADVICE and found.status is YES
        for found in resolution.findings
    )


def _is_known_elsewhere(finding: Finding, resolution: Resolution) -> bool:
    """Whether the way leads to others than the one named, and that one is known."""
    return finding.elsewhere and "recipient" in resolution.facts


def _at_best(condition: Condition, facts: Mapping[str, str]) -> Truth:
    """The best that answers not given yet could make of a condition."""
    return _bound(condition, facts, YES)


def _bound(condition: Condition, facts: Mapping[str, str], hope: Truth) -> Truth:
    if isinstance(condition, Leaf):
        value = facts.get(condition.fact)
        if value is None:
            return hope
        if value in condition.values:
            return YES
        return UNKNOWN if value in condition.unsettled or value == "unknown" else NO
    if isinstance(condition, Not):
        return _bound(condition.part, facts, hope.negated()).negated()
    parts = [_bound(part, facts, hope) for part in condition.parts]
    return min(parts) if isinstance(condition, All) else max(parts)
