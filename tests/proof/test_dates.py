"""The law day by day: statuses change on the days that the data name, and on no other."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.law.errors import NoLawInForce
from bot.law.load import load_law
from bot.law.model import InForce
from bot.law.reading import WordsLoader
from bot.law.resolve import resolve
from bot.proof.dates import (
    changes_on_other_days,
    commencements,
    days,
    named_on_wrong_days,
    statuses,
    versions_that_overlap_or_leave_gaps,
)

LAW = load_law()
CASES = Path(__file__).resolve().parents[1] / "law" / "cases"
FIRST = date(2019, 7, 1)
LAST = date(2028, 11, 30)
SWEEP = days(LAW, FIRST, LAST)
ONE_DAY = timedelta(days=1)
LATER = [g for g in LAW.gateways if g.in_force.start is not None and g.in_force.start > FIRST]


def cases() -> list[dict[str, str]]:
    """The facts of every case in tests/law/cases, each once."""
    found: dict[str, dict[str, str]] = {}
    for path in sorted(CASES.glob("*.yml")):
        entries: list[dict[str, Any]] = yaml.load(path.read_text(), WordsLoader)  # noqa: S506  a SafeLoader
        for entry in entries:
            for case in entry["cases"]:
                both = {**entry["open"], **case.get("change", {})}
                facts = {name: value for name, value in both.items() if value != "not asked"}
                found[str(sorted(facts.items()))] = facts
    return list(found.values())


def test_nothing_changes_between_commencements() -> None:
    """Every case, on the first day of each month and around each day on which something begins."""
    assert len(SWEEP) > 100
    assert list(changes_on_other_days(LAW, cases(), SWEEP)) == []


class OddMonths(InForce):
    """In force in odd months only, which it does not declare."""

    def covers(self, day: date) -> bool:
        """As a fault in reading dates would have it."""
        return day.month % 2 == 1


def test_a_change_on_another_day_is_seen() -> None:
    """The check itself: a gateway that comes and goes between commencements shows."""
    span = OddMonths(FIRST, None)
    odd = [replace(g, in_force=span) if g.id == "ota.s15" else g for g in LAW.gateways]
    law = replace(LAW, gateways=tuple(odd))

    assert list(changes_on_other_days(law, cases()[:1], SWEEP))


def test_what_is_weighed_is_what_is_in_force() -> None:
    """No day falls back to the law of another."""
    assert named_on_wrong_days(LAW, {}, SWEEP) == []


@pytest.mark.parametrize("back", [1, 2, 366])
def test_before_the_first_day_there_is_no_law(back: int) -> None:
    """We refuse rather than use the nearest day."""
    day = commencements(LAW)[0] - back * ONE_DAY

    with pytest.raises(NoLawInForce):
        resolve(LAW, {}, day)
    assert statuses(LAW, {}, day) is None


@pytest.mark.parametrize("gateway", LATER, ids=lambda gateway: gateway.id)
def test_a_gateway_that_begins_later_is_not_there_before(gateway: Any) -> None:
    """On its first day it is weighed; the day before it is not, though an older version may be."""
    assert gateway in LAW.in_force(gateway.in_force.start)
    assert gateway not in LAW.in_force(gateway.in_force.start - ONE_DAY)


def test_principle_3a_begins_on_1_may_2026() -> None:
    """It is not there on the last day of April, and it is from the first of May."""
    start = date(2026, 5, 1)

    assert "pa.ipp3a" not in {gateway.id for gateway in LAW.in_force(start - ONE_DAY)}
    assert "pa.ipp3a" in {gateway.id for gateway in LAW.in_force(start)}
    assert "pa.ipp3a" in {gateway.id for gateway in LAW.in_force(LAST)}


def test_versions_follow_on_each_other() -> None:
    """Two versions of a gateway never overlap, and the next begins when the last one ends."""
    assert versions_that_overlap_or_leave_gaps(LAW) == []


@pytest.mark.parametrize(
    ("start", "says"),
    [(date(2022, 1, 1), "two versions are in force"), (date(2022, 1, 3), "none is in force")],
)
def test_overlaps_and_gaps_are_seen(start: date, says: str) -> None:
    """The check itself: the second version begins a day too early, and a day too late."""
    gateway = next(gateway for gateway in LAW.gateways if gateway.id == "ota.s15")
    first = replace(gateway, in_force=InForce(FIRST, date(2022, 1, 1)))
    second = replace(gateway, in_force=InForce(start, None))

    (said,) = versions_that_overlap_or_leave_gaps(replace(LAW, gateways=(first, second)))

    assert says in said
