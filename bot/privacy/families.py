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
