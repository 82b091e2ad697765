"""The law day by day: what begins and ends, and that nothing changes on any other day."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from bot.law.errors import NoLawInForce
from bot.law.resolve import resolve

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from bot.law.model import Law

ONE_DAY = timedelta(days=1)


def commencements(law: Law) -> list[date]:
    """The days on which a gateway begins, or is no longer in force, in order."""
    found = set()
    for gateway in law.gateways:
        if gateway.in_force.start is not None:
            found.add(gateway.in_force.start)
        if gateway.in_force.end is not None:
            found.add(gateway.in_force.end + ONE_DAY)
    return sorted(found)


def days(law: Law, first: date, last: date) -> list[date]:
    """The first day of each month, and the days around each on which something changes."""
    months = {
        date(year, month, 1) for year in range(first.year, last.year + 1) for month in range(1, 13)
    }
    around = {day + step * ONE_DAY for day in commencements(law) for step in (-1, 0, 1)}
    return sorted(day for day in months | around if first <= day <= last)


def versions_that_overlap_or_leave_gaps(law: Law) -> list[str]:
    """Each gateway whose versions are both in force on a day, or whose next begins late.

    A gap is allowed where the earlier version says ``until`` a day and the later one's title or
    ``says`` speaks of it; so far none does, so every gap is named.
    """
    found = []
    versions: dict[str, list[tuple[date, date]]] = {}
    for gateway in law.gateways:
        span = gateway.in_force
        if not span.dormant:
            both = (span.start or date.min, span.end or date.max)
            versions.setdefault(gateway.id, []).append(both)
    for name, spans in versions.items():
        for (_, end), (start, _) in zip(sorted(spans), sorted(spans)[1:], strict=False):
            if start <= end:
                found.append(f"{name}: two versions are in force on {start}")
            elif start - end > ONE_DAY:
                found.append(f"{name}: none is in force from {end + ONE_DAY} to {start - ONE_DAY}")
    return found


def statuses(law: Law, facts: Mapping[str, str], day: date) -> dict[str, str] | None:
    """Each gateway in force and its status; None where no law covers the day."""
    try:
        resolution = resolve(law, facts, day)
    except NoLawInForce:
        return None
    return {found.gateway.id: found.status.name for found in resolution.findings}


def changes_on_other_days(
    law: Law, cases: Iterable[Mapping[str, str]], sweep: Sequence[date]
) -> Iterator[str]:
    """Each case of which a status changes between two days with no commencement between them."""
    marks = commencements(law)
    for facts in cases:
        before: dict[str, str] | None = None
        for earlier, day in zip((None, *sweep), sweep, strict=False):
            now = statuses(law, facts, day)
            begun = earlier is None or any(earlier < mark <= day for mark in marks)
            if not begun and now != before:
                yield f"{day}: {_changed(before or {}, now or {})}: {dict(facts)}"
            before = now


def _changed(before: Mapping[str, str], now: Mapping[str, str]) -> str:
    names = sorted(n for n in {*before, *now} if before.get(n) != now.get(n))
    return ", ".join(f"{name} {before.get(name)} to {now.get(name)}" for name in names)


def named_on_wrong_days(law: Law, facts: Mapping[str, str], sweep: Iterable[date]) -> list[str]:
    """Each gateway that is weighed on a day that it does not cover, or left out on one it does."""
    found = []
    for day in sweep:
        weighed = set(statuses(law, facts, day) or {})
        covered = {gateway.id for gateway in law.gateways if gateway.in_force.covers(day)}
        if weighed and weighed != covered:
            found.append(f"{day}: {sorted(weighed ^ covered)}")
    return found
