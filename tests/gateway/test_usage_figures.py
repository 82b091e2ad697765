"""Which counts may be shown: none below six, and none by laying two reports side by side."""

from __future__ import annotations

import itertools
from collections import defaultdict
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.gateway.usage.figures import FEWEST, Figure, figures
from bot.gateway.usage.names import Names
from bot.gateway.usage.report import Count, Report, report_of
from bot.gateway.usage.weeks import (
    DAY,
    QUARTER,
    WEEK,
    kept_since,
    open_week,
    quarter_of,
    week_of,
)

MONDAY = quarter_of(date(2026, 8, 3))
"""Of the first week of a quarter."""

NAMES = Names(
    {
        "channel": {"web": "Web chat", "teams": "Teams"},
        "outcome": {"permitted": "They may share", "required": "They have to give it"},
    },
    {},
)
CELLS = [("channel", "web"), ("channel", "teams"), ("outcome", "permitted")]


def shown(*weeks: int, since: date = MONDAY) -> list[tuple[int, int, int]]:
    """First week, number of weeks and count of each figure, from counts of each week."""
    counts = {MONDAY + at * WEEK + 2 * DAY: count for at, count in enumerate(weeks)}
    found = figures(counts, since, MONDAY + len(weeks) * WEEK)
    return [((each.first - MONDAY) // WEEK, each.weeks, each.count) for each in found]


@pytest.mark.parametrize(
    ("weeks", "says"),
    [
        pytest.param([6, 7], [(0, 1, 6), (1, 1, 7)], id="each is enough"),
        pytest.param([5, 1], [(0, 2, 6)], id="what is too small waits for the next week"),
        pytest.param([5, 0, 0, 30], [(0, 4, 35)], id="however long, and however many come"),
        pytest.param([9, 5], [(0, 1, 9)], id="the rest goes on waiting"),
        pytest.param([0, 0, 6], [(0, 3, 6)], id="weeks without any are not told apart"),
        pytest.param([5], [], id="nothing below six"),
    ],
)
def test_a_figure_waits_until_there_are_six(
    weeks: list[int], says: list[tuple[int, int, int]]
) -> None:
    """It is of the weeks in which it came together."""
    assert shown(*weeks) == says


def test_waiting_starts_afresh_with_a_quarter() -> None:
    """So that old counts can go without moving a younger figure."""
    assert shown(*[0] * 12, 5, 5, 1) == [(13, 2, 6)]


def test_the_days_of_a_week_are_one() -> None:
    """From Monday to Sunday."""
    counts = {MONDAY: 3, MONDAY + 6 * DAY: 3, MONDAY + WEEK: 5}

    (figure,) = figures(counts, MONDAY, MONDAY + 2 * WEEK)

    assert figure == Figure(MONDAY, MONDAY, 6)
    assert figure.sunday == MONDAY + 6 * DAY


def test_a_week_is_shown_a_day_after_it_is_over() -> None:
    """Its last counts may still be on their way until then."""
    assert open_week(MONDAY + 6 * DAY) == MONDAY
    assert open_week(MONDAY + WEEK) == MONDAY
    assert open_week(MONDAY + WEEK + DAY) == MONDAY + WEEK


def test_counts_are_kept_in_whole_quarters() -> None:
    """What goes is a quarter at once, never a part of a figure."""
    assert kept_since(MONDAY) == kept_since(MONDAY + QUARTER - DAY) == MONDAY - 4 * QUARTER
    assert week_of(MONDAY) == MONDAY


STORES = st.lists(
    st.tuples(
        st.integers(0, 200).map(lambda back: MONDAY + 150 * DAY - back * DAY),
        st.sampled_from(CELLS),
        st.integers(1, 9),
    ),
    max_size=60,
    unique_by=lambda row: row[:2],
)


def counts_of(rows: list[tuple[date, tuple[str, str], int]]) -> list[Count]:
    """As the store gives them."""
    return [(day, *cell, count) for day, cell, count in rows]


def everything(report: Report) -> dict[str, set[Figure]]:
    """Each figure of each way in that is on a page."""
    return {way.id: set(way.figures) for way in report.ways}


@given(STORES, st.integers(7, 300), st.integers(7, 300), st.integers(0, 60))
def test_two_reports_give_nothing_that_is_not_on_one_of_them(
    rows: list[tuple[date, tuple[str, str], int]], days: int, others: int, later: int
) -> None:
    """Of other lengths, made on other days: what one has more is figures of six or more."""
    made = MONDAY + 151 * DAY
    one = report_of(counts_of(rows), NAMES, made, days)
    two = report_of(counts_of(rows), NAMES, made + timedelta(later), others)

    for way, found in everything(one).items():
        both = sorted(found | everything(two)[way], key=lambda figure: figure.first)
        assert all(figure.count >= FEWEST for figure in both)
        assert all(a.last < b.first for a, b in itertools.pairwise(both))


@given(STORES, st.integers(1, 9))
def test_what_is_counted_later_moves_no_figure(
    rows: list[tuple[date, tuple[str, str], int]], more: int
) -> None:
    """A report is right for good."""
    made = MONDAY + 120 * DAY
    before = [row for row in rows if row[0] < open_week(made)]
    after = [*before, (made, ("channel", "web"), more), (made, ("outcome", "permitted"), more)]

    old = everything(report_of(counts_of(before), NAMES, made, 400))
    new = everything(report_of(counts_of(after), NAMES, made + 30 * DAY, 460))

    assert all(found <= new[way] for way, found in old.items())


@given(STORES, st.integers(7, 300))
def test_totals_add_up_what_is_shown_and_nothing_else(
    rows: list[tuple[date, tuple[str, str], int]], days: int
) -> None:
    """Else the difference would be what is not shown."""
    report = report_of(counts_of(rows), NAMES, MONDAY + 151 * DAY, days)

    by_day: dict[date, int] = defaultdict(int)
    for day, cell, count in rows:
        by_day[day] += count if cell == ("outcome", "permitted") else 0
    until = open_week(MONDAY + 151 * DAY)
    since = min((day for day, *_ in rows), default=until)
    expected = sum(
        each.count for each in figures(by_day, since, until) if each.last >= report.first
    )
    (part,) = report.parts
    assert [row.count for row in part.rows] == ([expected] if expected else [])
    assert report.total == sum(each.count for way in report.ways for each in way.figures)


def test_a_name_without_a_figure_is_not_told_apart_from_none() -> None:
    """That something was met at all would be a small figure too."""
    rows: list[Count] = [(MONDAY, "outcome", "permitted", 6), (MONDAY, "outcome", "required", 5)]
    with_few = report_of(rows, NAMES, MONDAY + 2 * WEEK, 30)
    with_none = report_of(rows[:1], NAMES, MONDAY + 2 * WEEK, 30)

    assert with_few == with_none
    assert with_few.parts[0].others == ["They have to give it"]
