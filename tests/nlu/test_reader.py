"""What the reader makes of messages as people type them."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import yaml

from bot.law.load import load_law
from bot.nlu.cues import CueBook, CueError, read_cues
from bot.nlu.reader import FIRST_WINS, Reader

if TYPE_CHECKING:
    from bot.law.model import Law

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
SENTENCES = yaml.safe_load((HERE / "sentences.yml").read_text("utf-8"))
WATCHED = {"sharer", "recipient", "role", "subject", "concern", "direction"}


def stated(reader: Reader, text: str) -> dict[str, str]:
    """Give the facts that the reader finds, by fact."""
    return {fact.entity: fact.value for fact in reader.read(text)}


@pytest.mark.parametrize(
    ("says", "means"), [pytest.param(*row, id=row[0][:60] or "empty") for row in SENTENCES]
)
def test_a_message_states_who_tells_whom_about_whom(
    reader: Reader, says: str, means: dict[str, str]
) -> None:
    """Of the six facts that open a conversation, exactly those listed are found."""
    found = stated(reader, says)

    assert {fact: value for fact, value in found.items() if fact in WATCHED} == means


def test_there_are_enough_sentences() -> None:
    """The table is not allowed to shrink below what it was written with."""
    assert len(SENTENCES) >= 120


@pytest.mark.parametrize(
    ("says", "fact", "value"),
    [
        ("they asked under section 66", "request_basis", "s66"),
        ("s66 letter", "request_basis", "s66"),
        ("section 66C of the Oranga Tamariki Act", "request_basis", "s66c"),
        ("s 20 of the Family Violence Act", "request_basis", "s20"),
        ("we have a court order", "request_basis", "court_order"),
        ("dad hits mum", "family_violence", "yes"),
        ("no family violence", "family_violence", "no"),
        ("mum said it's ok to share", "authorised", "yes"),
        ("she begged me not to tell", "authorised", "no"),
        ("only as a neighbour, not through work", "capacity", "private"),
        ("I know it through work", "capacity", "work"),
        ("he is in danger now", "danger_now", "yes"),
        ("not in danger now", "danger_now", "no"),
        ("keep her safe", "ota_purpose", "reduce_risk"),
        ("so she's safe", "ota_purpose", "reduce_risk"),
        ("hui with police, me (the public health nurse) and OT", "sharer", "public-health-nurse"),
        ("theres a hui with police, OT and me as the RTLB", "sharer", "rtlb"),
    ],
)
def test_a_message_states_other_facts(reader: Reader, says: str, fact: str, value: str) -> None:
    """Facts beyond the first six are found by the words in data/law/facts.yml and cues.yml."""
    assert stated(reader, says).get(fact) == value


def test_a_section_of_another_act_is_no_basis(reader: Reader) -> None:
    """Section 20 of the Privacy Act is not section 20 of the Family Violence Act."""
    found = [
        fact
        for fact in reader.read("they quote sec 66C of the Privacy Act")
        if fact.entity == "request_basis"
    ]

    assert [fact.value for fact in found] != ["s20"]


def test_every_value_is_one_that_the_law_files_allow(law: Law, reader: Reader) -> None:
    """No message can bring a value that is not in the closed sets."""
    for says, _ in SENTENCES:
        for fact, value in stated(reader, says).items():
            roles = {"sharer", "recipient", "role", "someone", "company"}
            allowed = law.roles if fact in roles else law.facts[fact].options

            assert set(value.split(",")) <= set(allowed), (says, fact)


def test_everybody_named_may_be_at_the_table(reader: Reader) -> None:
    """All roles of a message but the speaker's, in their order, joined by commas."""
    says = "I'm a teacher going to a case conference with the landlord, police and the GP"

    found = stated(reader, says)

    assert found["direction"] == "meeting"
    assert found["company"] == "landlord,police,gp"
    assert "company" not in stated(reader, "can I tell the GP")


@pytest.mark.parametrize(
    ("says", "company"),
    [
        ("meeting on friday with police and the refuge, his mum is lovely", "police,refuge"),
        ("hui tomorrow with the school, his mum and the police", "school,parent,police"),
        ("sitting down with camhs and the gp. nan rang me about it", "mental-health-service,gp"),
    ],
)
def test_family_is_at_a_meeting_only_in_its_list(reader: Reader, says: str, company: str) -> None:
    """Who is only talked about is not given a seat."""
    assert stated(reader, says)["company"] == company


def test_every_role_is_found_by_each_of_its_words(law: Law, reader: Reader) -> None:
    """Each word of each role, said after "can I tell the", makes that role the recipient."""
    missed = [
        (role.id, word)
        for role in law.roles.values()
        for word in role.words
        if stated(reader, f"should I ring the {word}").get("recipient") != role.id
    ]

    assert missed == []


def test_each_place_lies_within_the_text(reader: Reader) -> None:
    """Start and end count characters of the text as typed, macrons and apostrophes included."""
    text = "Kia ora, ko te nēhi o te kura’s… can I tell Whānau Āwhina Plunket?"
    (recipient,) = [fact for fact in reader.read(text) if fact.entity == "recipient"]

    assert text[recipient.start : recipient.end] == "Whānau Āwhina Plunket"


@pytest.mark.parametrize(
    "text", ["\0", "\u202e", "a" * 10_000, "tell " * 5_000, "{role} <0> {any}", "<0> <7>"]
)
def test_odd_text_states_nothing_and_breaks_nothing(reader: Reader, text: str) -> None:
    """Control characters, great length and the reader's own marks are only text."""
    assert {fact for fact in stated(reader, text) if fact != "direction"} == set()


def test_new_words_need_no_training(tmp_path: Path) -> None:
    """A word added to the law files is understood by the next reader built from them."""
    folder = tmp_path / "law"
    shutil.copytree(ROOT / "data" / "law", folder)
    roles = folder / "roles.yml"
    roles.write_text(
        roles.read_text("utf-8").replace(
            "words: [\n      teacher,", "words: [\n      chalkie, teacher,", 1
        ),
        "utf-8",
    )

    assert stated(Reader(load_law(folder)), "im a chalkie")["sharer"] == "state-school-teacher"


def test_a_cue_with_an_unknown_group_says_which() -> None:
    """A mistyped group in cues.yml stops the start, naming the cue and the groups there are."""
    with pytest.raises(CueError, match=r"tell \{rol\}.*'rol'.*before_role"):
        CueBook(read_cues()["groups"]).compile(["tell {rol}"])


def test_every_value_of_a_fact_has_its_place_among_the_others(law: Law) -> None:
    """A value without one broke the turn: "mum died, the kids are with nan"."""
    for fact, order in FIRST_WINS.items():
        assert set(order) == set(law.facts[fact].options), fact


@pytest.mark.parametrize(
    ("says", "age"),
    [
        ("a boy of 9", "under_14"),
        ("my niece (8) is left alone", "under_14"),
        ("baby is 5 months", "under_14"),
        ("one of our year 10s", "14_or_15"),
        ("e waru ōna tau", "under_14"),
        ("tekau mā ono ōna tau", "16_or_17"),
        ("hes been like that for 5 months", None),
        ("two tamariki with no shoes", None),
        ("I'm 17", None),
    ],
)
def test_an_age_is_read_in_many_forms(reader: Reader, says: str, age: str | None) -> None:
    """Of the child, and of nothing else that is counted."""
    assert stated(reader, says).get("age") == age
