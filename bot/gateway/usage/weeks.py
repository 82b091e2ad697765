"""Weeks from Monday to Sunday, and quarters of thirteen weeks: the same in every report."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

HERE = ZoneInfo("Pacific/Auckland")

FIRST = date(2024, 1, 1)
"""A Monday. Quarters are counted from it, so that they never depend on when somebody looks."""

DAY = timedelta(days=1)
WEEK = 7 * DAY
QUARTER = 13 * WEEK
QUARTERS_KEPT = 5
"""The one that runs, and a year before it."""

LATE = DAY
"""After a week its last counts are still on their way; then it does not change any more."""


def today() -> date:
    """The calendar day in New Zealand."""
    return datetime.now(HERE).date()


def week_of(day: date) -> date:
    """Its Monday."""
    return day - timedelta(days=day.weekday())


def quarter_of(day: date) -> date:
    """The Monday on which its quarter began."""
    return FIRST + (day - FIRST) // QUARTER * QUARTER


def kept_since(today: date) -> date:
    """The first day of which counts are kept; whole quarters go at once."""
    return quarter_of(today) - (QUARTERS_KEPT - 1) * QUARTER


def open_week(today: date) -> date:
    """The Monday of the first week that may still change."""
    return week_of(today - LATE)
