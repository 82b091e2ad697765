"""Every rule of the reading of the law has its place here, and nothing is here without one.

The reading, by section and row, is ``tests/law/coverage.yml``.
"""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest
import yaml

from bot.law.load import load_law
from bot.law.reading import WordsLoader
from tests.law.provisions import Place, places

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.law.texts import Note

LAW = load_law()
FILE = Path(__file__).parent / "coverage.yml"
READ = yaml.load(FILE.read_text(encoding="utf-8"), WordsLoader)  # noqa: S506 a SafeLoader
ACTS = READ["acts"]
SECTIONS = {section["section"]: section for section in READ["sections"]}
PARTS = {3: 6, 4: 3, 5: 8, 6: 2, 7: 3}
"""Sections of the note that state law, by chapter; chapter 10 is the rule table."""
NOTES = ("duties", "limits", "judgements", "unsettled")
SENTENCE = re.compile(r"[A-Z].*\w+ \w+ \w+.*\.")
ADVISER = re.compile(r"\b(?:privacy officer|lawyer)\b")
NUMBERED = re.compile(r"(?:ss?|IPP|r) \d|Schedule")


class Row(NamedTuple):
    """One row of the reading, with the provision that it rests on."""

    name: str
    law: str
    homes: tuple[str, ...]
    because: str
    mark: str


class Home(NamedTuple):
    """What a row names: the provisions that it cites (none if it cites none), and its words."""

    provisions: tuple[str, ...]
    words: str


def read_rows() -> Iterator[Row]:
    """Every row, with its section's law where it has none of its own."""
    for name, section in SECTIONS.items():
        for row in section["rows"]:
            law = row.get("law") or section.get("law", "")
            if "law" not in row and NUMBERED.match(row["row"]):
                law = f"{law.split()[0]} {row['row']}"
            full = row["row"] if name == "10" else f"{name} {row['row']}"
            homes = tuple(row.get("is", ()))
            yield Row(full, law, homes, row.get("because", ""), row.get("mark", ""))


ROWS = tuple(read_rows())


def notes_of(gateway: Any) -> list[Note]:
    """All that hangs on a gateway."""
    return [note for kind in NOTES for note in getattr(gateway, kind)]


def home(name: str) -> Home:
    """What a row names; KeyError if there is no such thing."""
    kind, _, rest = name.rpartition(":") if not name.startswith("note:") else name.partition(":")
    if kind == "note":
        return _note(rest)
    if kind == "role":
        return _role(rest)
    if kind == "fact":
        fact, _, value = rest.partition("=")
        LAW.facts[fact].options[value]
        return Home((), "")
    if kind == "passage":
        return Home((), LAW.passages[rest].beside)
    gateways = [gateway for gateway in LAW.gateways if gateway.id == name]
    if gateways:
        words = [g.says for g in gateways] + [n.text for g in gateways for n in notes_of(g)]
        return Home(tuple(g.citation.provision for g in gateways), " ".join(words))
    says = LAW.explainers[name].says
    return Home(tuple(note.provision for note in says), " ".join(note.text for note in says))


def _note(rest: str) -> Home:
    gateway, _, provision = rest.partition(" ")
    found = [
        note.text
        for version in LAW.gateways
        if version.id == gateway
        for note in notes_of(version)
        if note.provision == provision.strip('"')
    ]
    if not found:
        raise KeyError(rest)
    return Home((provision.strip('"'),), " ".join(found))


def _role(rest: str) -> Home:
    """A role, or its place on a list: on it, unless the row says ``=unknown``."""
    role, _, listed = rest.partition(" ")
    kind, _, value = listed.partition("=")
    if not kind:
        LAW.roles[role]
        return Home((), "")
    membership = LAW.roles[role].memberships[kind]
    if membership.value != (value or "yes"):
        raise KeyError(rest)
    return Home((membership.provision,), "")


def cites(row: Row, provisions: tuple[str, ...]) -> set[Place]:
    """Those places of the row that the provisions meet."""
    theirs = {place for text in provisions for place in places(text, ACTS)}
    return {mine for mine in places(row.law, ACTS) if any(mine.meets(other) for other in theirs)}


def missing(row: Row) -> list[str]:
    """What the row names that does not cite its provision, and what of it nothing cites."""
    cited = {name: found for name in row.homes if (found := home(name).provisions)}
    if not places(row.law, ACTS):
        return [n for n, found in cited.items() if not any(row.law in text for text in found)]
    wrong = [name for name, found in cited.items() if not cites(row, found)]
    everything = tuple(text for found in cited.values() for text in found)
    return wrong + [str(p) for p in places(row.law, ACTS) - cites(row, everything)]


