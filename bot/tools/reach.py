"""Can each gateway open, and can it close? Found by search over the answers that matter to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.law.conditions import All, Condition, evaluate, leaves
from bot.law.errors import Contradiction
from bot.law.model import BESIDE
from bot.law.settling import settle
from bot.law.truth import NO, UNKNOWN, YES, Truth

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from bot.law.conditions import Leaf
    from bot.law.model import Gateway, Law

_WORD = {YES: "open", NO: "close"}


def unreachable(law: Law) -> Iterator[str]:
    """A sentence for each gateway that can never open, or never close.

    What goes along with others can do what one of them can. What conditions sharing may stand
    without a condition of its own.
    """
    for gateway in law.gateways:
        for truth, word in _WORD.items():
            wholes = _wholes(law, gateway)
            if truth is NO and None in wholes and gateway.effect in BESIDE:
                continue
            if not any(_can(law, each, truth) for each in wholes):
                yield f"{gateway.id} can never {word}, whatever the answers are."


def _wholes(law: Law, gateway: Gateway) -> list[Condition | None]:
    """What it turns on: its own condition, together with that of each one it goes along with."""
    if not gateway.attaches_to:
        return [gateway.whole]
    hosts = [host.whole for host in law.gateways if host.id in gateway.attaches_to]
    both = [tuple(part for part in (gateway.whole, host) if part is not None) for host in hosts]
    return [All(parts) if parts else None for parts in both]


def _can(law: Law, condition: Condition | None, wanted: Truth) -> bool:
    if condition is None:
        return wanted is YES
    return example(law, condition, wanted) is not None


def example(law: Law, condition: Condition, wanted: Truth) -> dict[str, str] | None:
    """Answers on which a condition comes out as wanted, or None where there are none.

    The answers are such as a person can give together: none contradicts another.
    """
    return _search(law, condition, wanted, tuple(_choices(law, condition)), {})


def _search(
    law: Law,
    condition: Condition,
    wanted: Truth,
    choices: tuple[tuple[str, tuple[str, ...]], ...],
    facts: dict[str, str],
) -> dict[str, str] | None:
    truth = evaluate(condition, settle(law, facts))
    if truth is wanted:
        return facts
    # What is decided the other way stays so, whatever else is answered.
    if truth is not UNKNOWN or not choices:
        return None
    (fact, values), *rest = choices
    tried = [{**facts, fact: value} for value in values]
    possible = [each for each in tried if _makes_sense(law, each)]
    if len(possible) < len(tried):
        possible.append(facts)  # not every question comes up: this one is left out
    for each in possible:
        found = _search(law, condition, wanted, tuple(rest), each)
        if found is not None:
            return found
    return None


def _makes_sense(law: Law, facts: Mapping[str, str]) -> bool:
    """Whether a person can give these answers together."""
    try:
        settle(law, facts)
    except Contradiction:
        return False
    return True


def _choices(law: Law, condition: Condition) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The facts of a condition, each with one value for each way in which its values differ."""
    found = tuple(leaves(condition))
    for name in _named(condition):
        alike: dict[object, str] = {}
        for value, option in law.facts[name].options.items():
            treated = tuple(_treats(leaf, value) for leaf in found if leaf.fact == name)
            fits = tuple(value in each for each in _rules_on(law, name))
            alike.setdefault((treated, fits, str(option.only_with), str(option.implies)), value)
        yield name, tuple(alike.values())


def _treats(leaf: Leaf, value: str) -> tuple[bool, ...]:
    sets = (leaf.values, leaf.unsettled, leaf.silent, leaf.asked_of, leaf.stays_open)
    return tuple(value in each for each in sets)


def _rules_on(law: Law, name: str) -> Iterator[tuple[str, ...]]:
    """The values of one fact that others, or answers of others, make sense with."""
    for fact in law.facts.values():
        for only_with in (fact.only_with, *(each.only_with for each in fact.options.values())):
            if name in only_with:
                yield only_with[name]


def _named(condition: Condition) -> tuple[str, ...]:
    names = [name for leaf in leaves(condition) for name in (leaf.fact, leaf.settled_by) if name]
    return tuple(dict.fromkeys(names))


def turned_on(law: Law) -> dict[str, list[Gateway]]:
    """For each fact, the gateways whose conditions name it."""
    found: dict[str, list[Gateway]] = {name: [] for name in law.facts}
    for gateway in law.gateways:
        for name in _named(gateway.whole) if gateway.whole is not None else ():
            found[name].append(gateway)
    return found
