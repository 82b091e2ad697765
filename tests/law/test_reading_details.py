"""How the law files are read, one small decision at a time: lines, messages, days, defaults."""

from __future__ import annotations

import json
from dataclasses import fields
from datetime import date
from typing import TYPE_CHECKING

import pytest

from bot.law import building, reading
from bot.law.errors import LawError
from bot.law.load import load_law
from bot.law.model import Gateway
from bot.law.reading import Block, read_block
from bot.law.vocabulary import Fact, Membership
from tests.law.test_load import GUIDANCE, OTA, PRIVACY, break_file, with_two_versions

if TYPE_CHECKING:
    from pathlib import Path

    from bot.law.model import Law

SCHEMA = {
    "type": "object",
    "additionalProperties": False,
    "properties": {
        "kind": {"enum": ["one", "two"]},
        "count": {"type": "integer"},
        "inner": {"type": "object"},
    },
}


@pytest.fixture
def schema(tmp_path: Path) -> Path:
    """A schema of three keys."""
    path = tmp_path / "schema.json"
    path.write_text(json.dumps(SCHEMA), encoding="utf-8")
    return path


def refusal(text: str, schema: Path, first_line: int = 1) -> str:
    """Why it is refused."""
    with pytest.raises(LawError) as caught:
        read_block(text, "f.yml", schema, first_line=first_line)
    return str(caught.value)


def test_a_block_knows_its_lines(schema: Path) -> None:
    """Its own, and the one of each key; counted from 1, or from where the text starts."""
    text = "kind: one\ninner:\n  deep: [1]\n  more: 2\n"
    found, later = read_block(text, "f.yml", schema), read_block(text, "f", schema, first_line=5)

    assert (found.line, found.lines) == (1, {"kind": 1, "inner": 2})
    assert (found["inner"].line, found["inner"].lines) == (3, {"deep": 3, "more": 4})
    assert isinstance(found["inner"], Block)
    assert found["inner"]["deep"] == [1]
    assert (later.line, later["inner"].lines["more"]) == (5, 8)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("kind: one\nwrong: 1\nalso: 2\n", "f.yml:1: 'also' is not a key that the file can have."),
        ("kind: three\n", "f.yml:1: kind is 'three'. Allowed: one, two."),
        ("kind: one\ncount: many\n", "f.yml:2: count: 'many' is not of type 'integer'"),
        ("kind: one\nkind: two\n", "f.yml:2: this is not YAML: 'kind' twice."),
        ("kind: one\ncount: [\n", "f.yml:3: this is not YAML:"),
        ("kind: one\ncount: 2020-13-01\n", "f.yml:2: this is not YAML: '2020-13-01' is not a day"),
        ("- one\n", "f.yml:1: expected keys and values"),
    ],
)
def test_a_fault_is_put_into_words(schema: Path, text: str, says: str) -> None:
    """Which line, what is wrong there, and what would be right."""
    assert refusal(text, schema).startswith(says)


def test_a_fault_is_named_by_the_line_of_the_file(schema: Path) -> None:
    """Where the text is only a part of it."""
    assert refusal("kind: one\nkind: two\n", schema, first_line=5).startswith("f.yml:6:")


def test_a_provision_may_be_in_force_for_one_day() -> None:
    """From and until are both included; the day after the last is refused as a first."""
    day, before = date(2026, 5, 1), date(2026, 4, 30)
    span = building.in_force(_block({"from": day, "until": day}), "f.yml")

    assert [span.covers(each) for each in (before, day, date(2026, 5, 2))] == [False, True, False]
    with pytest.raises(LawError, match="which is before"):
        building.in_force(_block({"from": day, "until": before}), "f.yml")


def _block(values: dict[str, object]) -> Block:
    block = Block(values)
    block.line = 1
    return block


@pytest.mark.parametrize(
    ("ends", "begins", "says"),
    [
        ("2025-11-27", "2025-11-27", "in force on the same days"),
        ("2025-11-25", "2025-11-27", "in force neither between"),
    ],
)
def test_versions_follow_each_other_to_the_day(
    law_copy: Path, ends: str, begins: str, says: str
) -> None:
    """Not the same day twice, and not one day without."""
    with_two_versions(law_copy, ends, begins)

    with pytest.raises(LawError, match=says):
        load_law(law_copy)


def test_the_first_version_may_have_no_beginning(law_copy: Path) -> None:
    """It comes before every version that has one."""
    with_two_versions(law_copy, ends="2025-11-26", begins="2025-11-27")
    break_file(
        law_copy,
        PRIVACY,
        "{from: 2020-12-01, until: 2025-11-26}",
        "{from: always, until: 2025-11-26}",
    )

    assert load_law(law_copy).gateways


