"""Nobody is sent to a number that was not seen on an official page lately."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest

from bot.law.errors import LawError
from bot.law.load import DATA_LAW, load_law
from bot.law.reading import read_block
from bot.render import blocks

if TYPE_CHECKING:
    from pathlib import Path

LAW = load_law()
READ = read_block(
    (DATA_LAW / "contacts.yml").read_text(encoding="utf-8"),
    "contacts.yml",
    DATA_LAW / "schema" / "contacts.schema.json",
)
SHOWN = blocks.contacts(LAW.contacts.values())["items"]
SEEN = frozenset({"P", "G"})
NUMBER = re.compile(r"\b0[58]0[08] ?\d{3} ?\d{3,4}\b|\+64[\d ]{8,}|\b1737\b|\bon 105\b")
ADDRESS = re.compile(r"[\w.]+@[\w.]+\w")


def written() -> str:
    """All words of data/law that can come before people."""
    folders = (DATA_LAW, DATA_LAW / "frameworks", DATA_LAW / "explainers", DATA_LAW / "guidance")
    files = [path for folder in folders for path in sorted(folder.iterdir()) if path.is_file()]
    return "\n".join(path.read_text(encoding="utf-8") for path in files)


def test_what_is_shown_was_seen_on_an_official_page() -> None:
    """No number or address that is from memory or from a secondary source."""
    sure = {
        contact[kind]
        for contact in READ["contacts"]
        if set(contact["confidence"].split(" + ")) <= SEEN
        for kind in ("phone", "email")
        if kind in contact
    }
    shown = {item[kind] for item in SHOWN for kind in ("phone", "email") if item.get(kind)}

    assert shown
    assert shown <= sure


def test_no_other_number_stands_in_the_words_of_the_law() -> None:
    """A sentence that gives a number gives one of those."""
    shown = {item.get(kind) for item in SHOWN for kind in ("phone", "email")}
    text = written()

    assert {*NUMBER.findall(text), *ADDRESS.findall(text)} <= shown


def test_what_is_not_shown_is_nowhere_among_what_is() -> None:
    """Neither by its id nor by its name."""
    for entry in READ["not_shown"]:
        assert entry["id"] not in LAW.contacts
        assert entry["name"] not in {item["name"] for item in SHOWN}


@pytest.mark.parametrize("phone", ["111", "0508 326 459"])
def test_the_two_that_matter_most_stay(phone: str) -> None:
    """Danger, and Oranga Tamariki."""
    assert phone in {item.get("phone") for item in SHOWN}


def test_a_number_from_a_secondary_source_is_refused(law_copy: Path) -> None:
    """It goes under what is not shown, without its number."""
    path = law_copy / "contacts.yml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("confidence: G", "confidence: S", 1), encoding="utf-8")

    with pytest.raises(LawError, match=r"contacts\.yml:\d+"):
        load_law(law_copy)


@pytest.mark.parametrize("kind", ["phone: 0800 000 000", "email: someone@example.com"])
def test_what_is_not_shown_has_no_number(law_copy: Path, kind: str) -> None:
    """What is not written down cannot be shown by mistake."""
    path = law_copy / "contacts.yml"
    text = path.read_text(encoding="utf-8")
    place = "    name: Need to talk?\n"
    assert place in text
    path.write_text(text.replace(place, f"{place}    {kind}\n"), encoding="utf-8")

    with pytest.raises(LawError, match=r"contacts\.yml:\d+"):
        load_law(law_copy)


def test_the_rule_is_in_the_schema() -> None:
    """S is no confidence that a shown contact may have."""
    schema = json.loads((DATA_LAW / "schema" / "contacts.schema.json").read_text("utf-8"))
    confidence = schema["properties"]["contacts"]["items"]["properties"]["confidence"]["pattern"]

    assert not re.match(confidence, "S")
    assert not re.match(confidence, "G + S")
    assert re.match(confidence, "P + G")