def test_every_rule_is_there_once() -> None:
    """R01 to R60."""
    rules = [row.name for row in ROWS if re.fullmatch(r"R\d\d", row.name)]

    assert sorted(rules) == [f"R{number:02}" for number in range(1, 61)]


def test_every_section_is_there() -> None:
    """Those of the note that state law."""
    stating = {f"{chapter}.{n + 1}" for chapter, count in PARTS.items() for n in range(count)}

    assert set(SECTIONS) >= stating | {"10"}


@pytest.mark.parametrize("name", SECTIONS)
def test_a_section_has_as_many_rows_as_were_counted(name: str) -> None:
    """None was forgotten, and none is there twice."""
    section = SECTIONS[name]

    assert section["counted"]
    assert len({row["row"] for row in section["rows"]}) == len(section["rows"]) == section["count"]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.name)
def test_a_row_lives_somewhere_or_says_why_not(row: Row) -> None:
    """Whatever it names exists, and the reason is a sentence."""
    assert all(home(name) for name in row.homes)
    assert row.homes or row.because
    assert not row.because or SENTENCE.fullmatch(row.because)


@pytest.mark.parametrize("row", [row for row in ROWS if row.homes], ids=lambda row: row.name)
def test_what_a_row_names_cites_its_provision(row: Row) -> None:
    """Each of them does, and together they cite all of it."""
    assert missing(row) == []


@pytest.mark.parametrize(
    "row", [row for row in ROWS if row.mark and row.homes], ids=lambda row: row.name
)
def test_what_is_doubtful_sends_to_an_adviser(row: Row) -> None:
    """A rule from memory, from a secondary source or uncertain is never told as if it were sure."""
    assert any(ADVISER.search(home(name).words) for name in row.homes)


def test_marks_are_known() -> None:
    """M, S or U; another would say nothing."""
    assert {row.mark for row in ROWS} == {"", "M", "S", "U"}


def test_every_gateway_is_a_rule_of_the_reading() -> None:
    """Nothing is encoded that the reading of the law does not have."""
    named = Counter(name for row in ROWS for name in row.homes)

    assert {gateway.id for gateway in LAW.gateways} - set(named) == set()


@pytest.mark.parametrize(
    ("provision", "expected"),
    [
        ("Oranga Tamariki Act 1989 s 66(3)", {("OTA", "s", "66.3")}),
        ("OTA s 66Q(1), (3)", {("OTA", "s", "66Q.1"), ("OTA", "s", "66Q.3")}),
        ("PA s 22, IPP 6; s 57", {("PA", "s", "22"), ("PA", "IPP", "6"), ("PA", "s", "57")}),
        ("PA IPP 11(1)(e)(i), (f)", {("PA", "IPP", "11.1.e.i"), ("PA", "IPP", "11.1.f")}),
        ("FVA ss 9 to 11", {("FVA", "s", "9"), ("FVA", "s", "10"), ("FVA", "s", "11")}),
        ("FCA ss 11B to 11D", {("FCA", "s", "11B"), ("FCA", "s", "11C"), ("FCA", "s", "11D")}),
        ("OTA s 2(1), definition of independent person, para (b)", {("OTA", "s", "2.1.b")}),
        ("FCA s 11B (read as at 6 October 2023)", {("FCA", "s", "11B")}),
        ("supported by OTA s 15 and PA s 7(1)", {("OTA", "s", "15"), ("PA", "s", "7.1")}),
        ("good practice, not in the Act", set()),
    ],
)
def test_a_provision_is_read(provision: str, expected: set[tuple[str, str, str]]) -> None:
    """The reader itself."""
    found = {(place.act, place.kind, ".".join(place.path)) for place in places(provision, ACTS)}

    assert found == expected


@pytest.mark.parametrize(
    ("law", "homes"),
    [
        ("OTA s 66(3)", ("legal-privilege",)),
        ("FVA s 15", ("ota.s15",)),
        ("PA IPP 11(1)(c)", ("pa.ipp11-1-f",)),
        ("OTA s 15; OTA s 16", ("ota.s15",)),
        ("OTA s 2(1)(k)", ("role:police ota_agency",)),
        ("Care of Children Act", ("complaints",)),
    ],
)
def test_the_rule_on_citing_sees(law: str, homes: tuple[str, ...]) -> None:
    """The rule itself: another section, Act or paragraph, and a half."""
    assert missing(Row("", law, homes, "", ""))


@pytest.mark.parametrize(
    "name",
    [
        "ota.s99",
        "no-such-page",
        'note:ota.s66 "Privacy Act 2020 s 99"',
        "role:police ota_person",
        "role:nobody",
        "fact:subject=nobody",
        "passage:nothing",
    ],
)
def test_the_rule_on_names_sees(name: str) -> None:
    """The rule itself: a thing that is not there, or not so."""
    with pytest.raises(KeyError):
        home(name)
