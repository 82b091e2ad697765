"""What must be so of a law as a whole, and of all its situations together."""

from __future__ import annotations

import itertools
from dataclasses import replace
from typing import TYPE_CHECKING

from bot.law.errors import Contradiction
from bot.law.model import Effect
from bot.law.resolve import finding, resolve
from bot.law.settling import with_implied
from bot.law.truth import NOT_SURE, YES
from bot.proof.kinds import kinds
from bot.proof.side import Side

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import date

    from bot.law.model import Gateway, Law
    from bot.proof.ledger import Ledger

UNDER_18 = ("child", "young_person", "under_18", "class")
WORRIES = ("harm", "neglect", "wellbeing", "family_violence", "self_harm")


def danger_is_an_emergency(law: Law, day: date, _: Ledger) -> Iterator[str]:
    """Whatever else is known, danger now opens a gateway for emergencies, the first of all."""
    found = [g for g in law.in_force(day) if g.effect is Effect.EMERGENCY]
    if not found or law.in_force(day)[0] is not found[0]:
        yield "no gateway for emergencies comes first"
    for gateway in found:
        for facts in _facts(law, gateway, {"danger_now": ("yes",)}):
            if finding(gateway, facts).status is not YES:
                yield f"{gateway.id} is not open: {facts}"


def a_concern_may_always_be_reported(law: Law, day: date, _: Ledger) -> Iterator[str]:
    """Section 15 is open to everybody with a worry about someone under 18, whoever is told."""
    gateway = law.gateway("ota.s15", day)
    told = {"subject": UNDER_18, "concern": WORRIES}
    for facts in _facts(law, gateway, told):
        if finding(gateway, facts).status is not YES:
            yield f"{gateway.id} is not open: {facts}"


def _facts(
    law: Law, gateway: Gateway, told: dict[str, tuple[str, ...]]
) -> Iterator[dict[str, str]]:
    """Every kind of value of each fact that it reads, and none; those told have these values."""
    values: dict[str, tuple[str | None, ...]] = {
        name: (None, *(kind.value for kind in found))
        for name, found in kinds(replace(law, gateways=(gateway,))).items()
        if name in gateway.reads
    }
    values.update(told)
    for choice in itertools.product(*values.values()):
        both = zip(values, choice, strict=True)
        yield {name: value for name, value in both if value is not None}


def each_gateway_opens_and_closes(law: Law, day: date, ledger: Ledger) -> Iterator[str]:
    """Every gateway in force is open somewhere and closed somewhere; a dormant one nowhere."""
    side = Side(law, day)
    for gateway in side.in_force:
        bit = side.bit[gateway.id]
        if not ledger.opened & bit and not _opens(law, day, gateway, ledger):
            yield f"{gateway.id} is never open"
        if gateway.when is not None and not ledger.closed & bit:
            yield f"{gateway.id} is never closed"
        if gateway.in_force.dormant:
            yield f"{gateway.id} is dormant, and was weighed"


def _opens(law: Law, day: date, gateway: Gateway, ledger: Ledger) -> bool:
    """Whether it is open for somebody who tells what it reads, all else as in a situation kept.

    Looked at where the walk cannot see it by itself: for what goes along with others, and danger.
    """
    if not gateway.attaches_to and gateway.effect is not Effect.EMERGENCY:
        return False
    for facts in _facts(law, gateway, {}):
        if NOT_SURE in facts.values() or finding(gateway, facts).status is not YES:
            continue
        raws = ledger.answers.values()
        if any(_is_open(law, day, gateway, {**dict(raw), **facts}) for raw in raws):
            return True
    return False


def _is_open(law: Law, day: date, gateway: Gateway, facts: dict[str, str]) -> bool:
    settled = with_implied(law, facts)
    hosts = [one for one in law.in_force(day) if one.id in gateway.attaches_to]
    if hosts and not any(finding(host, settled).status is YES for host in hosts):
        return False
    try:
        found = resolve(law, facts, day).findings
    except Contradiction:
        return False
    return any(one.gateway is gateway and one.status is YES for one in found)


def each_question_changes_something(_: Law, __: date, ledger: Ledger) -> Iterator[str]:
    """Every question that is asked decides something for somebody."""
    for name in sorted(ledger.asked - ledger.changed):
        yield f"{name} is asked, and changes nothing anywhere"


def each_fact_is_asked_or_told(law: Law, _: date, ledger: Ledger) -> Iterator[str]:
    """Every fact is asked of somebody, or through a compound that is, or only ever told."""
    for fact in law.facts.values():
        if fact.id not in ledger.asked and fact.asked_in not in ledger.asked and not fact.told_only:
            yield f"{fact.id} is never asked"


def each_gateway_is_cited(law: Law, _: date, __: Ledger) -> Iterator[str]:
    """Every gateway names its provision and where to read it."""
    for gateway in law.gateways:
        if not gateway.citation.provision.strip() or not gateway.citation.url.strip():
            yield f"{gateway.id} cites nothing"


OF_THE_WHOLE: tuple[Callable[[Law, date, Ledger], Iterator[str]], ...] = (
    danger_is_an_emergency,
    a_concern_may_always_be_reported,
    each_gateway_opens_and_closes,
    each_question_changes_something,
    each_fact_is_asked_or_told,
    each_gateway_is_cited,
)
