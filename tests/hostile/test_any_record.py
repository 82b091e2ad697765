"""A record with any words, as page, text and PDF: nothing falls over, words stay words."""

from __future__ import annotations

import io
from datetime import date, datetime, timedelta
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from bot.gateway.kept_records import KeptRecord
from bot.gateway.record_page import RecordPages
from bot.gateway.record_pdf import as_pdf
from bot.render.record import records
from bot.render.record_text import as_text
from tests.gateway.recording import TEACHER
from tests.hostile.any_blocks import WORDS
from tests.hostile.test_blocks import TAGS, Seen
from tests.render.replies import LAW

ADDRESSES = st.sampled_from(
    ["https://a.example/x", "javascript:x", " javascript:x", "data:text/html,x", "//a", ""]
)
CHOOSES = {"as", "as_at", "on", "id", "decision", "outcome", "facts"}
"""Fields that say how or when, and no words."""

WAYS = records(LAW, TEACHER, date(2026, 11, 22), software="1")
MADE = datetime(2026, 11, 22)  # noqa: DTZ001  (kept without a zone)
KEPT = KeptRecord("", MADE, MADE + timedelta(hours=24), WAYS)
MORE_TAGS = {"main", "header", "nav", "blockquote", "h3"}


def put(data: st.DataObject, value: Any, key: str = "") -> Any:
    """The same with any words in every field, and any address in those of links."""
    if key in CHOOSES:
        return value
    if isinstance(value, dict):
        return {name: put(data, part, name) for name, part in value.items()}
    if isinstance(value, (list, tuple)):
        return [put(data, part) for part in value]
    if not isinstance(value, str):
        return value
    return data.draw(ADDRESSES if key == "url" else WORDS)


@settings(max_examples=15, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(st.data(), st.sampled_from(sorted(WAYS)))
def test_any_record_is_drawn_as_page_and_text(data: st.DataObject, way: str) -> None:
    """No tag but ours, nothing that runs, no link but to https."""
    record = put(data, WAYS[way])
    page = Seen(RecordPages(LAW).page(record, KEPT, "/records/x"))
    text = as_text(record, LAW.papers.words)

    assert page.tags <= TAGS | MORE_TAGS
    assert page.runs == []
    assert record["digest"] in text


@settings(max_examples=3, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(st.data())
def test_any_record_is_drawn_as_pdf(data: st.DataObject) -> None:
    """Tagged as any other; no link of it leads elsewhere than to https, and nothing is fetched."""
    record = put(data, WAYS["shared"])
    made = as_pdf(RecordPages(LAW).page(record, KEPT, "/records/x", pdf=True))

    pages = PdfReader(io.BytesIO(made)).pages
    links = [
        note.get_object()["/A"].get("/URI", "https://of-the-page")
        for each in pages
        for note in each.get("/Annots", ())
    ]
    assert len(pages) > 1
    assert [link for link in links if not link.startswith("https://")] == []
    assert b"/JavaScript" not in made
