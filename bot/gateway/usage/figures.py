"""Counts as they may be shown: none below six, and none that follows from two reports. Pure.

What is below six at the end of a week waits for the next weeks, until there are six together. So
each figure is of weeks of its own, and is the same in every report: what one report has more than
another is again such figures. docs/decisions/0026-counts-without-people.md
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.gateway.usage.weeks import DAY, WEEK, quarter_of, week_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

FEWEST = 6
"""Smaller figures are not shown."""


@dataclass(frozen=True)
class Figure:
    """In how many conversations something was met, in weeks that follow each other.

    ``first`` and ``last`` are the Mondays of the first and the last of them.
    """

    first: date
    last: date
    count: int

    @property
    def sunday(self) -> date:
        """Its last day."""
        return self.last + WEEK - DAY

    @property
    def weeks(self) -> int:
        """How many weeks it covers."""
        return (self.last - self.first) // WEEK + 1


def figures(counts: Mapping[date, int], since: date, until: date) -> Iterator[Figure]:
    """The figures of one name of one kind, oldest first.

    Args:
        counts: of each day.
        since: the first day of which anything is kept, of any name.
        until: the Monday of the first week that may still change; it is left out.
    """
    by_week: Counter[date] = Counter()
    for day, count in counts.items():
        by_week[week_of(day)] += count
    first, waiting = week_of(since), 0
    week = first
    while week < until:
        if week == quarter_of(week):  # what waited until now is never shown
            first, waiting = week, 0
        waiting += by_week[week]
        if waiting >= FEWEST:
            yield Figure(first, week, waiting)
            first, waiting = week + WEEK, 0
        week += WEEK
