"""A record as a page. The same page, without its toolbar, is what the PDF is made from."""

from __future__ import annotations

from datetime import UTC, date, datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from bot.gateway.templating import is_https, marker
from bot.render.days import spoken

if TYPE_CHECKING:
    from bot.gateway.kept_records import KeptRecord
    from bot.law.model import Law
    from bot.render.record import Record

TEMPLATES = Path(__file__).resolve().parent / "templates"
HERE = ZoneInfo("Pacific/Auckland")
NOON = 12


class RecordPages:
    """Draws records and refusals in the words of ``data/law/record.yml``."""

    def __init__(self, law: Law) -> None:
        """Use the law's words."""
        self._law = law

    @cached_property
    def _drawing(self) -> Environment:
        found = Environment(
            loader=FileSystemLoader(TEMPLATES),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
        )
        found.tests["https"] = is_https
        found.filters["reo"] = marker(self._law)
        found.filters["day"] = lambda day: spoken(date.fromisoformat(day))
        found.globals["words"] = self._law.papers.words
        return found

    def page(self, made: Record, kept: KeptRecord, path: str, *, pdf: bool = False) -> str:
        """The page of one record.

        Args:
            made: the record, as the person decided.
            kept: where it comes from; says when it expires.
            path: its address without the form, for the toolbar.
            pdf: leave out what is for the screen only.
        """
        ways = self._law.papers.ways(made["facts"]).values()
        return self._drawing.get_template("record.html").render(
            record={**made, "sections": [_full(each) for each in made["sections"]]},
            ways=[way for way in ways if way.value in kept.ways],
            expires=_told(kept.expires),
            path=path,
            pdf=pdf,
        )

    def refused(self, name: str, links: list[dict[str, str]] | None = None, **gaps: str) -> str:
        """A page with one sentence that says what to do; ``name`` is that of its words."""
        words = self._law.papers.words
        return self._drawing.get_template("record-refused.html").render(
            title=words[f"{name}_title"], sentence=words[name].format(**gaps), links=links or []
        )


def _told(expires: datetime) -> str:
    """A time of UTC, kept without a zone, as people here write it: 3:06 pm."""
    here = expires.replace(tzinfo=UTC).astimezone(HERE)
    half = "am" if here.hour < NOON else "pm"
    return f"{here:%A} {spoken(here.date())} at {here.hour % 12 or 12}:{here:%M} {half}"


def _full(section: dict[str, Any]) -> dict[str, Any]:
    """A section whose items all have the keys that may be absent, for a template that is strict."""
    absent = {"provision": "", "phone": "", "email": "", "url": ""}
    return {**section, "items": [{**absent, **item} for item in section["items"]]}
