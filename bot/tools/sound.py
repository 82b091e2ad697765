"""What must be true of the law as a whole, beyond each file being right by itself."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.install import ROOT
from bot.law.conditions import leaves
from bot.rasa_lint import lint
from bot.render.days import spoken
from bot.tools.reach import turned_on, unreachable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import date

    from bot.law.model import Gateway, Law

MARKS = frozenset({"P", "P*", "G", "S", "M"})
"""How well something is founded; data/law/roles.yml says what each mark means."""


@dataclass(frozen=True)
class Checked:
    """One row of the table: what was looked at, how much of it, and every fault found."""

    what: str
    looked_at: str
    faults: tuple[str, ...]


def checks(law: Law, today: date) -> Iterator[Checked]:
    """Every check of a law that could be loaded, in order, and Rasa's files."""
    gateways = len(law.gateways)
    rows: tuple[tuple[str, str, Callable[[], Iterator[str]]], ...] = (
        (
            "dates",
            f"{gateways} gateways, {len(law.explainers)} explainers",
            lambda: _dates(law, today),
        ),
        ("citations", f"{_count_notes(law)} sentences", lambda: _citations(law)),
        ("quotes", f"{len(law.passages)} passages, each verbatim", lambda: _quotes(law, today)),
        ("each gateway opens and closes", f"{gateways} gateways", lambda: unreachable(law)),
        ("each fact decides something", f"{len(law.facts)} facts", lambda: _facts(law)),
        (
            "each role can be named",
            f"{len(law.roles)} roles, {len(law.memberships)} lists",
            lambda: _roles(law),
        ),
        ("Rasa's files", "domain, rules, examples", lambda: iter(map(str, lint(ROOT)))),
    )
    for what, looked_at, find in rows:
        yield Checked(what, looked_at, tuple(find()))


def _dates(law: Law, today: date) -> Iterator[str]:
    """Nothing was read tomorrow, and no duty stands without its host."""
    for gateway in law.gateways:
        if gateway.citation.as_at > today:
            yield f"{gateway.id} was read on {spoken(gateway.citation.as_at)}, which is to come."
        hosts = [host for host in law.gateways if host.id in gateway.attaches_to]
        if hosts and not any(_meet(gateway, host) for host in hosts):
            yield f"{gateway.id} goes along with nothing that is in force on the same days."
    for explainer in law.explainers.values():
        if explainer.read > today:
            yield f"explainer {explainer.id} was read on {spoken(explainer.read)}, to come."


def _meet(one: Gateway, other: Gateway) -> bool:
    a, b = one.in_force, other.in_force
    if a.dormant or b.dormant:
        return True
    starts = [day for day in (a.start, b.start) if day]
    return not starts or (a.covers(max(starts)) and b.covers(max(starts)))


def _citations(law: Law) -> Iterator[str]:
    """Each gateway, note, explainer's sentence and list says where it comes from, how surely."""
    for where, provision in _sources(law):
        if not provision.strip():
            yield f"{where} cites no provision."
    for gateway in law.gateways:
        cited = gateway.citation
        if not cited.url.startswith("https://"):
            yield f"{gateway.id} gives no address where it can be read."
        yield from _marks(gateway.id, cited.confidence)
    for role in law.roles.values():
        yield from _marks(f"role {role.id}", role.confidence)


def _marks(where: str, confidence: str) -> Iterator[str]:
    if not set(confidence.split(" + ")) <= MARKS:
        yield f"{where} has no mark of confidence: '{confidence}'. Use one of {_listed(MARKS)}."


def _listed(names: frozenset[str]) -> str:
    return ", ".join(sorted(names))


def _sources(law: Law) -> Iterator[tuple[str, str]]:
    for gateway in law.gateways:
        yield gateway.id, gateway.citation.provision
        notes = (gateway.duties, gateway.limits, gateway.judgements, gateway.unsettled)
        for note in (note for each in notes for note in each):
            yield f"{gateway.id}, '{note.text[:40]}...',", note.provision
    for explainer in law.explainers.values():
        for note in explainer.says:
            yield f"explainer {explainer.id}, '{note.text[:40]}...',", note.provision
    for role in law.roles.values():
        for name, membership in role.memberships.items():
            yield f"role {role.id}, {name},", membership.provision


def _count_notes(law: Law) -> int:
    return sum(1 for _ in _sources(law))


def _quotes(law: Law, today: date) -> Iterator[str]:
    """The words were compared with their checksum when they were read; their source has a day."""
    for passage in law.passages.values():
        if not passage.text.strip():
            yield f"passage {passage.id} has no words."
    for source in {passage.source for passage in law.passages.values()}:
        if source.as_at > today:
            yield f"source {source.id} was read on {spoken(source.as_at)}, which is to come."


def _facts(law: Law) -> Iterator[str]:
    """A fact decides if a condition names it, an answer of it settles others, or asks them."""
    quoted = {
        leaf.fact
        for passage in law.passages.values()
        if passage.requires is not None
        for leaf in leaves(passage.requires)
    }
    for name, gateways in turned_on(law).items():
        fact = law.facts[name]
        settles = any(option.implies for option in fact.options.values())
        # A fact of several people is answered for each of them, as the one who would be told.
        if not (gateways or settles or fact.many or name in law.asked_in or name in quoted):
            yield f"fact {name} is asked or told, and nothing turns on it."


def _roles(law: Law) -> Iterator[str]:
    """People can say each role in words, and each list is asked for by a gateway."""
    for role in law.roles.values():
        if not role.words:
            yield f"role {role.id} has no words, so nobody can name it."
    asked = {
        name
        for gateway in law.gateways
        for condition in (gateway.when, gateway.to)
        if condition is not None
        for leaf in leaves(condition)
        for name in leaf.memberships
    }
    for name in law.memberships:
        if name not in asked:
            yield f"list {name} is kept for every role, and no gateway asks for it."