def test_the_law_is_as_old_as_its_oldest_reading(law: Law) -> None:
    """What is shown as the day of the law is true of every provision."""
    assert law.as_at == min(gateway.citation.as_at for gateway in load_law().gateways)
    assert law.as_at == date(2024, 6, 30)


def test_everything_that_is_read_is_there(law: Law) -> None:
    """Explainers, sources and the words that open a list, and not only their names."""
    passage = law.passages["good-practice-trust"]

    assert all(explainer.id == name for name, explainer in load_law().explainers.items())
    assert passage.lead_in == law.passages["good-practices"].text
    assert passage.source.url.startswith("https://")


@pytest.mark.parametrize(
    ("fact", "means"),
    [
        ("violence", "no"),
        ("purpose", "none"),
        ("fva_about", "neither"),
        ("request_basis", "other"),
        ("subject", ""),
    ],
)
def test_a_bare_no_means_one_answer(fact: str, means: str) -> None:
    """No, none or neither, or the answer that is marked; nothing where there is none."""
    assert load_law().facts[fact].plain_no == means


def test_what_a_fact_does_not_say_is_the_usual() -> None:
    """Most facts are of one value, closed, asked by themselves, and may be otherwise."""
    facts = load_law().facts

    def having(key: str, value: object = True) -> set[str]:  # noqa: FBT002 as it is read
        return {name for name, fact in facts.items() if getattr(fact, key) is value}

    assert having("open_ended") == {"sharer", "recipient", "company", "concern"}
    assert having("is_role") == {"sharer", "recipient", "company"}
    assert having("many") == {"company"}
    assert having("told_only") == {"info_type"}
    assert "subject" in having("may_change") > {"family_violence"}
    assert {"danger_now", "age", "request_basis"} <= having("may_change", value=False)


def test_what_is_made_without_saying_more_is_the_usual() -> None:
    """For callers other than the files: nothing special unless it is said."""
    fact, membership = Fact("a", "A", "A?", "a", 1, {}), Membership("yes", "so", "s 1")
    said = {field.name: field.default for field in fields(Gateway)}

    assert (fact.open_ended, fact.is_role, fact.many, fact.told_only) == (False,) * 4
    assert (fact.may_change, fact.alone) == (True, True)
    assert membership.open_in_law is False
    assert said["standing"] is False


def test_the_first_list_that_a_role_does_not_speak_of_is_named(law_copy: Path) -> None:
    """In the order of the alphabet."""
    path = law_copy / "roles.yml"
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    at = next(n for n, line in enumerate(lines) if line.startswith("      fva_agency:"))
    path.write_text("".join(lines[:at] + lines[at + 2 :]), encoding="utf-8")

    with pytest.raises(LawError, match="does not say whether it is fva_agency"):
        load_law(law_copy)


def test_a_fault_in_the_front_matter_has_its_line(law_copy: Path) -> None:
    """Counted from the top of the page."""
    line = break_file(law_copy, GUIDANCE, "  - id: title\n    place:", "  - id: title\n    plaice:")

    with pytest.raises(LawError, match=rf"^{GUIDANCE}:{line}:"):
        load_law(law_copy)


def test_the_first_passage_that_stands_alone_is_named(law_copy: Path) -> None:
    """Of two, in the order of the alphabet, wherever it stands."""
    break_file(law_copy, GUIDANCE, "## title\n", "## zebra\n")

    with pytest.raises(LawError, match="'title' stands in one of them only"):
        load_law(law_copy)


def test_a_gateway_goes_along_with_one_that_exists(law_copy: Path) -> None:
    """The line is the gateway's own."""
    break_file(law_copy, OTA, "attaches_to: [ota.s66c]", "attaches_to: [ota.s66x]")

    with pytest.raises(LawError, match=r"no gateway is called 'ota.s66x'.*Did you mean 'ota.s66"):
        load_law(law_copy)


SIX_PARTS = "inner: {x: [y]}\n"
"""A mapping, its key, a mapping, its key, a list, and what is in it."""


def test_a_text_of_as_many_parts_as_are_allowed_is_read(
    schema: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Keys, values and what holds them count."""
    monkeypatch.setattr(reading, "_MOST_PARTS", 6)

    assert read_block(SIX_PARTS, "f.yml", schema) == {"inner": {"x": ["y"]}}


def test_a_text_of_one_part_more_is_refused(schema: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Aliases in aliases have millions in a few lines."""
    monkeypatch.setattr(reading, "_MOST_PARTS", 5)

    assert "f.yml:1: this is not YAML: aliases make it endless" in refusal(SIX_PARTS, schema)
