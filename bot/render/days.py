"""Days in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

_MONTHS = (
    "January February March April May June July August September October November December".split()
)


def spoken(day: date) -> str:
    """As people here write it: 30 November 2026."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"
