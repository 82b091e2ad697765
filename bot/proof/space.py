"""The whole space, in as many processes as there are processors; the same whatever their number."""

from __future__ import annotations

import multiprocessing
from concurrent.futures import Future, ProcessPoolExecutor, as_completed
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from bot.law.questions import MOST_QUESTIONS
from bot.proof.kinds import kinds
from bot.proof.ledger import Ledger, Watcher
from bot.proof.side import Side
from bot.proof.states import States
from bot.proof.walk import Walk

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import date

    from bot.law.model import Law
    from bot.proof.kinds import Kind
    from bot.proof.node import Start


class Told(NamedTuple):
    """Facts told before the first question, and for how many questions it is walked from there."""

    facts: tuple[str, ...]
    questions: int = MOST_QUESTIONS


TOLD = (Told(()), Told(("subject", "concern"), 4), Told(("info_type",), 4))
"""Nothing told is walked to the end. Whom it is about and the worry told, as many people begin, is
walked for four questions, and what is never asked, told, as well. That is the bound of this proof:
the questions from there on are those that come with nothing told. Other facts can be told first as
well, and are not walked: each of them is also the answer to a question."""


class Job(NamedTuple):
    """A part of the space: interviews that began alike."""

    told: Told
    starts: tuple[Start, ...]


@dataclass(frozen=True)
class Where:
    """What to prove it of: a law and a day, and perhaps another law beside.

    ``only`` narrows facts to one answer each, for a small part of the space.
    """

    law: Law
    day: date
    beside: Law | None = None
    told: tuple[Told, ...] = TOLD
    only: tuple[tuple[str, str], ...] = ()


class Prover:
    """One process's share: its states are kept from job to job."""

    def __init__(self, where: Where) -> None:
        self._where = where
        laws = [where.law, where.beside] if where.beside else [where.law]
        self.kinds: dict[str, tuple[Kind, ...]] = kinds(*laws)
        for name, value in where.only:
            self.kinds[name] = tuple(k for k in self.kinds[name] if value in k.members)
        self.states = States(Side(where.law, where.day))
        self.beside = States(Side(where.beside, where.day)) if where.beside else None

    def begin(self) -> tuple[list[Job], Ledger]:
        """Walk until the direction is known; a job for each that there is, with each telling."""
        ledger, jobs = Ledger(), []
        for told in self._where.told:
            if any(name not in self.states.side.telling.place for name in told.facts):
                continue
            walk, watcher = self._walk(told)
            nodes = walk.openings()
            while nodes and not all(self.states.direction(node.state) for node in nodes):
                nodes = walk.step(nodes, watcher)
            parts: dict[str, list[Start]] = {}
            for node in nodes:
                parts.setdefault(self.states.direction(node.state), []).append(node.start())
            jobs += [Job(told, tuple(starts)) for starts in parts.values()]
            ledger.add(self._closed(walk, watcher))
        return jobs, ledger

    def do(self, job: Job) -> Ledger:
        """Walk one job to the end."""
        walk, watcher = self._walk(job.told)
        walk.to_the_end(walk.from_starts(job.starts), watcher, job.told.questions)
        return self._closed(walk, watcher)

    def _walk(self, told: Told) -> tuple[Walk, Watcher]:
        walk = Walk(self.states, self.kinds, told.facts, self.beside)
        return walk, Watcher(self.states, len(told.facts), self.beside)

    def _closed(self, walk: Walk, watcher: Watcher) -> Ledger:
        ledger = watcher.ledger
        ledger.arrivals, ledger.asked_again = walk.arrivals, walk.asked_again
        for raw in (raw for count in ledger.outcomes.values() for raw in count.shown):
            is_open, is_closed = self.states.side.statuses(raw)
            ledger.opened |= is_open
            ledger.closed |= is_closed
        ledger.opened |= walk.opened | self.states.side.opened
        ledger.closed |= walk.closed | self.states.side.closed
        for what, raw in self.states.taken_back:
            answers = ", ".join(f"{name}={value}" for name, value in raw)
            ledger.breaks("learning_takes_nothing_back", f"{what}: {answers}")
        self.states.taken_back.clear()
        return ledger


def prove(
    where: Where, processes: int = 1, done: Callable[[int, int], None] = lambda _, __: None
) -> Ledger:
    """Walk all of it.

    Args:
        where: of what.
        processes: how many to run; with one it stays in this process.
        done: told after each job how many are done, and of how many.
    """
    prover = Prover(where)
    jobs, ledger = prover.begin()
    found: list[Ledger | None] = [None] * len(jobs)
    for number, (place, part) in enumerate(_all(where, prover, jobs, processes), 1):
        found[place] = part
        done(number, len(jobs))
    for part_or_none in found:
        if part_or_none is not None:
            ledger.add(part_or_none)
    return ledger


def _all(
    where: Where, prover: Prover, jobs: list[Job], processes: int
) -> Iterator[tuple[int, Ledger]]:
    if processes == 1:
        yield from ((place, prover.do(job)) for place, job in enumerate(jobs))
        return
    with ProcessPoolExecutor(
        processes, multiprocessing.get_context("spawn"), _start, (where,)
    ) as pool:
        futures: dict[Future[Ledger], int] = {
            pool.submit(_do, job): place for place, job in enumerate(jobs)
        }
        for future in as_completed(futures):
            yield futures[future], future.result()


_PROVER: list[Prover] = []  # one in each process


def _start(where: Where) -> None:
    _PROVER.append(Prover(where))


def _do(job: Job) -> Ledger:
    return _PROVER[0].do(job)
