"""Facts in, findings out: what each gateway says, and which one leads."""

from __future__ import annotations

import enum
import functools
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from bot.law.conditions import Condition, deciding, evaluate, open_leaves
from bot.law.errors import NoLawInForce
from bot.law.model import ROUTES, Effect, Gateway, Law
from bot.law.settling import settle
from bot.law.truth import NO, UNKNOWN, YES, Truth

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

    Attributes:
        status: YES for open, NO for closed, UNKNOWN for undecided.
        elsewhere: it is a way to others than the one the person named (section 15, when that
            one is a nurse).
        known: the facts that it was found on, those it reads at least.
    """

    gateway: Gateway
    status: Truth
    elsewhere: bool = False
    known: Mapping[str, str] = field(default_factory=dict, repr=False, compare=False)

    @cached_property
    def can_open(self) -> bool:
        """Whether answers still to come could open it."""
        undecided = self.status is UNKNOWN and self._to_decide is not None
        return undecided and evaluate(self._to_decide, self.known, absent=YES) is YES  # type: ignore[arg-type]  # not None

    @cached_property
    def asks(self) -> tuple[str, ...]:
        """The facts, not known yet, that it turns on."""
        if self._to_decide is None:
            return ()
        named = (
            leaf.turns_on(self.known)
            for leaf in open_leaves(self._to_decide, self.known)
            if not leaf.told_only
        )
        return tuple(name for name in named if name not in self.known)

    @property
    def _to_decide(self) -> Condition | None:
        """What answers could still decide; who is told, only while that may be them."""
        return self.gateway.when if self.elsewhere else self.gateway.whole

    @property
    def is_route(self) -> bool:
        """Whether information may pass by it to the one the person named."""
        return self.gateway.effect in ROUTES and not self.elsewhere

    @property
    def condition(self) -> Condition | None:
        """What the status turns on, recipients included; None where it goes along with others."""
        return self.gateway.when if self.gateway.standing else self.gateway.whole


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
        Contradiction: two answers that cannot both be so.

    Source: docs/decisions/0006-three-valued-answers.md
    """
    known = settle(law, facts)
    in_force = law.in_force(on)
    if all(gateway.in_force.start is None for gateway in in_force):
        # What has no beginning (111, a warrant) is not law enough to answer by.
        starts = [gateway.in_force.start for gateway in law.gateways if gateway.in_force.start]
        raise NoLawInForce(on, min(starts))
    findings = {g.id: finding(g, known) for g in in_force if not g.attaches_to}
    for gateway in in_force:
        if gateway.attaches_to:
            findings[gateway.id] = _attached(gateway, known, findings)
    ordered = tuple([findings[gateway.id] for gateway in in_force])
    lead = next((found for found in ordered if found.status is YES and found.is_route), None)
    return Resolution(known, on, ordered, lead, _outcome(ordered, lead, known))


def finding(gateway: Gateway, facts: Mapping[str, str]) -> Finding:
    """What one gateway says on settled facts, whatever it goes along with.

    A gateway turns on few facts, so the same findings come again and again: they are kept.
    """
    key = (gateway, *map(facts.get, gateway.reads))
    found = _KEPT.get(key)
    if found is None:
        if len(_KEPT) >= MOST_KEPT:
            _KEPT.clear()
        found = _KEPT[key] = _worked_out(gateway, facts)
    return found


MOST_KEPT = 200_000
_KEPT: dict[tuple[object, ...], Finding] = {}


def _worked_out(gateway: Gateway, facts: Mapping[str, str]) -> Finding:
    if gateway.when is None or gateway.whole is None:
        return Finding(gateway, YES)
    read = {name: facts[name] for name in gateway.reads if name in facts}
    if not gateway.standing or gateway.to is None:
        return Finding(gateway, evaluate(gateway.whole, read), known=read)
    elsewhere = evaluate(gateway.to, read) is not YES
    return Finding(gateway, evaluate(gateway.when, read), elsewhere, read)


def _attached(
    gateway: Gateway, facts: Mapping[str, str], findings: Mapping[str, Finding]
) -> Finding:
    """As its hosts, and no further than its own condition where it has one."""
    hosts = [findings[host] for host in gateway.attaches_to if host in findings]
    along = max((host.status for host in hosts), default=NO)
    elsewhere = all(host.elsewhere for host in hosts if host.status is along)
    own = finding(gateway, facts).status
    return _go_along(gateway, min(along, own), elsewhere)


@functools.lru_cache(maxsize=1024)
def _go_along(gateway: Gateway, status: Truth, elsewhere: bool) -> Finding:  # noqa: FBT001 a key
    return Finding(gateway, status, elsewhere)


def _outcome(
    findings: tuple[Finding, ...], lead: Finding | None, facts: Mapping[str, str]
) -> Outcome:
    effects = {found.gateway.effect for found in findings if found.status is YES}
    if Effect.ADVICE in effects:
        # First, since privilege or a court's order may stand before what has to be given.
        return Outcome.GET_ADVICE
    if Effect.REQUIRES in effects:
        return Outcome.REQUIRED
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
        leaf.is_unsettled(facts) for leaf, truth in deciding(condition, facts) if truth is UNKNOWN
    )
