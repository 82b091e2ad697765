"""Forms that people give to dates, addresses and links when they type in a hurry."""

from __future__ import annotations

import pytest

from bot.privacy.redact import redact


@pytest.mark.parametrize(
    ("says", "left"),
    [
        ("bday 14 nov", "bday [date]"),
        ("born xmas day 2018", "born [date]"),
        ("on Monday 3 June 2024", "on [date]"),
        ("thurs 4th april 2024 incident", "[date] incident"),
        ("it was 05Mar2024", "it was [date]"),
        ("born 3 May '15", "born [date]"),
        ("born 1 of 2 2015", "born [date]"),
        ("the twelfth of march twenty fourteen", "[date]"),
        ("d.o.b 7 sep 2014", "d.o.b [date]"),
        ("he turned 9 in may", "he turned 9 in may"),
        ("on the third of the fifth, 2015", "on [date]"),
        ("mum born 3 june nineteen ninety one", "mum born [date]"),
        ("born third of may oh nine", "born [date]"),
        ("14th Feb is her birthday", "[date] is her birthday"),
        ("his birthday was yesterday 11/9", "his birthday was yesterday [date]"),
        ("dob is the eleventh of september fourteen", "dob is [date]"),
        ("te 7 o Hakihea 2015", "[date]"),
        ("rā whānau 12 Poutūterangi 2017", "rā whānau [date]"),
        ("her birthday is the 9th of June", "her birthday is [date]"),
        ("seen 12-13 October 2026", "seen [date]"),
    ],
)
def test_a_full_date_in_any_form(says: str, left: str) -> None:
    """With its weekday, in words, or after "born"; a month alone stays."""
    assert redact(says).text == left


@pytest.mark.parametrize(
    ("says", "left"),
    [
        ("at 22 totara grove mangere there is a baby", "at [address] there is a baby"),
        ("RD 4, Dannevirke way out", "[address] way out"),
        ("1247 State Highway 35 near the pa", "[address] near the pa"),
        ("at the corner of Kea Street and Huia Road", "at [address]"),
        ("cnr Tui & Moa Sts", "[address]"),
        ("its number 7 hinau lane", "its [address]"),
        ("Lot 3, 210 Mangatoki Road, RD 24", "[address]"),
        ("in Miro Cres, Cannons Creek", "in [address]"),
        ("at 56 the Esplanade, Raumati", "at [address]"),
        ("down Marae Rd somewhere", "down [address] somewhere"),
        ("by a shop on victoria st", "by a shop on [address]"),
        ("pinned at -36.8485, 174.7633", "pinned at [address]"),
        ("S41 17.5 E174 46.2", "[address]"),
        ("w3w index.home.raft", "w3w [address]"),
        ("at ///daring.lion.race", "at [address]"),
        ("at Level 2, 45 Tory Street", "at [address]"),
        ("12/4-6 Rata St has one bathroom", "[address] has one bathroom"),
        ("my address is two eleven Kauri Point Road", "my address is [address]"),
        ("house number fourteen, Totara Ave", "[address]"),
        ("Block C, 3 Kea Dr, Trentham", "[address]"),
        ("9 Rata St otara, unit 4", "[address]"),
        ("at Site 14, Kowhai Holiday Park", "at [address]"),
        ("at Te Rapa Lane 4 behind the dairy", "at [address] behind the dairy"),
        ("she lives on Rata with four men", "she lives on [address] with four men"),
        ("pinned at 36\u00b050'54\"S 174\u00b045'48\"E", "pinned at [address]"),
        ("Rapid 883 Whangaehu Valley Rd", "[address]"),
        ("c/- 31 Victory Cr", "[address]"),
        ("R D 5, Hastings", "[address]"),
        ("Lot 2 DP 334512", "[address]"),
        ("6 The Mews", "[address]"),
        ("Box 44, Raetihi", "[address]"),
        ("at 22 rata st mt eden now", "at [address] now"),
        ("12 kea rd browns bay", "[address]"),
        ("gps -41.29 174.78 where she slept", "gps [address] where she slept"),
        ("in Flat 1 / 20 Willis now", "in [address] now"),
        ("flat two, nineteen Hinau Street", "[address]"),
        ("at the Bella Vista Motel, unit 9, Fenton St", "at the [address]"),
        ("PQ7C+4V Porirua", "[address]"),
        ("map ref BQ31 487 281", "map ref [number]"),
        ("on the cnr of Totara & 5th Ave", "on [address]"),
        ("to Apt 1204, The Pinnacle, 45 Hobson Street", "to [address]"),
        ("Block C Flat 14, Kainga Towers", "[address]"),
        ("Whare 6, Te Rau Papakāinga, Marae Rd", "[address]"),
        ("St Johns Hill, 4 Fergusson Cl", "[address]"),
        ("they shifted to 14 Kōtuku", "they shifted to [address]"),
        ("16 Te Ara o Kupe", "[address]"),
        ("67 Bush Rd (cnr Alma Ln)", "[address])"),
        ("at The Old Post Office, 2 Main Road, Kaiwaka", "at [address]"),
        ("postcode 3204", "postcode [number]"),
    ],
)
def test_where_somebody_lives(says: str, left: str) -> None:
    """With its suburb, its corner or its point on a map."""
    assert redact(says).text == left


