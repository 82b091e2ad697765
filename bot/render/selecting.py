"""Which findings an answer names, applies and shows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.law.model import BESIDE, ROUTES, WEIGHTY, Effect
from bot.law.resolve import Outcome
from bot.law.truth import UNKNOWN, YES

if TYPE_CHECKING:
    from bot.law.conditions import Leaf
    from bot.law.resolve import Finding, Resolution


def leading(resolution: Resolution) -> Finding | None:
    """The finding that the headline names: what must be done before what may be done."""
    for effect in (Effect.ADVICE, Effect.REQUIRES, Effect.REQUIRES_CONSIDERING):
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
            or (found.gateway.effect in BESIDE and not found.gateway.attaches_to)
        )
    ]


def also_open(resolution: Resolution) -> list[Finding]:
    """Other routes that are open besides what the headline names.

    Beside what has to be done, what may be done is left out, but for the ways that always stand.
    """
    chosen = leading(resolution)
    named = {found.gateway.id for found in (chosen,) if found}
    if resolution.lead and resolution.outcome is Outcome.CONSIDER:
        named.add(resolution.lead.gateway.id)
    return [
        found
        for found in resolution.findings
        if found.status is YES
        and found.gateway.effect in ROUTES
        and found.gateway.id not in named
        and (found.gateway.standing or resolution.outcome is not Outcome.REQUIRED)
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
        return finding.gateway.effect not in BESIDE and not is_silent(resolution, finding)
    turned_on = [leaf for leaf, _ in resolution.turned_on(finding)]
    one_of_many = all(leaf.silent for leaf in turned_on)
    other_direction = {leaf.fact for leaf in turned_on} == {"direction"}
    return finding.gateway.effect in ROUTES and not one_of_many and not other_direction


def is_silent(resolution: Resolution, finding: Finding) -> bool:
    """Whether what is not known about a gateway is not worth a word.

    That is so when nobody is asked for it, or another answer to the same question was chosen, or
    it was not asked because a better way is open.
    """
    lead, facts = resolution.lead, resolution.facts
    comes_after = lead is not None and finding.gateway.rank >= lead.gateway.rank

    def is_quiet(leaf: Leaf) -> bool:
        one_of_many = leaf.silent and facts.get(leaf.fact) in {None, *leaf.silent}
        if leaf.told_only or one_of_many:
            return True
        is_open = leaf.turns_on(facts) not in facts
        return is_open and (comes_after or not finding.can_open)

    unknown = [leaf for leaf, truth in resolution.turned_on(finding) if truth is UNKNOWN]
    return bool(unknown) and all(is_quiet(leaf) for leaf in unknown)
