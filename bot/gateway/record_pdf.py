"""A record's page as a tagged PDF, by WeasyPrint, which reads nothing from anywhere."""

from __future__ import annotations

import contextlib
import functools
import logging
from typing import Any

from bot.gateway.pages import WIDGET

STYLE = WIDGET / "record.css"
VARIANT = "pdf/ua-1"


class NoPdf(Exception):
    """This machine cannot make PDFs: Pango, which WeasyPrint loads, is not on it."""


def as_pdf(page: str) -> bytes:
    """The page as PDF/UA: tagged, with title, language and bookmarks.

    Takes a processor for up to a second: call it in a thread.

    Raises:
        NoPdf: WeasyPrint cannot be loaded.
    """
    html, css, fetcher = _weasyprint()
    style = css(string=STYLE.read_text(encoding="utf-8"), url_fetcher=fetcher)
    document = html(string=page, url_fetcher=fetcher, base_url="record:")
    made: bytes = document.write_pdf(stylesheets=[style], pdf_variant=VARIANT, finisher=_scoped)
    return made


def _scoped(_document: Any, pdf: Any) -> None:
    """Say of each table heading that it is of its row, which WeasyPrint leaves out.

    All of a record's are: its tables are pairs of a name and a value.
    """
    for each in pdf.objects:
        if isinstance(each, dict) and each.get("S") == "/TH":
            each["A"] = "<< /O /Table /Scope /Row >>"


def make_ready() -> None:
    """Load WeasyPrint if it is not: who looks at a record may want it on paper next."""
    with contextlib.suppress(NoPdf):
        _weasyprint()


@functools.cache
def _weasyprint() -> tuple[Any, Any, Any]:
    """WeasyPrint's two ways in and a fetcher that refuses; loaded when the first PDF is wanted.

    Raises:
        NoPdf: it cannot be loaded.
    """
    try:
        from weasyprint import CSS, HTML, urls  # noqa: PLC0415  (half a second at start)
    except (ImportError, OSError) as error:
        raise NoPdf from error
    logging.getLogger("weasyprint").setLevel(logging.ERROR)

    class Refusing(urls.URLFetcher):  # type: ignore[misc]  # untyped
        """Reads nothing: the page holds all there is, and the style comes with it."""

        def fetch(self, url: str, headers: Any = None) -> Any:
            """Refuse."""
            del headers
            raise ValueError(f"a record reads nothing from elsewhere: {url}")

    return HTML, CSS, Refusing()
