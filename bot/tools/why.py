"""``why``: what turns on a fact, what its answers settle, and which question asks it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.markup import escape
from rich.table import Table

from bot.law.conditions import evaluate, leaves
from bot.law.errors import Contradiction
from bot.law.settling import settle
from bot.law.truth import NO, NOT_SURE, UNKNOWN, YES
from bot.tools import console
from bot.tools.plain import effect, plain, twig

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from bot.law.conditions import Condition, Leaf
    from bot.law.model import Gateway, Law
    from bot.law.vocabulary import Fact

OPENS, LETS, CLOSES, NARROWS, ASKS, UNSETTLED, SILENT = (
    "opens it",
    "lets it open",
    "closes it",
    "closes one way",
    "asks on",
    "law not settled",
    "says nothing",
)
MOST = 5
"""So many answers are named in a cell of the table; more would not be read."""


def why(law: Law, fact: Fact) -> None:
    """Print everything that hangs on one fact."""
    out = console.out()
    out.print(f"[bold]{fact.id}[/bold]  {escape(fact.name)}")
    out.print(escape(plain(fact.question)))
    for line in _asked(law, fact):
        out.print(f"[dim]{escape(line)}[/dim]")
    rows = [
        (gateway, effects) for gateway in law.gateways if (effects := turns(law, fact, gateway))
    ]
    if rows:
        out.print(f"\n[bold]{len(rows)} gateways turn on it[/bold]")
        out.print(_table(law, fact, rows))
    else:
        out.print("\nNo gateway turns on it.")
    settled = [
        f"{value}: {_pairs(option.implies)}"
        for value, option in fact.options.items()
        if option.implies
    ]
    if settled:
        out.print("\n[bold]What its answers settle[/bold]")
        for line in settled:
            out.print(f"  {escape(line)}")


def _asked(law: Law, fact: Fact) -> Iterator[str]:
    """When it is asked, by whom, and what answers it besides."""
    if fact.told_only:
        yield "Never asked, only taken when it is told."
    elif fact.asked_in:
        alone = " On its own once another part of that is known." if fact.alone else ""
        yield f"Asked through {fact.asked_in}.{alone}"
    else:
        yield f"Asked by its own question, at cost {fact.cost}."
    if fact.id in law.asked_in:
        yield f"Its question asks {', '.join(law.asked_in[fact.id])} as well."
    for other, values in fact.only_with.items():
        yield f"Makes sense only with {other}={' or '.join(values)}."
    for giver in law.facts.values():
        values = tuple(v for v, option in giver.options.items() if fact.id in option.implies)
        if values:
            yield f"Also settled by {giver.id}: {', '.join(values)}."


def turns(law: Law, fact: Fact, gateway: Gateway) -> dict[str, list[str]]:
    """What each answer to a fact does to a gateway when nothing else is known.

    Returns:
        Values by what they do; empty where the gateway does not turn on the fact.
    """
    condition = gateway.whole
    if condition is None or not _bears(law, fact, condition):
        return {}
    found: dict[str, list[str]] = {}
    for value in fact.options:
        try:
            known = settle(law, {fact.id: value})
        except Contradiction:
            continue
        found.setdefault(_does(condition, known), []).append(value)
    return {} if set(found) == {SILENT} else found


def _bears(law: Law, fact: Fact, condition: Condition) -> bool:
    """Whether a condition names the fact, what settles it, or what its answers imply."""
    implied = {name for option in fact.options.values() for name in option.implies}
    names = {name for leaf in leaves(condition) for name in (leaf.fact, leaf.settled_by)}
    return not names.isdisjoint({fact.id, *law.asked_in.get(fact.id, ()), *implied})


def _does(condition: Condition, known: Mapping[str, str]) -> str:
    truth = evaluate(condition, known)
    if truth is not UNKNOWN:
        return OPENS if truth is YES else CLOSES
    mine = [point for point in twig(condition).points() if _is_known(point.leaf, known)]
    found = [point.leaf for point in mine if point.leaf is not None]
    if any(leaf.is_unsettled(known) for leaf in found):
        return UNSETTLED
    if any(
        known.get(leaf.fact) in leaf.asked_of and leaf.settled_by not in known for leaf in found
    ):
        return ASKS
    truths = {point.truth(known) for point in mine}
    if YES in truths:
        return LETS
    return NARROWS if NO in truths else SILENT


def _is_known(leaf: Leaf | None, known: Mapping[str, str]) -> bool:
    names = (leaf.fact, leaf.settled_by) if leaf is not None else ()
    return any(known.get(name, NOT_SURE) != NOT_SURE for name in names)


def _table(law: Law, fact: Fact, rows: list[tuple[Gateway, dict[str, list[str]]]]) -> Table:
    table = Table("gateway", "does", "with", box=None, header_style="bold", pad_edge=False)
    for gateway, effects in rows:
        named = f"[bold]{gateway.id}[/bold] ({effect(gateway)})"
        for word in (OPENS, LETS, ASKS, UNSETTLED, NARROWS, CLOSES, SILENT):
            if word in effects:
                table.add_row(named, word, escape(_values(law, fact, gateway, word, effects[word])))
                named = ""
    return table


def _values(law: Law, fact: Fact, gateway: Gateway, word: str, values: list[str]) -> str:
    """The answers, or for many roles the lists that they are on."""
    condition = gateway.whole
    lists = dict.fromkeys(
        law.memberships[name]
        for leaf in (leaves(condition) if condition is not None else ())
        if leaf.fact == fact.id
        for name in leaf.memberships
    )
    if fact.is_role and lists and word in {LETS, OPENS}:
        return f"{len(values)} roles: {' or '.join(lists)}"
    if fact.is_role and lists and word == CLOSES:
        return f"{len(values)} roles on none of these lists"
    more = f" and {len(values) - MOST} more" if len(values) > MOST else ""
    return f"{', '.join(values[:MOST])}{more}"


def _pairs(facts: Mapping[str, str]) -> str:
    return ", ".join(f"{name}={value}" for name, value in facts.items())