@pytest.mark.parametrize(
    ("says", "left"),
    [
        ("dazza dot w at gmail dot com", "[email]"),
        ("to office@kowhaikindy . org . nz", "to [email]"),
        ("discord shadowboy#4432", "discord [link]"),
        ("roblox user xXkillerXx99", "roblox user [link]"),
        ("insta: cupcake", "insta: [link]"),
        ("insta is x.y_zed, all follow", "insta is [link], all follow"),
        ("look at instagram.com/lil.tee.07 now", "look at [link] now"),
        ("fans dot com slash teejbabe", "[link]"),
        ("dave hyphen t at slingshot dot co dot nz", "[email]"),
        ("her gmail is tiana.p99 now", "her gmail is [link] now"),
        ("nina(at)proton.me or nina {at} proton {dot} me", "[email] or [email]"),
        ("mere_t@gmail,com is the mother", "[email] is the mother"),
        ("mere . t @ gmail . com for the plan", "[email] for the plan"),
        ("gamer tag dark slayer 88 wrote", "gamer tag [link] wrote"),
        ("my email's kara dot w at windowslive dot com", "my email's [email]"),
        ("insta is private", "insta is private"),
        ("wiremu.p at the hub dot org dot nz", "[email]"),
        ("steam name dark kumara", "steam name [link]"),
        ("fb Nan Tui Whare", "fb [link]"),
        ("youtu.be/dQw4w9 is it", "[link] is it"),
    ],
)
def test_how_somebody_is_found_online(says: str, left: str) -> None:
    """Addresses said in words, and names of the networks."""
    assert redact(says).text == left


@pytest.mark.parametrize(
    "says",
    [
        "5 kids aged 2, 4, 6, 8 and 11 in one room",
        "one two three four, then he ran",
        "it costs $15000 or 20000 dollars",
        "between 2023/24 and 2024-25, 24/7",
        "is his car 20 years old, and the van for 12",
        "the case was in 2019 and he got his licence at 16",
        "covid19, year10, room12, 10yo, 14yrs, P2P",
        "3/5/7 year olds",
        "he sat in the corner crying and shaking",
        "born at 3450g, on 1500mg a day, 6000m away",
        "the case in 2019, the order 2021 and ACC45",
        "they live on the benefit, moved on Tuesday and stay on Waiheke",
        "36 kids at the holiday park and 2 in a motel",
        "they are two, four, six, eight, ten and twelve",
        "twenty one years and two months, between 2019 and 2020",
        "3 5 7 8 9 11 13 are their ages",
        "at 10:30:00 on it, 12:15 to 1:45, a 4WD car",
        "from 0 - 5 years, 0, 1, 2, 3, 4, 5, 6, 7 and 8",
    ],
)
def test_what_only_looks_like_one_stays(says: str) -> None:
    """Ages, money, school years, years."""
    assert redact(says).text == says
