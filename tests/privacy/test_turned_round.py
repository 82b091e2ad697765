"""What goes because nothing explains it: long digits, a number before no count, a street alone."""

from __future__ import annotations

import pytest

from bot.privacy.redact import redact


@pytest.mark.parametrize(
    ("says", "left"),
    [
        ("pager 5512 for the reg", "pager [number] for the reg"),
        ("its 4471 i think", "its [number] i think"),
        ("tag K2231 on her wrist", "tag [number] on her wrist"),
        ("codes are 9 0 1 2", "codes are [number]"),
        ("kjm 9 0 1 2 nhi", "[number] nhi"),
        ("ph 027 555 0100/0101", "ph [phone]"),
        ("on 021 555 0100 or 0188", "on [phone]"),
        ("021 555 0199 ta", "[phone] ta"),
        ("ok 4471", "ok [number]"),
        ("file OT-118-2201", "file [phone]"),
        ('"t moana"@iwi.nz', "[email]"),
        ("office at our school dot school dot nz", "[email]"),
        ("skype live:kiri.t_2", "skype [link]"),
        ("script no SCR 118 820", "script no [number]"),
        ("plates: abz118 / abz 119", "plates: [number]"),
        ("lat -41.28 long 174.77", "lat [address]"),
        ("kk06 at gmail com", "[email]"),
        ("her nhi is TKL 8841 x", "her nhi is [number]"),
        ("3 2nd view ave", "[address]"),
        ("passport no ra 118 2204", "passport no [phone]"),
        ("court file fam 2022 044 000871", "court file [number]"),
        ("number plate b0yrcr, booking qx7t2l", "number plate [number], booking [number]"),
        ("90 harbour view rd", "[address]"),
        ("lives down marae rd somewhere", "lives down [address] somewhere"),
        ("mum:14 Kea", "mum:[address]"),
        ("pin -41.2924, 174.7787.", "pin [address]."),
    ],
)
def test_digits_that_nothing_explains_go(says: str, left: str) -> None:
    """Whatever they are for; a word to the chat beside them changes nothing."""
    assert redact(says).text == left


@pytest.mark.parametrize(
    "says",
    [
        "195A, does it cover me, or 66K",
        "in 1989 and 2024, the 1990s",
        "1500 kids, 2000 words, 1200 a week, $1500, 120 000 people",
        "10 mg a day, pg 4 of the form, she is in hosp",
        "at 0830 or 1530hrs, until 1500",
        "is there an 0800 number, free call 1737, rang 111",
        "weighs 3500g, 120mg a day",
        "a 501 deportee, covid19, acc45 form",
        "kids are 2 4 6 8",
        "she is 9, he is 14 and year 10 boys, 24 hours, 10 out of 10",
        "wait 20 min",
    ],
)
def test_digits_that_are_counts_years_and_times_stay(says: str) -> None:
    """And sections, ages, money, numbers that everybody may ring."""
    assert redact(says).text == says


@pytest.mark.parametrize(
    ("says", "left"),
    [
        ("address is 240 Tinakori", "address is [address]"),
        ("14a hinau off the main road", "[address] off the main road"),
        ("16 Broadway", "[address]"),
        ("across from 41 Jellicoe", "across from [address]"),
        ("101 upper queen", "[address]"),
        ("lives at 21 Ngaio", "lives at [address]"),
        ("his nans at 16 tīeke", "his nans at [address]"),
        ("17 rue lavaud", "[address]"),
        ("the house on the corner of hori st and king", "the house on [address]"),
        ("caravan 6 at the holiday park, 20 Beach Rd", "[address]"),
        ("moved to 12 Tamatea Rise in Massey", "moved to [address]"),
        ("#4 20 Rimu St", "[address]"),
        ("the old schoolhouse, 4 Church Rd", "[address]"),
        ("6 Te Wharau Terrace, top flat", "[address]"),
    ],
)
def test_a_street_that_nobody_calls_one(says: str, left: str) -> None:
    """A number before a word that counts nothing; what stands around an address."""
    assert redact(says).text == left


@pytest.mark.parametrize(
    "says",
    [
        "12 tamariki and 25 Police, 30 Māori students",
        "66c says i can, s 20 Oranga Tamariki Act",
        "2 brothers, 3 cousins",
        "on 3 december court",
        "moved to 3 schools, 24 hour care, 18 Months",
    ],
)
def test_what_is_counted_is_no_street(says: str) -> None:
    """People, sections, months."""
    assert redact(says).text == says


@pytest.mark.parametrize(
    "says",
    [
        "siter told me, nephw is 5",
        "brothr said. Daugter told me",
        "stepda rang, the huband hits her",
        "prinicpal said no",
        "studnet told me",
        "boyfreind hit her",
        "Tungāne is hitting her",
        "Teina wont talk",
        "Koroua has the kids",
        "gf told me, she sed no",
    ],
)
def test_who_somebody_is_stays_though_mistyped(says: str) -> None:
    """Kin and roles, one letter off, and in te reo Māori with a capital."""
    assert redact(says).text == says


@pytest.mark.parametrize(
    ("says", "left"),
    [
        ("jung min told the counsellor", "[name] told the counsellor"),
        ("park ji hoon is 16", "[name] is 16"),
        ("so long, an hour, no ring", "so long, an hour, no ring"),
        ("ko tāmati taku tama", "ko [name] taku tama"),
        ("its about te ao marama, year 6", "its about te ao [name], year 6"),
        ("keishas bub", "[name] bub"),
        ("Dawn the aunty rang", "[name] the aunty rang"),
        ("ember in room 4 says mum sleeps", "[name] in room 4 says mum sleeps"),
        ("trust the boy", "trust the boy"),
        ("taylor boys next door", "[name] boys next door"),
        ("tāne mahuta brown is 12", "[name] is 12"),
        ("Justice hasn't been seen", "[name] hasn't been seen"),
        ("Tuakana Ropata is 16", "[name] is 16"),
    ],
)
def test_names_by_what_stands_beside_them(says: str, left: str) -> None:
    """Two syllables, who that is, where that is, a household, an age."""
    assert redact(says).text == left
