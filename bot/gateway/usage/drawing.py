"""Where the bars of a way in stand: numbers for the template's SVG. Pure."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.gateway.usage.weeks import WEEK

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from bot.gateway.usage.report import Way

LEFT, WIDTH, HEIGHT, TOP = 40.0, 720.0, 150.0, 22.0
"""Of the SVG's own units: the room for numbers, the whole width, the height of the axis."""

MOST_LABELS = 8
"""Days named under the axis."""


@dataclass(frozen=True)
class Bar:
    """A figure, drawn: its area is its count. ``note`` is what is written on it."""

    x: float
    y: float
    width: float
    height: float
    note: str


@dataclass(frozen=True)
class Drawing:
    """Bars, the weeks that wait, and what stands at the axes: place and text."""

    bars: list[Bar]
    waiting: list[tuple[float, float]]
    across: list[tuple[float, date]]
    up: list[tuple[float, int]]


def drawn(way: Way, weeks: Sequence[date], most: float) -> Drawing:
    """Draw one way in.

    Args:
        way: with its figures.
        weeks: Mondays, each a step across.
        most: conversations a week at the top, the same for every way, so that they compare.
    """
    step, top = (WIDTH - LEFT) / max(len(weeks), 1), _round_up(most)
    place = {week: LEFT + at * step for at, week in enumerate(weeks)}
    bars = []
    for figure in way.figures:
        height = HEIGHT * figure.count / figure.weeks / top
        width = figure.weeks * step
        bars.append(
            Bar(
                place[figure.first] + 1, TOP + HEIGHT - height, width - 2, height, str(figure.count)
            )
        )
    last = max((figure.last for figure in way.figures), default=weeks[0] - WEEK)
    rest = [week for week in weeks if week > last]
    waiting = [(place[rest[0]] + 1, len(rest) * step - 2)] if rest else []
    every = math.ceil(len(weeks) / MOST_LABELS)
    up = [(TOP + HEIGHT - HEIGHT * part / top, part) for part in (0, top // 2, top)]
    return Drawing(bars, waiting, [(place[week], week) for week in weeks[::every]], up)


def busiest(ways: Sequence[Way]) -> float:
    """The most conversations a week that any figure comes to."""
    return max((each.count / each.weeks for way in ways for each in way.figures), default=1.0)


def _round_up(most: float) -> int:
    """An even number that is easy to read, at least as great."""
    step = max(2 * int(10.0 ** int(math.log10(max(most, 1) / 2))), 2)
    return math.ceil(most / step) * step
