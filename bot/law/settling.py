"""From answers to settled facts: what follows from them, and whether they go together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.law.errors import Contradiction, TooFarAhead, UnknownAnswer
from bot.law.truth import NOT_SURE

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from bot.law.model import Law


def with_implied(law: Law, facts: Mapping[str, str]) -> dict[str, str]:
    """The answers and what follows from them. What a person answered always stands.

    Where two answers imply different things, the one later in the vocabulary counts. Not being
    sure of a compound fact is not being sure of each fact that is asked in it.
    """
    implied: dict[str, str] = {}
    for name, fact in law.facts.items():
        value = facts.get(name, "")
        if value == NOT_SURE:
            implied.update(dict.fromkeys(law.asked_in.get(name, ()), NOT_SURE))
        elif value in fact.options:
            implied.update(fact.options[value].implies)
    known = {**implied, **facts}
    return {**_assumed(law, known), **known}


def _assumed(law: Law, known: Mapping[str, str]) -> dict[str, str]:
    """What is taken for granted: a teacher speaks of her work until she says that she does not."""
    return {
        fact.id: fact.assumed
        for fact in law.assumed
        if all(known.get(n, NOT_SURE) not in {*v, NOT_SURE} for n, v in fact.assumed_unless.items())
    }


def clashes(law: Law, settled: Mapping[str, str]) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    """Each answer that makes no sense, the one that it does not go with, and what it goes with."""
    for name, value in settled.items():
        option = law.facts[name].options.get(value)
        if value == NOT_SURE:
            continue
        for rules in (law.facts[name].only_with, option.only_with if option else {}):
            for other, allowed in rules.items():
                if settled.get(other, NOT_SURE) not in {*allowed, NOT_SURE}:
                    yield name, other, allowed


YEARS_AHEAD = 2
"""How far ahead a day may be asked about: plans reach so far, and Acts are known so far."""


def check_day(on: date, today: date) -> date:
    """A day that may be asked about.

    Raises:
        TooFarAhead: it is more than two years after ``today``.
    """
    # The 28th, so that the last day exists in every year.
    last = today.replace(year=today.year + YEARS_AHEAD, day=min(today.day, 28))
    if on > last:
        raise TooFarAhead(on, last)
    return on


def settle(law: Law, facts: Mapping[str, str]) -> dict[str, str]:
    """Check every fact and add what the answers imply (``with_implied``).

    Raises:
        UnknownAnswer: a fact or a value that the vocabulary does not have.
        Contradiction: two answers that cannot both be so.
    """
    for name, value in facts.items():
        _check_answer(law, name, value)
    settled = with_implied(law, facts)
    for name, other, allowed in clashes(law, settled):
        said, beside = f"{name}={settled[name]}", f"{other}={settled[other]}"
        raise Contradiction(said, beside, other, allowed)
    return settled


def _check_answer(law: Law, name: str, value: str) -> None:
    fact = law.facts.get(name)
    if fact is None:
        raise UnknownAnswer("fact", name, law.facts)
    for each in value.split(",") if fact.many else (value,):
        if each != NOT_SURE and each not in fact.options:
            raise UnknownAnswer(f"answer to '{name}'", each, (*fact.options, NOT_SURE))
