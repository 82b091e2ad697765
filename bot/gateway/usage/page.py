"""The report as one page that needs nothing else: no script, no other file, no address."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.gateway.templating import environment
from bot.gateway.usage.drawing import HEIGHT, LEFT, TOP, WIDTH, busiest, drawn
from bot.gateway.version import software
from bot.render.days import spoken

if TYPE_CHECKING:
    from datetime import date

    from bot.gateway.usage.names import Names
    from bot.gateway.usage.report import Report
    from bot.law.model import Law

MOST_NAMED = 12
"""Names without a figure that are listed; of more only their number is said."""

MOST_OPEN = 15
"""Lines of a table that are seen at once; the others are folded away under it."""


def page_of(report: Report, names: Names, law: Law, today: date) -> str:
    """Draw the page.

    Args:
        report: what it shows.
        names: its words.
        law: gives words of te reo Māori, to be marked as such.
        today: the day that it says it was made on.
    """
    drawing = environment(law)
    drawing.filters["spoken"] = spoken
    most = busiest(report.ways)
    return drawing.get_template("usage.html").render(
        report=report,
        words=names.page,
        today=today,
        version=software(),
        most_named=MOST_NAMED,
        most_open=MOST_OPEN,
        drawings={way.id: drawn(way, report.weeks, most) for way in report.ways if way.figures},
        frame={"left": LEFT, "width": WIDTH, "foot": TOP + HEIGHT, "height": HEIGHT, "top": TOP},
    )
