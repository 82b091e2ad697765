"""The record as PDF: what is in it, that it is tagged, and what happens where it cannot be made."""

from __future__ import annotations

import io
import itertools
import json
import re
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest
from pypdf import PdfReader

from bot.gateway import record_pdf
from tests.gateway.recording import recorded

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.gateway.conftest import Person
    from tests.gateway.stand_in import StandIn

ANSWERS: dict[str, dict[str, str]] = {
    "shared": {},
    "not_shared": {"danger_now": "yes", "family_violence": "unknown"},
    "declined": {"direction": "asked", "request": "other"},
}


async def pdf(person: Person, rasa: StandIn, decision: str) -> tuple[PdfReader, dict[str, Any]]:
    """The PDF of a record, and the same record as JSON."""
    block = await recorded(person, rasa, **ANSWERS[decision])
    found = await person.client.get(f"{block['url']}.pdf?decision={decision}")
    same = await person.client.get(f"{block['url']}.json?decision={decision}")
    assert found.status_code == 200
    assert found.headers["content-type"] == "application/pdf"
    return PdfReader(io.BytesIO(found.content)), json.loads(same.text)


def squeezed(text: str) -> str:
    """Without any space, since lines break where the paper ends."""
    return re.sub(r"\s", "", text)


@pytest.mark.parametrize("decision", list(ANSWERS))
async def test_its_text_holds_all_that_the_record_says(
    person: Person, rasa: StandIn, decision: str
) -> None:
    """Outcome, each note, quote and source address, date, versions, digest; macrons whole."""
    reader, found = await pdf(person, rasa, decision)
    foot = re.compile(rf"(?:•\s*)*Safe to Share · {found['digest'][:12]}\s*\d+ / \d+\s*$")
    pages = [page.extract_text() for page in reader.pages]
    assert all(foot.search(page) for page in pages)
    text = squeezed("".join(foot.sub("", page) for page in pages))

    said = [found["title"], found["headline"], *found["summary"], found["digest"], found["notice"]]
    for section in found["sections"]:
        said.append(section["title"])
        for item in section["items"]:
            flat = [part for key, part in item.items() if key not in {"lines", "source"}]
            for part in (*flat, *item.get("source", {}).values()):
                said += part if isinstance(part, list) else [part]
    days = {each for each in said if re.fullmatch(r"\d{4}-\d\d-\d\d", each)}
    missing = [each for each in said if squeezed(each) not in text and each not in days]
    assert len(said) > 80
    assert missing == []
    assert "22November2026" in text
    assert "1December2025" in text


async def test_no_table_is_torn_over_two_pages(person: Person, rasa: StandIn) -> None:
    """What was understood, and the versions: heading, first row and last are on one page."""
    torn = []
    for decision in ANSWERS:
        reader, found = await pdf(person, rasa, decision)
        pages = [squeezed(page.extract_text()) for page in reader.pages]
        for table in (each for each in found["sections"] if each["as"] == "pairs"):
            rows = table["items"]
            words = [squeezed(each) for each in (table["title"], rows[0]["name"], rows[-1]["name"])]
            if not any(all(each in page for each in words) for page in pages):
                torn.append((decision, table["title"]))
    assert torn == []


async def test_it_is_tagged_has_title_language_bookmarks_and_says_that_it_is_pdf_ua(
    person: Person, rasa: StandIn
) -> None:
    """What a screen reader needs."""
    reader, found = await pdf(person, rasa, "shared")
    root: Any = reader.trailer["/Root"]
    about = root["/Metadata"].get_object().get_data().decode()

    assert root["/MarkInfo"]["/Marked"]
    assert root["/StructTreeRoot"]["/K"]
    assert root["/Lang"] == "en-NZ"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert re.search(r"pdfuaid:part[^>]*>1<|pdfuaid:part=\"1\"", about)
    assert reader.metadata is not None
    assert str(reader.metadata.title).startswith(found["title"])
    assert len(reader.outline) > 1 or reader.outline


def parts(node: Any) -> Iterator[Any]:
    """A part of the structure that is read aloud, and all parts of it."""
    yield node
    below = node.get("/K", [])
    for each in below if isinstance(below, list) else [below]:
        found = each.get_object()
        if isinstance(found, dict) and "/S" in found:
            yield from parts(found)


