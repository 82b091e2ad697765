"""What follows from answers, which make sense together, and what others may still change."""

from __future__ import annotations

from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple

from bot.law.settling import clashes, with_implied
from bot.law.table import as_told_to, company, is_meeting
from bot.law.truth import NOT_SURE

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable

    from bot.law.model import Law

Raw = tuple[tuple[str, str], ...]
"""What was answered, in the order in which it was."""
Values = tuple[str | None, ...]
"""The value of every fact, in the vocabulary's order; None where it is not known."""
_Met = tuple[int, "_Rule", bool]  # a fact not answered yet, its rule, and whether it is met
_Rule = tuple[int, frozenset[str]]  # makes sense only while the fact at this place is one of these


class Outlook(NamedTuple):
    """What answers still to come may contradict or replace; equal where they do so alike."""

    met: frozenset[_Met]
    pending: frozenset[_Rule]
    replaceable: frozenset[tuple[int, str | None]]

    def of(self, facts: int) -> Outlook:
        """Only so far as it is about these facts; ``facts`` has a bit for each."""
        return Outlook(
            frozenset(one for one in self.met if facts >> one[0] & 1),
            frozenset(one for one in self.pending if facts >> one[0] & 1),
            frozenset(one for one in self.replaceable if facts >> one[0] & 1),
        )


class Telling:
    """The vocabulary of a law."""

    def __init__(self, law: Law) -> None:
        self.names = tuple(law.facts)
        self.place = {name: number for number, name in enumerate(self.names)}
        self._law = law
        self._rules = _rules(law, self.place)
        places = sorted({rule[0] for rules in self._rules.values() for rule in rules}) or [0]
        self._all_rules = {
            (self.place[name], rule) for (name, _), rules in self._rules.items() for rule in rules
        }
        self._ruled = sum(1 << place for place in {owner for owner, _ in self._all_rules})
        self._ruling: Callable[[Values], Hashable] = itemgetter(*places)
        self._met: dict[Hashable, frozenset[_Met]] = {}
        self._implied_by = _implications(law, self.place)
        self._may_be_implied = [n for n, by in enumerate(self._implied_by) if by]

    def implied(self) -> set[str]:
        """The facts that answers to others settle."""
        return {self.names[place] for place in self._may_be_implied}

    def knows(self, raw: Raw) -> bool:
        """Whether each answer is one that the vocabulary has."""
        facts = self._law.facts
        return all(
            name in facts and (value == NOT_SURE or value in facts[name].options)
            for name, value in raw
        )

    def settled(self, raw: Raw) -> Values:
        """What follows from answers; at a meeting, as it is for the one who sits there."""
        found = with_implied(self._law, self._at_the_table(raw))
        return tuple([found.get(name) for name in self.names])

    @staticmethod
    def _at_the_table(raw: Raw) -> dict[str, str]:
        facts = dict(raw)
        seats = company(facts) if is_meeting(facts) else ()
        return as_told_to(facts, seats[0]) if seats else facts

    def makes_sense(self, raw: Raw, values: Values) -> bool:
        """Whether ``settle`` would raise no contradiction."""
        both = (self.facts(values), with_implied(self._law, dict(raw)))
        return not any(True for facts in both for _ in clashes(self._law, facts))

    def facts(self, values: Values) -> dict[str, str]:
        """Values by the names of their facts."""
        return {n: v for n, v in zip(self.names, values, strict=True) if v is not None}

    def answered(self, raw: Raw) -> int:
        """A bit for each fact that was answered."""
        return sum(1 << self.place[name] for name, _ in raw)

    def known(self, values: Values) -> int:
        """A bit for each fact that is settled, by an answer or by what one implies."""
        return sum(1 << place for place, value in enumerate(values) if value is not None)

    def outlook(self, values: Values, answered: int) -> Outlook:
        """What answers still to come may contradict or replace."""
        ruling = (self._ruling(values), answered & self._ruled)
        met = self._met.get(ruling)
        if met is None:
            met = self._met[ruling] = frozenset(
                (owner, rule, values[rule[0]] in rule[1])
                for owner, rule in self._all_rules
                if not answered >> owner & 1 and values[rule[0]] not in {None, NOT_SURE}
            )
        pending = frozenset(
            rule
            for answer in zip(self.names, values, strict=True)
            for rule in self._rules.get(answer, ())
            if not answered >> rule[0] & 1
        )
        replaceable = frozenset(
            (place, values[place])
            for place in self._may_be_implied
            if values[place] is not None
            and not answered >> place & 1
            and self._implied_by[place] & ~answered
        )
        return Outlook(met, pending, replaceable)


def _implications(law: Law, place: dict[str, int]) -> list[int]:
    """For each fact, a bit for every fact of which an answer may settle it."""
    found = [0] * len(place)
    for fact in law.facts.values():
        for option in fact.options.values():
            for name in option.implies:
                found[place[name]] |= 1 << place[fact.id]
        for name in law.asked_in.get(fact.id, ()):
            found[place[name]] |= 1 << place[fact.id]
        for name in fact.assumed_unless if fact.assumed else ():
            found[place[fact.id]] |= 1 << place[name]
    return found


def _rules(law: Law, place: dict[str, int]) -> dict[tuple[str, str | None], tuple[_Rule, ...]]:
    found: dict[tuple[str, str | None], tuple[_Rule, ...]] = {}
    for fact in law.facts.values():
        for value, option in fact.options.items():
            both = {**fact.only_with, **option.only_with}
            if both:
                found[fact.id, value] = tuple(
                    (place[other], frozenset(allowed)) for other, allowed in both.items()
                )
    return found
