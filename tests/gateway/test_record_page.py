"""The page of a record shows text as text, whatever is in it."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from bot.gateway.kept_records import KeptRecord
from bot.gateway.record_page import RecordPages
from bot.render.record import records
from tests.gateway.recording import TEACHER

if TYPE_CHECKING:
    from bot.law.model import Law

HOSTILE = "<img src=x onerror=alert(1)>\"'<script>alert(1)</script>"


def hostile(value: Any, key: str = "") -> Any:
    """The same with hostile words in every text but those that choose how it is drawn."""
    if isinstance(value, dict):
        return {name: hostile(part, name) for name, part in value.items()}
    if isinstance(value, list):
        return [hostile(part) for part in value]
    kept = key in {"as", "as_at", "on"} or not isinstance(value, str)
    return value if kept else HOSTILE + value


def test_markup_in_any_field_is_shown_and_not_run(law: Law) -> None:
    """Facts are closed sets, so none should come; if one does, nothing of it is markup."""
    ways = records(law, TEACHER, date(2026, 11, 22), software="1")
    made = datetime(2026, 11, 22)  # noqa: DTZ001  (kept without a zone)
    kept = KeptRecord("", made, made + timedelta(hours=24), ways)
    record = {**hostile(ways["shared"]), "facts": TEACHER}

    page = RecordPages(law).page(record, kept, "/records/x")

    assert page.count("&lt;script&gt;") > 50
    assert not re.search(r"<img|<script", page)
    assert 'href="&lt;img' not in page


def test_a_time_is_told_as_clocks_here_show_it(law: Law) -> None:
    """Thirteen hours ahead of UTC in summer."""
    ways = records(law, TEACHER, date(2026, 11, 22), software="1")
    made = datetime(2026, 11, 22)  # noqa: DTZ001  (kept without a zone)
    kept = KeptRecord("", made, datetime(2026, 11, 30, 1, 10), ways)  # noqa: DTZ001  (as above)

    page = RecordPages(law).page(ways["shared"], kept, "/records/x")

    assert "until Monday 30 November 2026 at 2:10 pm, or until the chat is cleared" in page
