"""How long the record of the example takes to become a PDF: ``python -m bench.printing``."""

from __future__ import annotations

import statistics
import time
from datetime import date, datetime, timedelta

from bot.gateway.kept_records import KeptRecord
from bot.gateway.record_page import RecordPages
from bot.gateway.record_pdf import as_pdf, make_ready
from bot.law.load import load_law
from bot.render.record import records

TOLD = {
    "danger_now": "no",
    "direction": "thinking_of_sharing",
    "sharer": "state-school-teacher",
    "recipient": "practice-nurse",
    "subject": "child",
    "concern": "neglect",
    "ota_purpose": "reduce_risk",
    "family_violence": "no",
}
ON = date(2026, 11, 22)
AFTER = 9


def record_to_pdf() -> tuple[float, float]:
    """Seconds that the first takes, WeasyPrint loaded, and the median of those after it.

    A running gateway loads it when somebody opens a record's page.
    """
    law = load_law()
    ways = records(law, TOLD, ON, software="bench")
    made = datetime(2026, 11, 22)  # noqa: DTZ001  (kept without a zone)
    kept = KeptRecord("", made, made + timedelta(hours=24), ways)
    pages, times = RecordPages(law), []
    make_ready()
    for _ in range(1 + AFTER):
        began = time.perf_counter()
        pdf = as_pdf(pages.page(ways["shared"], kept, "/records/x", pdf=True))
        times.append(time.perf_counter() - began)
        assert pdf.startswith(b"%PDF")
    return times[0], statistics.median(times[1:])


if __name__ == "__main__":
    print("record to PDF: first {:.2f} s, then {:.2f} s".format(*record_to_pdf()))
