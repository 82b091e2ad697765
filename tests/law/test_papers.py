"""record.yml and letters.yml: what is wrong in them is named, with its line."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from bot.law.errors import LawError
from bot.law.load import DATA_LAW, load_law


def broken(tmp_path: Path, file: str, old: str, new: str) -> str:
    """What loading says when one thing is changed in a copy of the law files."""
    folder = shutil.copytree(DATA_LAW, tmp_path / "law")
    text = (folder / file).read_text(encoding="utf-8")
    assert old in text
    (folder / file).write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(LawError) as error:
        load_law(folder)
    return str(error.value)


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("shows: facts", "shows: fact", "sections.0.shows is 'fact'. Did you mean 'facts'?"),
        ("[who, facts, seats, shared,", "[who, facst, seats, shared,", "Did you mean 'facts'?"),
        ("directions: [asked]", "directions: [askd]", "no direction is called 'askd'"),
        ("    shows: judgements\n    as: j", "    shows: blanks\n    as: j", "lists them"),
        ("value: answered", "value: undecided", "for direction 'asked'"),
        ("value: answered", "value: undecided", "there is: undecided,"),
    ],
)
def test_a_fault_in_the_record_is_named(tmp_path: Path, old: str, new: str, says: str) -> None:
    """A part, section or direction that does not exist; a direction that cannot be decided."""
    said = broken(tmp_path, "record.yml", old, new)

    assert said.startswith("record.yml:")
    assert says in said


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("is: [want_to_ask]", "is: [want_to_aks]", "Did you mean 'want_to_ask'?"),
        ("fact: ota.s66-3,", "fact: ota.s66-33,", "Did you mean 'ota.s66-3'?"),
        ("says_of: ota.s66-3", "says_of: ota.s66x", "no gateway is called 'ota.s66x'"),
        ("is: [open, elsewhere]", "is: [opened]", "Did you mean 'open'?"),
        ("{fact: lead, is: [none]}", "{fact: lead, is: [ota.s999]}", "called 'ota.s999'"),
        ("under {name}", "under {section}", "no gap is called 'section'"),
        ("- id: report\n", "- id: report\n    if: no\n", "'if' is not a key"),
    ],
)
def test_a_fault_in_a_letter_is_named(tmp_path: Path, old: str, new: str, says: str) -> None:
    """A condition on what does not exist, or a gap that nothing fills."""
    said = broken(tmp_path, "letters.yml", old, new)

    assert said.startswith("letters.yml:")
    assert says in said


@pytest.mark.parametrize("file", ["record.yml", "letters.yml"])
def test_both_files_have_to_be_there(tmp_path: Path, file: str) -> None:
    """Nothing half-loaded is ever used."""
    folder = shutil.copytree(DATA_LAW, tmp_path / "law")
    (folder / file).unlink()

    with pytest.raises(LawError, match="the file is missing"):
        load_law(folder)


def test_a_blank_is_one_line_unless_it_says_more() -> None:
    """So much room is there on paper for what is written by hand."""
    papers = load_law().papers
    sections = {each.id: each for decision in papers.decisions for each in decision.sections}
    lines = {blank.label: blank.lines for blank in sections["shared"].blanks}

    assert lines["What was shared"] == 3
    assert lines["How, and when"] == 1


def test_each_letter_is_there_with_its_words() -> None:
    """As the file has them, in its order."""
    letters = {letter.id: letter for letter in load_law().papers.letters}

    assert "report" in letters
    assert all(letter.title and letter.parts for letter in letters.values())


@pytest.mark.parametrize(
    ("facts", "may_be", "may_not_be"),
    [
        ({"direction": "asked"}, "answered", "shared"),
        ({"direction": "thinking_of_sharing"}, "shared", "answered"),
        ({"direction": "emergency"}, "shared", "answered"),
        ({}, "shared", "answered"),
    ],
)
def test_how_one_may_decide_follows_from_what_happened(
    facts: dict[str, str], may_be: str, may_not_be: str
) -> None:
    """What has no ways of its own, or was not said, has those of sharing."""
    ways = load_law().papers.ways(facts)

    assert may_be in ways
    assert may_not_be not in ways
