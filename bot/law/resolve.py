"""Facts in, findings out: what each gateway says, and which one leads."""

from __future__ import annotations

import enum
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.law.conditions import All, Condition, deciding, evaluate
from bot.law.errors import NoLawInForce, UnknownAnswer
from bot.law.model import ROUTES, Effect, Gateway, Law
from bot.law.truth import NO, NOT_SURE, UNKNOWN, YES, Truth

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from bot.law.conditions import Leaf


class Outcome(str, enum.Enum):
    """What the findings come to for the one whom the person wants to tell."""

    REQUIRED = "required"
    PERMITTED = "permitted"
    CONSIDER = "consider"
    NOT_UNDER_THESE = "not_under_these"
    UNDECIDED = "undecided"
    GET_ADVICE = "get_advice"


@dataclass(frozen=True)
class Finding:
    """What one gateway says on these facts.

    ``status`` is YES for open, NO for closed, UNKNOWN for undecided; ``elsewhere`` says that it
    is a way to others than the one the person named (section 15, when that one is a nurse).
    """

    gateway: Gateway
    status: Truth
    elsewhere: bool = False

    @property
    def is_route(self) -> bool:
        """Whether information may pass by it to the one the person named."""
        return self.gateway.effect in ROUTES and not self.elsewhere

    @property
    def condition(self) -> Condition | None:
        """What the status turns on, recipients included; None where it goes along with others."""
        gateway = self.gateway
        if gateway.when is None or gateway.to is None or gateway.standing:
            return gateway.when
        return All((gateway.when, gateway.to))


@dataclass(frozen=True)
class Resolution:
    """All findings in order of preference, the one that leads, and what they come to."""

    facts: Mapping[str, str]
    on: date
    findings: tuple[Finding, ...]
    lead: Finding | None
    outcome: Outcome

    def turned_on(self, finding: Finding) -> tuple[tuple[Leaf, Truth], ...]:
        """The single-fact conditions that fixed a finding, each with its own truth."""
        condition = finding.condition
        return deciding(condition, self.facts) if condition is not None else ()

    def of(self, gateway_id: str) -> Finding:
        """The finding of one gateway.

        Raises:
            KeyError: that gateway is not in force on the day.
        """
        for finding in self.findings:
            if finding.gateway.id == gateway_id:
                return finding
        raise KeyError(gateway_id)


def settle(law: Law, facts: Mapping[str, str]) -> dict[str, str]:
    """Check every fact and add what the answers imply. What a person answered always stands.

    Raises:
        UnknownAnswer: a fact or a value that the vocabulary does not have.
    """
    settled: dict[str, str] = {}
    implied: dict[str, str] = {}
    for name, value in facts.items():
        fact = law.facts.get(name)
        if fact is None:
            raise UnknownAnswer("fact", name, law.facts)
        if value == NOT_SURE:
            settled[name] = value
            continue
        option = fact.options.get(value)
        if option is None:
            raise UnknownAnswer(f"answer to '{name}'", value, (*fact.options, NOT_SURE))
        settled[name] = value
        implied.update(option.implies)
    return {**implied, **settled}


def resolve(law: Law, facts: Mapping[str, str], on: date) -> Resolution:
    """Find what each gateway in force says about sharing.

    Args:
        law: all gateways, of any date.
        facts: answers by fact id; "unknown" for asked and not sure; absent for not asked.
        on: the day the information would be shared (a calendar day, no time zone).

    Returns:
        One finding for each gateway in force on that day, in order of preference.

    Raises:
        NoLawInForce: no provision covers the day. We never fall back to the nearest one.
        UnknownAnswer: a fact or a value that the vocabulary does not have.

    Source: docs/decisions/0006-three-valued-answers.md
    """
    known = settle(law, facts)
    in_force = [gateway for gateway in law.gateways if gateway.in_force.covers(on)]
    if all(gateway.in_force.start is None for gateway in in_force):
        starts = [gateway.in_force.start for gateway in law.gateways if gateway.in_force.start]
        raise NoLawInForce(on, min(starts))
    findings: dict[str, Finding] = {}
    for gateway in in_force:
        if not gateway.attaches_to:
            findings[gateway.id] = _finding(gateway, known)
    for gateway in in_force:
        if gateway.attaches_to:
            findings[gateway.id] = _attached(gateway, findings)
    ordered = tuple(findings[gateway.id] for gateway in in_force)
    lead = next((found for found in ordered if found.is_route and found.status is YES), None)
    return Resolution(known, on, ordered, lead, _outcome(ordered, lead, known))


def _finding(gateway: Gateway, facts: Mapping[str, str]) -> Finding:
    status = evaluate(gateway.when, facts) if gateway.when is not None else YES
    if gateway.to is None:
        return Finding(gateway, status)
    reaches = evaluate(gateway.to, facts)
    if gateway.standing:
        return Finding(gateway, status, elsewhere=reaches is not YES)
    return Finding(gateway, min(status, reaches))


def _attached(gateway: Gateway, findings: Mapping[str, Finding]) -> Finding:
    hosts = [findings[host] for host in gateway.attaches_to if host in findings]
    status = max((host.status for host in hosts), default=NO)
    open_hosts = [host for host in hosts if host.status is status]
    return Finding(gateway, status, elsewhere=all(host.elsewhere for host in open_hosts))


def _outcome(
    findings: tuple[Finding, ...], lead: Finding | None, facts: Mapping[str, str]
) -> Outcome:
    effects = {found.gateway.effect for found in findings if found.status is YES}
    if Effect.REQUIRES in effects:
        return Outcome.REQUIRED
    if Effect.ADVICE in effects:
        return Outcome.GET_ADVICE
    if Effect.REQUIRES_CONSIDERING in effects:
        return Outcome.CONSIDER
    if lead is not None:
        return Outcome.PERMITTED
    undecided = [found for found in findings if found.is_route and found.status is UNKNOWN]
    if not undecided:
        return Outcome.NOT_UNDER_THESE
    if all(_law_is_unsettled(found, facts) for found in undecided):
        return Outcome.GET_ADVICE
    return Outcome.UNDECIDED


def _law_is_unsettled(finding: Finding, facts: Mapping[str, str]) -> bool:
    """Whether every open point is one that no answer of the person can settle."""
    condition = finding.condition
    return condition is not None and all(
        facts.get(leaf.fact) in leaf.unsettled
        for leaf, truth in deciding(condition, facts)
        if truth is UNKNOWN
    )
