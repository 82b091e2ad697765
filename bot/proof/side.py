"""A law on one day: what the engine says of answers, and what it could see of each gateway."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from bot.law.conditions import AnyOf, open_leaves
from bot.law.model import BESIDE, ROUTES, WEIGHTY, Effect
from bot.law.questions import open_questions
from bot.law.resolve import Outcome, finding, resolve
from bot.law.table import as_told_to, company, is_meeting
from bot.law.truth import NO, UNKNOWN, YES, Truth
from bot.proof.marks import number_of
from bot.proof.residue import FAILS, residue
from bot.proof.telling import Telling

if TYPE_CHECKING:
    from collections.abc import Hashable
    from datetime import date

    from bot.law.model import Law
    from bot.law.resolve import Finding
    from bot.proof.telling import Raw, Values


@dataclass(frozen=True)
class Verdict:
    """What the engine says of a situation.

    ``weighty`` names the open gateways that must be heard of, ``questions`` the facts that are
    open, the next one first.
    """

    outcome: Outcome
    lead: str
    weighty: tuple[str, ...]
    questions: tuple[str, ...]


@dataclass(frozen=True, eq=False)
class Cell:
    """What is left of one gateway; the same residue is the same cell.

    Attributes:
        gateway: its number in ``Side.in_force``.
        status: as it stands.
        sight: all that the engine can see of it.
        final: no answer can change it any more.
        mark: its own, once it is final.
        leads: it is final, and a route that is open.
        words: what else still matters of it once it is final.
    """

    gateway: int
    status: Truth
    sight: Hashable
    final: bool
    mark: int
    leads: bool
    words: frozenset[str]


class Side:
    """One law on one day."""

    def __init__(self, law: Law, day: date) -> None:
        self.law, self.day, self.telling = law, day, Telling(law)
        self.in_force = tuple(law.in_force(day))
        self.bit = {gateway.id: 1 << n for n, gateway in enumerate(self.in_force)}
        # What goes along with others, and is more than a word beside them, is not let go of.
        self._bound = {
            name
            for gateway in self.in_force
            if gateway.attaches_to and gateway.effect not in BESIDE
            for name in (gateway.id, *gateway.attaches_to)
        }
        self._cells: dict[Hashable, Cell] = {}
        self.opened = self.closed = 0  # a bit for each gateway that was seen so by itself
        self._laws: dict[int, Law] = {}
        begun = next(g for g in self.in_force if g.in_force.start is not None)
        # One that began, or the engine would say that there is no law on the day.
        self._stand_in = replace(
            begun, id="", when=AnyOf(()), to=None, attaches_to=(), standing=False
        )
        self.apart = self._find_apart()

    def cell(self, number: int, values: Values) -> Cell:
        """What is left of a gateway on these facts."""
        gateway, facts = self.in_force[number], self.telling.facts(values)
        left = residue(gateway.when if gateway.standing else gateway.whole, facts)
        if gateway.standing and left != FAILS:
            left = (left, residue(gateway.to, facts))
        found = self._cells.get((number, left))
        if found is None:
            found = self._cells[number, left] = self._read(number, facts)
            if not gateway.attaches_to:
                self.opened |= self.bit[gateway.id] if found.status is YES else 0
                self.closed |= self.bit[gateway.id] if found.status is NO else 0
        return found

    def _read(self, number: int, facts: dict[str, str]) -> Cell:
        gateway = self.in_force[number]
        found = finding(gateway, facts)
        either = gateway.standing and found.status is not NO
        parts = (gateway.when, gateway.to) if either else (gateway.whole,)
        unknown = [x for part in parts if part is not None for x in open_leaves(part, facts)]
        for_the_law = all(leaf.is_unsettled(facts) for leaf in unknown)
        askable = any(x.turns_on(facts) not in facts and not x.told_only for x in unknown)
        final = gateway.id not in self._bound and not askable
        return Cell(
            gateway=number,
            status=found.status,
            sight=(number, found.status, found.elsewhere, found.can_open, found.asks, for_the_law),
            final=final,
            mark=number_of(f"{gateway.id}: {found.status.name}") if final else 1,
            leads=final and found.is_route and found.status is YES,
            words=_words(found, for_the_law=for_the_law) if final else frozenset(),
        )

    def ask(self, raw: Raw, asked: int, closed: int = 0) -> Verdict:
        """What the engine says of these answers, so many of them to questions.

        ``closed`` has a bit for each gateway that is known to be closed. The engine is then asked
        by the others only, and of those by what is more than a word beside them: it decides by
        nothing else.
        """
        facts, law = dict(raw), self._without(closed) if closed else self.law
        seats = company(facts) if is_meeting(facts) else ()
        told = as_told_to(facts, seats[0]) if seats else facts
        resolution = resolve(law, told, self.day)
        questions = open_questions(law, facts, self.day, asked=asked)
        return Verdict(
            outcome=resolution.outcome,
            lead=resolution.lead.gateway.id if resolution.lead else "",
            weighty=tuple(
                [
                    found.gateway.id
                    for found in resolution.findings
                    if found.status is YES and found.gateway.effect in WEIGHTY
                ]
            ),
            questions=tuple([question.fact.id for question in questions]),
        )

    def _without(self, closed: int) -> Law:
        law = self._laws.get(closed)
        if law is None:
            kept = [
                gateway
                for gateway in self.in_force
                if not self.bit[gateway.id] & closed and gateway.effect not in BESIDE
            ]
            law = self._laws[closed] = replace(self.law, gateways=(self._stand_in, *kept))
        return law

    def _find_apart(self) -> dict[str, str]:
        """Facts that only gateways for danger read, each with an answer that says there is none.

        All goes on alike whatever they are, so one answer is walked; the walk puts the others to
        the engine again with the rest.
        """
        found = {}
        for name, place in self.telling.place.items():
            readers = [gateway for gateway in self.in_force if name in gateway.reads]
            if not readers or any(g.effect is not Effect.EMERGENCY for g in readers):
                continue
            values: list[str | None] = [None] * len(self.telling.names)
            for value in self.law.facts[name].options:
                values[place] = value
                cells = [self.cell(self.in_force.index(g), tuple(values)) for g in readers]
                if all(cell.status is NO for cell in cells):
                    found[name] = value
        return found

    def statuses(self, raw: Raw) -> tuple[int, int]:
        """A bit for each gateway that is open, and for each that is closed."""
        values = self.telling.facts(self.telling.settled(raw))
        found = resolve(self.law, values, self.day).findings
        return (
            sum(self.bit[one.gateway.id] for one in found if one.status is YES),
            sum(self.bit[one.gateway.id] for one in found if one.status is NO),
        )

    def named(self, bits: int) -> list[str]:
        """The gateways of a set of bits."""
        return [gateway.id for gateway in self.in_force if self.bit[gateway.id] & bits]


OPEN_TOO, PERHAPS = "a route is open", "may be required"


def _words(found: Finding, *, for_the_law: bool) -> frozenset[str]:
    """What still matters of a gateway that no answer can change any more, besides leading."""
    effect, status = found.gateway.effect, found.status
    words = set()
    if status is YES and effect in ROUTES:
        words.add(OPEN_TOO)
    if status is YES and effect in WEIGHTY:
        words.add(found.gateway.id)
    if status is UNKNOWN and effect in {Effect.REQUIRES, Effect.ADVICE}:
        words.add(PERHAPS)
    if status is UNKNOWN and found.is_route:
        words.add("undecided by the law" if for_the_law else "undecided")
    return frozenset(words)
