"""Families by their name: "the wilsons are at it again"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.privacy.slips import is_of_open_syllables

if TYPE_CHECKING:
    from bot.privacy.scene import Scene

MANY = frozenset(
    "are were have had havent arent werent fight fought drink live lived moved keep kept got "
    "down next at from in on over across again family kids whanau house place all both always "
    "never said say told want".split()
)
_HOUSEHOLD = frozenset("kids children family whanau boys girls twins sisters brothers".split())
_OWN = frozenset("my his her our their your a an the".split())
_DOERS = frozenset({"er", "or"})
"""How words end for what people do: "Driver said"."""


def are_a_family(scene: Scene, i: int) -> bool:
    """Whether a name stands for a whole family: after "the", with an s."""
    word, lexicon = scene.word(i), scene.lexicon
    if scene.word(i - 1) not in {"the", "those"} or word[-1:] != "s":
        return False
    after = scene.word(i + 1)
    if not (after in MANY or after in lexicon.names.does) or word in lexicon.english:
        return False
    stem = word[:-1]
    if stem in lexicon.places:
        return is_of_open_syllables(stem)  # "the tuhoes", and not "the samoans"
    known = stem in lexicon.names.always or stem in lexicon.slips.near or stem in lexicon.given
    return known and stem not in lexicon.slips.common


def is_family(scene: Scene, i: int, *, acts: bool) -> bool:
    """A family name alone, by its capital or its household: "i rang Baker", "taylor boys"."""
    word, before, lexicon = scene.word(i), scene.word(i - 1), scene.lexicon
    if word not in lexicon.names.family or word in lexicon.capitals or word in lexicon.places:
        return False
    capital, starts = scene.capital(i), scene.tokens[i].starts
    if scene.word(i + 1) in _HOUSEHOLD and (starts or before in {"the", "those", "that"}):
        return (capital and not starts) or word not in lexicon.slips.common
    if not capital or scene.shouts(i):
        return False
    return (word[-2:] not in _DOERS and acts) if starts else before not in _OWN
