"""Names told by the company they keep: particles of te reo, kin, families, letters."""

from __future__ import annotations

import pytest

from bot.privacy.redact import redact


@pytest.mark.parametrize(
    ("says", "left"),
    [
        ("kei te mataku a Hinemoa i tōna pāpā", "kei te mataku a [name] i tōna pāpā"),
        ("i kōrero mai a pounamu ki ahau", "i kōrero mai a [name] ki ahau"),
        ("me kōrero au ki a whetu", "me kōrero au ki a [name]"),
        ("kei a tame te tamaiti", "kei a [name] te tamaiti"),
        ("ko wai te whaea o Tiaki", "ko wai te whaea o [name]"),
        ("nā Wairua i patu te tamaiti", "nā [name] i patu te tamaiti"),
        ("kei te aos teacher said so", "kei [name] teacher said so"),
    ],
)
def test_particles_of_te_reo_stand_before_people(says: str, left: str) -> None:
    """Whatever the word after them is else."""
    assert redact(says).text == left


@pytest.mark.parametrize(
    "says",
    [
        "kei te pīrangi au ki te kōrero ki a koe mō te tamaiti",
        "ko wai te whaea o te tamaiti, nō hea ia",
        "he aha te ture mō te tohatoha kōrero",
        "ka taea e au te whāki ki ngā pirihimana",
        "our whānau hui was a week ago and the kura a lot later",
        "me kōrero au ki a Oranga Tamariki",
    ],
)
def test_te_reo_without_anybody_stays(says: str) -> None:
    """Pronouns, bodies and common nouns stand after the same little words."""
    assert redact(says).text == says


@pytest.mark.parametrize(
    ("says", "left"),
    [
        ("aunty girl took the kids", "aunty [name] took the kids"),
        ("koro tuku smacked him", "koro [name] smacked him"),
        ("the granma val rang", "the granma [name] rang"),
        ("violets stepfather hits her", "[name] stepfather hits her"),
        ("marks dad is out of prison", "[name] dad is out of prison"),
        ("the tūhoes down the road fight", "the [name] down the road fight"),
        ("the wilsons are at it again", "the [name] are at it again"),
        ("the thompson-paki kids", "the [name] kids"),
        ("a kid named blue", "a kid named [name]"),
        ("wairua is her name", "[name] is her name"),
        ("manu from the iwi service", "[name] from the iwi service"),
        ("uncle tip touched her", "uncle [name] touched her"),
        ("buddy is what we call him", "[name] is what we call him"),
        ("kid: river. dad: cliff", "kid: [name]. dad: [name 2]"),
        ("the mahutas took them in", "the [name] took them in"),
        ("ji-woo cuts herself", "[name] cuts herself"),
        ("wee j is bruised again", "wee [name] is bruised again"),
        ("mr p from room 4 rang", "mr [name] from room 4 rang"),
        ("DJ and TK fight", "[name] and [name 2] fight"),
    ],
)
def test_kin_families_and_letters(says: str, left: str) -> None:
    """What kin call somebody, a family by its name, one letter."""
    assert redact(says).text == left


@pytest.mark.parametrize(
    "says",
    [
        "aunty said no and koro has the kids, nan n mum know",
        "the neice told the granma and the techer",
        "mum r u there, baby k",
        "the samoans and the others are at church",
        "named in the report, his name is unknown, what is her name",
        "my dad would've killed me, her teacher aide said so, nanny agency wants it",
        "young mum, uncle drunk again, the page says shell come",
        "i hope mum is ok, hopes mum is ok too",
    ],
)
def test_kin_and_letters_that_name_nobody_stay(says: str) -> None:
    """Roles, mistyped too, and letters that people type for words."""
    assert redact(says).text == says
