"""Which findings an answer names, applies and shows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.law.model import ROUTES, WEIGHTY, Effect
from bot.law.truth import UNKNOWN, YES

if TYPE_CHECKING:
    from bot.law.resolve import Finding, Resolution


def leading(resolution: Resolution) -> Finding | None:
    """The finding that the headline names: what must be done before what may be done."""
    for effect in (Effect.REQUIRES, Effect.ADVICE, Effect.REQUIRES_CONSIDERING):
        for finding in resolution.findings:
            if finding.gateway.effect is effect and finding.status is YES:
                return finding
    return resolution.lead


def applying(resolution: Resolution) -> list[Finding]:
    """Open gateways whose duties and limits the person takes on: the way chosen, and musts."""
    chosen = leading(resolution)
    names = {found.gateway.id for found in (chosen, resolution.lead) if found}
    return [
        found
        for found in resolution.findings
        if found.status is YES
        and (
            found.gateway.id in names
            or found.gateway.effect in WEIGHTY
            or names.intersection(found.gateway.attaches_to)
        )
    ]


def also_open(resolution: Resolution) -> list[Finding]:
    """Other routes that are open besides the one that leads."""
    chosen = leading(resolution)
    return [
        found
        for found in resolution.findings
        if found.status is YES
        and found.gateway.effect in ROUTES
        and found is not resolution.lead
        and found is not chosen
    ]


def is_open(resolution: Resolution, effect: Effect) -> bool:
    """Whether any gateway of this effect is open."""
    return any(
        found.gateway.effect is effect and found.status is YES for found in resolution.findings
    )


def is_shown(resolution: Resolution, finding: Finding) -> bool:
    """Every route is shown, open or not; what goes along with one only when it applies.

    A route for another direction (asking, when the person would share) is no route here.
    """
    if finding.status is YES:
        return True
    if finding.status is UNKNOWN:
        return not finding.gateway.attaches_to
    turned_on = {leaf.fact for leaf, _ in resolution.turned_on(finding)}
    return finding.gateway.effect in ROUTES and turned_on != {"direction"}