async def test_its_structure_is_what_pdf_ua_asks_for(person: Person, rasa: StandIn) -> None:
    """Headings in order, table headings of their rows, links that say where, pages in order."""
    reader, _ = await pdf(person, rasa, "shared")
    root: Any = reader.trailer["/Root"]
    top = root["/StructTreeRoot"]["/K"]
    tops = [each.get_object() for each in (top if isinstance(top, list) else [top])]
    found = [part for each in tops for part in parts(each)]
    kinds = [str(part["/S"]) for part in found]
    levels = [int(kind[2]) for kind in kinds if re.fullmatch(r"/H[1-6]", kind)]

    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(later - level <= 1 for level, later in itertools.pairwise(levels))
    headings = [part for part in found if part["/S"] == "/TH"]
    assert headings
    assert {str(part["/A"]["/Scope"]) for part in headings} == {"/Row"}
    assert kinds.count("/Link") > 5
    links = [
        each.get_object()
        for page in reader.pages
        for each in page.get("/Annots", [])
        if each.get_object()["/Subtype"] == "/Link"
    ]
    assert all(link.get("/Contents") and "/StructParent" in link for link in links)
    assert {str(page["/Tabs"]) for page in reader.pages} == {"/S"}


async def test_every_font_is_inside(person: Person, rasa: StandIn) -> None:
    """It prints the same on a machine without them."""
    reader, _ = await pdf(person, rasa, "shared")
    fonts = [
        font.get_object()
        for page in reader.pages
        for font in page["/Resources"]["/Font"].values()  # type: ignore[index]  # pypdf's mapping
    ]

    assert fonts
    for font in fonts:
        assert "DejaVu" in str(font["/BaseFont"])
        inner = font["/DescendantFonts"][0].get_object()["/FontDescriptor"]
        assert {"/FontFile2", "/FontFile3"} & set(inner.get_object())


def test_a_page_that_wants_something_from_elsewhere_gets_nothing(tmp_path: Any) -> None:
    """No file of the machine and no address is read, whatever the page asks for."""
    (tmp_path / "secret.css").write_text("p::after {content: 'gotcha'}", encoding="utf-8")
    page = (
        f'<html lang="en"><head><title>T</title><link rel="stylesheet" '
        f'href="file://{tmp_path}/secret.css"></head><body><p>Here</p>'
        '<img alt="" src="http://127.0.0.1:1/x.png"></body></html>'
    )

    found = PdfReader(io.BytesIO(record_pdf.as_pdf(page)))

    assert found.pages[0].extract_text().strip().startswith("Here")
    assert "gotcha" not in found.pages[0].extract_text()


async def test_where_pdf_cannot_be_made_it_says_so_and_names_the_other_forms(
    person: Person, rasa: StandIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    """503 with a sentence; the page, text and JSON are a press away and work."""
    record_pdf._weasyprint.cache_clear()
    monkeypatch.setitem(sys.modules, "weasyprint", None)
    block = await recorded(person, rasa)

    answer = await person.client.get(f"{block['url']}.pdf?decision=shared")
    links = re.findall(r'href="(/records/[^"]+)"', answer.text)

    assert answer.status_code == 503
    assert "Print the page, or take the record as plain text or JSON" in answer.text
    assert len(links) == 3
    for link in links:
        assert (await person.client.get(link)).status_code == 200


async def test_more_at_once_than_the_machine_should_make_wait_and_are_made(
    person: Person, rasa: StandIn
) -> None:
    """A queue that is full for longer than a person waits is a sentence, not a hang."""
    block = await recorded(person, rasa)
    printing = person.app.state.parts.printing
    person.app.state.parts.settings.__dict__["patience"] = 0.05
    await printing.acquire()
    await printing.acquire()

    busy = await person.client.get(f"{block['url']}.pdf")
    printing.release()
    free = await person.client.get(f"{block['url']}.pdf")
    printing.release()

    assert (busy.status_code, free.status_code) == (503, 200)


def test_starting_the_gateway_does_not_load_it() -> None:
    """Half a second that most people never need."""
    code = "import sys, bot.gateway.app; print('weasyprint' in sys.modules)"

    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert done.stdout.strip() == "False"
