"""What the report says: figures that may be shown, in words, and bars that draw them."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from bot.gateway.usage.figures import figures
from bot.gateway.usage.names import CHANNEL
from bot.gateway.usage.weeks import WEEK, open_week, week_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from bot.gateway.usage.figures import Figure
    from bot.gateway.usage.names import Names

Count = tuple["date", str, str, int]
"""A row of the store: day, kind, name, how many."""


@dataclass(frozen=True)
class Row:
    """One line of a table. ``share`` is of the longest bar, in per cent."""

    name: str
    count: int
    share: float


@dataclass(frozen=True)
class Part:
    """A table of bars: one line for each name with a figure, and the names without."""

    kind: str
    rows: list[Row]
    others: list[str]


@dataclass(frozen=True)
class Way:
    """Conversations that came in one way, week by week."""

    id: str
    name: str
    figures: list[Figure]

    @property
    def total(self) -> int:
        """Of the figures that are shown, and of nothing else."""
        return sum(figure.count for figure in self.figures)


@dataclass(frozen=True)
class Report:
    """All that is on the page. ``first`` and ``last`` are its first and its last day."""

    first: date
    last: date
    ways: list[Way]
    parts: list[Part]

    @property
    def total(self) -> int:
        """Conversations, by the figures that are shown."""
        return sum(way.total for way in self.ways)

    @property
    def weeks(self) -> list[date]:
        """The Mondays that are drawn: a figure may have begun before the first day."""
        begun = [figure.first for way in self.ways for figure in way.figures]
        first, weeks = min([self.first, *begun]), []
        while first <= self.last:
            weeks.append(first)
            first += WEEK
        return weeks


def report_of(counts: Iterable[Count], names: Names, today: date, days: int) -> Report:
    """Sum up the last days, in whole weeks that are over.

    Args:
        counts: all that the store holds, so that figures are the same whatever ``days`` is.
        names: what is said of each.
        today: in New Zealand.
        days: how far back; the week of that day is in it.
    """
    by_cell: dict[tuple[str, str], dict[date, int]] = defaultdict(dict)
    for day, kind, name, count in counts:
        by_cell[kind, name][day] = count
    until = open_week(today)
    since = min((day for of_cell in by_cell.values() for day in of_cell), default=until)
    first = min(week_of(today - timedelta(days=days)), until - WEEK)
    shown = {
        cell: [each for each in figures(of_cell, since, until) if each.last >= first]
        for cell, of_cell in by_cell.items()
    }
    ways = [
        Way(name, said, shown.get((CHANNEL, name), []))
        for name, said in names.of_kind[CHANNEL].items()
    ]
    parts = [_part(kind, names, shown) for kind in names.of_kind if kind != CHANNEL]
    return Report(first, until - timedelta(days=1), ways, parts)


def _part(kind: str, names: Names, shown: Mapping[tuple[str, str], list[Figure]]) -> Part:
    """Longest first. A name without a figure is not told apart from one that was never met."""
    totals = {
        name: sum(figure.count for figure in shown.get((kind, name), ()))
        for name in names.of_kind[kind]
    }
    longest = max([*totals.values(), 1])
    said = names.of_kind[kind]
    rows = [
        Row(said[name], total, round(100 * total / longest, 1))
        for name, total in sorted(totals.items(), key=lambda one: (-one[1], said[one[0]]))
        if total
    ]
    return Part(kind, rows, [said[name] for name, total in totals.items() if not total])
