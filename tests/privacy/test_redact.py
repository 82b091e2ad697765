"""What is left out, what stays readable, and what stands in its place."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from bot.law.model import Law
from bot.privacy.kinds import PersonalKind
from bot.privacy.redact import redact

TALK = (
    "affirm deny not_sure skip go_back greet goodbye thanks help stop start_again recap simplify "
    "why"
).split()


def examples(file: Path) -> list[str]:
    """The messages of one file of training data."""
    found = yaml.safe_load(file.read_text(encoding="utf-8"))["nlu"]
    return [line[2:] for each in found for line in each["examples"].splitlines()]


@pytest.mark.parametrize(
    ("says", "left"),
    [
        ("ring me on 021 555 0199 please", "ring me on [phone] please"),
        ("it is +64 27 555 0144", "it is [phone]"),
        ("call (04) 555-0178 after 3pm", "call [phone] after 3pm"),
        ("mail mere.k@kura.school.nz or dad at gmail dot com", "mail [email] or [email]"),
        ("his NHI is zzz0016 or ZXA24CD", "his NHI is [number] or [number]"),
        ("IRD 123-456-789", "IRD [number]"),
        ("her nsn 123456789", "her nsn [number]"),
        ("client number 504 332 118", "client number [number]"),
        ("car KLM482, rego abc123", "car [number], rego [number]"),
        ("licence DX123456, passport LN445566", "licence [number], passport [number]"),
        ("account 02-1234-0123456-00", "account [number]"),
        ("at 14 Kauri Street, Hornby 8042 tonight", "at [address] tonight"),
        ("in flat 3, 27a rata cres", "in [address]"),
        ("PO Box 1123 is hers", "[address] is hers"),
        ("they moved to Kauri Road last week", "they moved to [address] last week"),
        ("born 12 September 2015", "born [date]"),
        ("on 2013-11-09 and 4/5/16 and Nov 9 2014", "on [date] and [date] and [date]"),
        ("dob 4 march", "dob [date]"),
        ("see https://example.org/a?b=c.", "see [link]."),
        ("on www.example.nz/x or example.co.nz", "on [link] or [link]"),
        ("insta @kahu.07, snap jaxx_2010", "insta [link], snap [link]"),
    ],
)
def test_what_has_a_form_is_left_out(says: str, left: str) -> None:
    """Numbers, addresses, full dates and links go by their form."""
    assert redact(says).text == left


@pytest.mark.parametrize(
    ("says", "left"),
    [
        ("tina rang, her tinā did not", "[name] rang, her tinā did not"),
        ("my student tamahou told me", "my student [name] told me"),
        ("ko hinemoa taku tauira", "ko [name] taku tauira"),
        ("tāmati and whakaio are cousins", "[name] and [name 2] are cousins"),
        ("Te Rangihaeata is 9", "[name] is 9"),
        ("i saw te ariki at kura", "i saw [name] at kura"),
        ("losalia vainikolo rang", "[name] rang"),
        ("her mum Fa'afetai knows", "her mum [name] knows"),
        ("xiao ming is new here", "[name] is new here"),
        ("priyanka deshmukh wont answer", "[name] wont answer"),
        ("eun-ji cries every day", "[name] cries every day"),
        ("nguyen thi lan works nights", "[name] works nights"),
        ("I saw Mary-Jane O'Sullivan-Tautahi", "I saw [name]"),
        ("ZAYDEN IS BEING HIT AT HOME", "[name] IS BEING HIT AT HOME"),
        ("łukasz told me", "[name] told me"),
        ("Xin Yi is kept home", "[name] is kept home"),
        ("van der merwe family, 4 kids", "[name] family, 4 kids"),
    ],
)
def test_a_name_needs_no_list(says: str, left: str) -> None:
    """In small letters too, whatever language it comes from."""
    assert redact(says).text == left


@pytest.mark.parametrize(
    ("says", "left"),
    [
        ("my student will is being hit", "my student [name] is being hit"),
        ("Will told me. Will they help?", "[name] told me. Will they help?"),
        ("Hope's mum rang, I hope she rings again", "[name]'s mum rang, I hope she rings again"),
        ("a boy called river", "a boy called [name]"),
        ("his name is bear", "his name is [name]"),
        ("grace hasn't been fed", "[name] hasn't been fed"),
        ("Is it ok to tell May's dad in May", "Is it ok to tell [name]'s dad in May"),
        ("mark, 9, sleeps there", "[name], 9, sleeps there"),
        ("king is only 3", "[name] is only 3"),
        ("mrs brown and Mr Young know", "mrs [name] and Mr [name 2] know"),
        ("i told jack that hunter was hit", "i told [name] that [name 2] was hit"),
        ("hemi brown is brown with dirt", "[name] is brown with dirt"),
    ],
)
def test_a_name_that_is_a_word_is_told_by_its_neighbours(says: str, left: str) -> None:
    """And the word stays where it is one."""
    assert redact(says).text == left


@pytest.mark.parametrize(
    "says",
    [
        "may I share this with the GP under section 66C(1)(b), or s 20?",
        "Oranga Tamariki Act 1989 s 66, FVA 2018, Privacy Act 2020",
        "ring Oranga Tamariki, Kāinga Ora, Plunket, Barnardos, Te Whatu Ora or Whānau Ora",
        "a year 4 boy, 8yo, from Invercargill; his whānau are Samoan",
        "the kids are 4 6 8 10 12 and 14, between 2019 and 2020, 2019-2020",
        "I hope you will mark it, and the bill may pass in May",
        "there was grace in the river in summer",
        "teh mum wont anser and the attendence is realy bad, thinkng of teling someone",
        "kua werohia te tama, kāore au e hiahia ki te ora",
        "aroha mai, kāore au i te mārama: āwhina mai koa",
        "i havent asked, she couldve od'd, pls dlete this convo",
        "he mahi tāku i te kura, kei te āwangawanga ahau mō te tamaiti",
        "the RTLB, SENCO, ICAMHS and the DHB were at the hui on Monday",
        "I rang 111, 105 and 1737 at 7pm",
        "WHAT DO I DO HE IS HURTING HER",
        "Report Of Concern Or Just Talk To The Family First",
        "Our Dean and the Principal both know, Mum doesn't",
        "",
        "?!",
        "请问你会说中文吗",
    ],
)
def test_what_decides_stays_readable(says: str) -> None:
    """Roles, bodies, Acts, sections, ages, school years, places, slips and other languages."""
    assert redact(says).text == says
    assert redact(says).found == ()


@pytest.mark.parametrize(
    "says", ["skip", "Skip!", "kiaora", "Āwhina mai", "ata mārie", "noo", "legend", "ta muchly"]
)
def test_a_word_to_the_chat_is_no_name(says: str) -> None:
    """Alone it names nobody; in a sentence the same word may."""
    assert redact(says).text == says
    assert redact("Sky rang").text == "[name] rang"


def test_what_opens_every_kind_of_talk_stays_readable() -> None:
    """Of what the model learnt of talk in three words or fewer, nothing is left out."""
    folder = Path(__file__).parents[2] / "data" / "nlu"
    says = [text for intent in TALK for text in examples(folder / f"{intent}.yml")]
    short = [text for text in says if len(text.split()) <= 3]

    assert len(short) > 500
    assert [text for text in short if redact(text).found] == []


def test_people_are_kept_apart() -> None:
    """The same name is the same person, a first name alone too; the kinds come in their order."""
    seen = redact("hemi rata told sione, then Hemi rang sione's nan on 0215550199")

    assert seen.text == "[name] told [name 2], then [name] rang [name 2]'s nan on [phone]"
    assert seen.found == (PersonalKind.NAME, PersonalKind.PHONE)


def test_a_message_of_nothing_but_names() -> None:
    """One placeholder for names beside each other, one for each after a comma."""
    assert redact("tamahou wiremu ngapera losalia").text == "[name]"
    assert redact("jayden, ava-mere, sione").text == "[name], [name 2], [name 3]"


def test_what_was_left_out_before_keeps_its_number() -> None:
    """A person who is new gets the next one; nothing else changes."""
    assert redact("[name] told [name 2] on [date]") == redact("[name] told [name 2] on [date]")
    assert redact("[name] told [name 2] and Tamahou").text == "[name] told [name 2] and [name 3]"
    assert redact("[name] told [name 2] on [date]").found == ()


def test_nothing_is_known_of_the_message_before() -> None:
    """People are numbered within a message: docs/decisions/0016-redaction.md says why."""
    redact("tamahou told ngapera")

    assert redact("ngapera is 9").text == "[name] is 9"


def test_every_word_of_the_law_stays_readable(law: Law) -> None:
    """Roles, and what people say for the values of facts, are nobody's name."""
    phrases = [word for role in law.roles.values() for word in role.words]
    for fact in law.facts.values():
        phrases += [word for option in fact.options.values() for word in option.words]

    assert [
        p for p in phrases if PersonalKind.NAME in redact(f"i told the {p} about it").found
    ] == []
