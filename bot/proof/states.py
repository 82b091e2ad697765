"""Situations that go on alike are one state, and an answer leads from state to state.

Nothing here decides anything: verdicts are the engine's, asked once for each look that a state can
have. What is held is only that a state has in it all that the engine reads from there on; the
walk puts one arrival in so many to the engine again, by another path, to see that it is so.
"""

from __future__ import annotations

from operator import attrgetter
from typing import TYPE_CHECKING, NamedTuple

from bot.law.questions import MOST_QUESTIONS, choices
from bot.law.table import OF_ONE_RECIPIENT
from bot.law.truth import NO, NOT_SURE, UNKNOWN
from bot.proof.kinds import DIRECTION
from bot.proof.marks import PRIME

if TYPE_CHECKING:
    from collections.abc import Hashable

    from bot.proof.side import Cell, Side, Verdict
    from bot.proof.telling import Outlook, Raw, Values

Answer = tuple[str, str]
Settled = tuple[tuple[str, str | None], ...]  # all that an answer settles, itself too
STATUS = {"NO": "closes", "YES": "opens", "UNKNOWN": "becomes undecided"}


class State(NamedTuple):
    """All that counts from here on.

    Attributes:
        context: a number for the direction, for what was heard of besides what gateways read,
            and for what answers to come may contradict.
        live: what is left of each gateway that an answer can still change.
        words: what still matters of the others.
        lead: the first of them that is an open route; -1 for none.
    """

    context: int
    live: tuple[Cell, ...]
    words: frozenset[str]
    lead: int


class Context(NamedTuple):
    """The direction, which facts the engine hears of, and what answers to come may contradict.

    ``answered`` and ``known`` have a bit for each fact that was answered, and that is settled.
    """

    direction: str | None
    answered: int
    known: int
    outlook: Outlook


class Moved(NamedTuple):
    """What an answer makes of the gateways that were live."""

    live: tuple[Cell, ...]
    words: frozenset[str]
    lead: int
    mark: int
    closed: int


class Begun(NamedTuple):
    """A state, and what became of gateways on the way there.

    ``mark`` is the product of the marks of those that became final, ``closed`` has a bit for each
    that closed.
    """

    state: State
    mark: int
    closed: int


