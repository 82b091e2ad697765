"""The page on embedding names every attribute, property and default that the widget has."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
WIDGET = ROOT / "bot" / "widget"
PAGE = (ROOT / "docs" / "how-to" / "embed-the-widget.md").read_text(encoding="utf-8")
OURS = {"framed"}  # set by our own page in a frame, and by nobody else


def source(name: str) -> str:
    """A file of the widget."""
    return (WIDGET / name).read_text(encoding="utf-8")


def rows(heading: str) -> list[list[str]]:
    """Cells of the tables of one section, without their heads."""
    section = PAGE.split(f"\n## {heading}")[1].split("\n## ")[0]
    lines = re.findall(r"^\| .*\|$", section, re.MULTILINE)[1:]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]


def test_the_page_names_every_attribute() -> None:
    """Those that the element reads, no more and no fewer."""
    read = set(re.findall(r'(?:get|has)Attribute\("(\w+)"\)', source("element.js"))) - OURS
    named = {cells[1].strip("`") for cells in rows("4.")} - {""}

    assert named == read


def test_the_tags_attributes_are_the_elements() -> None:
    """Each data-... is that attribute; one that has no counterpart is known to the script."""
    for tag, element, *_ in rows("4."):
        assert tag in {"", f"`data-{element.strip('`')}`", "`data-manual`"}
    assert '"manual" in SCRIPT.dataset' in source("element.js")


def test_the_page_names_every_custom_property_with_its_default() -> None:
    """The default of each stands in the stylesheet, or beside the check of contrast."""
    look = source("widget.css")
    code = look + source("colours.js")
    table = {cells[0].strip("`"): cells[2] for cells in rows("6.")}

    assert set(table) == set(re.findall(r"--sts-[\w-]+", code))
    for name, default in table.items():
        values = re.findall(r"`([^`]+)`", default)
        assert all(value in look for value in values), name
        assert values or name == "--sts-font"


def test_the_page_names_what_the_browser_keeps() -> None:
    """Every key of the browser's memory, and both cookies."""
    channel, suffix = (
        re.findall(pattern, source("tabs.js"))
        for pattern in (r'CHANNEL = "([^"]+)"', r"HIDDEN = `\$\{CHANNEL\}([^`]+)`")
    )
    keys = [channel[0], channel[0] + suffix[0]]
    cookies = re.findall(
        r'COOKIE = "(\w+)"', (ROOT / "bot" / "gateway" / "identity.py").read_text("utf-8")
    )

    assert len(cookies) == 2
    assert all(f"`{name}`" in PAGE for name in (*keys, *cookies))