class States:
    """All states of one side, found as the walk comes to them."""

    def __init__(self, side: Side) -> None:
        self.side = side
        self._place = side.telling.place
        compounds = (n for whole in side.law.asked_in.items() for n in (whole[0], *whole[1]))
        implied = side.telling.implied()
        heard = {*compounds, *implied, *OF_ONE_RECIPIENT, "company"} & set(self._place)
        self._heard = sum(1 << self._place[name] for name in heard)
        self._numbers: dict[Context, int] = {}
        self._contexts: list[Context] = []
        self._narrowed: dict[tuple[int, int], int] = {}
        self._reach: dict[tuple[Cell, ...], int] = {}
        self._next_context: dict[tuple[int, Answer], tuple[int, Settled] | None] = {}
        self._cells: dict[tuple[Cell, Settled], Cell] = {}
        self.taken_back: list[tuple[str, Raw]] = []
        self._moves: dict[tuple[tuple[Cell, ...], Settled], Moved] = {}
        self._offers: dict[tuple[int, str], frozenset[str]] = {}
        self._looks: dict[tuple[Cell, ...], Hashable] = {}
        self._verdicts: dict[Hashable, Verdict] = {}

    def start(self, raw: Raw) -> Begun | None:
        """The state of these answers; None where they make no sense together."""
        values = self.side.telling.settled(raw)
        if not self.side.telling.makes_sense(raw, values):
            return None
        cells = tuple(self.side.cell(n, values) for n in range(len(self.side.in_force)))
        live, words, lead, mark, closed = _taken_stock(cells)
        context = self._narrow(self._context(raw, values), live)
        return Begun(State(context, live, words, lead), mark, closed)

    def after(self, state: State, raw: Raw, answer: Answer) -> Begun | None:
        """As ``start``, from the state before an answer; ``raw`` ends with that answer."""
        key = (state.context, answer)
        if key not in self._next_context:
            self._next_context[key] = self._after_context(raw)
        after = self._next_context[key]
        if after is None:
            return None
        context, settled = after
        moved = self._moves.get((state.live, settled))
        if moved is None:
            moved = self._moves[state.live, settled] = self._move(state.live, raw, settled)
        leads = [lead for lead in (state.lead, moved.lead) if lead >= 0]
        words = state.words | moved.words if moved.words else state.words
        state = State(self._narrow(context, moved.live), moved.live, words, min(leads, default=-1))
        return Begun(state, moved.mark, moved.closed)

    def _after_context(self, raw: Raw) -> tuple[int, Settled] | None:
        """The context after the last answer, and all that it settled; None if it makes no sense."""
        telling = self.side.telling
        values = telling.settled(raw)
        if not telling.makes_sense(raw, values):
            return None
        settled = []
        for name, old, new in zip(telling.names, telling.settled(raw[:-1]), values, strict=True):
            if old != new:
                settled.append((name, new))
                if old is not None:
                    # States hold only what was not known: nothing that was may be replaced.
                    self.taken_back.append((f"{name}={old} becomes {new}", raw))
        return self._context(raw, values), tuple(settled)

    def _move(self, live: tuple[Cell, ...], raw: Raw, settled: Settled) -> Moved:
        values = self.side.telling.settled(raw)
        found = []
        for cell in live:
            after = self._cells.get((cell, settled))
            if after is None:
                after = self._cells[cell, settled] = self.side.cell(cell.gateway, values)
                if cell.status is not UNKNOWN and after.status is not cell.status:
                    name = self.side.in_force[cell.gateway].id
                    self.taken_back.append((f"{name} {STATUS[after.status.name]}", raw))
            found.append(after)
        return _taken_stock(tuple(found))

    def _context(self, raw: Raw, values: Values) -> int:
        telling = self.side.telling
        answered, known = telling.answered(raw), telling.known(values)
        direction = values[self._place[DIRECTION]]
        outlook = telling.outlook(values, answered)
        return self._number(
            Context(direction, answered & self._heard, known & self._heard, outlook)
        )

    def _number(self, context: Context) -> int:
        number = self._numbers.setdefault(context, len(self._contexts))
        if number == len(self._contexts):
            self._contexts.append(context)
        return number

    def _narrow(self, number: int, live: tuple[Cell, ...]) -> int:
        """Only what still counts of a context while these gateways are live."""
        reach = self._reach.get(live)
        if reach is None:
            reach = self._reach[live] = self._reached(live)
        narrowed = self._narrowed.get((number, reach))
        if narrowed is None:
            direction, answered, known, outlook = self._contexts[number]
            narrowed = self._narrowed[number, reach] = self._number(
                Context(direction, answered & reach, known & reach, outlook.of(reach))
            )
        return narrowed

    def _reached(self, live: tuple[Cell, ...]) -> int:
        """A bit for each fact that may still be asked for these, and for those beside it."""
        names = {name for cell in live for name in self.side.in_force[cell.gateway].reads}
        wholes = {self.side.law.facts[name].asked_in for name in names} - {""}
        names |= wholes | {n for whole in wholes for n in self.side.law.asked_in[whole]}
        names |= OF_ONE_RECIPIENT | {"company"}
        return sum(1 << self._place[name] for name in names if name in self._place)

    def direction(self, state: State) -> str:
        """The direction told; empty while it is not."""
        return self._contexts[state.context].direction or ""

    def offered(self, state: State, raw: Raw, fact: str) -> frozenset[str]:
        """The answers that are offered to a question there, *not sure* among them."""
        key = (state.context, fact)
        if key not in self._offers:
            telling = self.side.telling
            facts = telling.facts(telling.settled(raw))
            found = choices(self.side.law.facts[fact], facts)
            self._offers[key] = frozenset((*found, NOT_SURE))
        return self._offers[key]

    def verdict(self, state: State, raw: Raw, asked: int, closed: int) -> Verdict:
        """What the engine says of a state; of ``raw`` itself only where it was not asked before."""
        look = self._looks.get(state.live)
        if look is None:
            look = self._looks[state.live] = tuple(map(attrgetter("sight"), state.live))
        left = min(max(MOST_QUESTIONS - asked, 0), 2)
        key = (self._contexts[state.context][:3], left, look, state.words, state.lead)
        found = self._verdicts.get(key)
        if found is None:
            found = self._verdicts[key] = self.side.ask(raw, asked, closed)
        return found

    def cell_after(self, state: State, answer: Answer, cell: Cell) -> Cell:
        """What an answer made of a live cell; one to a question that the walk asked there."""
        after = self._next_context[state.context, answer]
        if after is None:
            raise KeyError(answer)
        return self._cells[cell, after[1]]

    def times_asked(self) -> int:
        """How often the engine had to be asked."""
        return len(self._verdicts)


def _taken_stock(cells: tuple[Cell, ...]) -> Moved:
    """Those that can still change, and what is to be kept of the others."""
    words: frozenset[str] = frozenset()
    mark, lead, closed = 1, -1, 0
    for cell in cells:
        if cell.status is NO:
            closed |= 1 << cell.gateway
        if cell.final:
            words |= cell.words
            mark = mark * cell.mark % PRIME
            if cell.leads and lead < 0:
                lead = cell.gateway
    return Moved(tuple([cell for cell in cells if not cell.final]), words, lead, mark, closed)
