"""Words that are in no list of ordinary words, and no slip of one."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.privacy.slips import is_of_open_syllables
from bot.privacy.te import is_no_name_in_te_reo

if TYPE_CHECKING:
    from bot.privacy.lexicon import Lexicon
    from bot.privacy.scene import Scene
    from bot.privacy.tokens import Typed

_LATIN = re.compile(r"[a-z'\-]+\Z")
_WITH_DIGITS = re.compile(r"(?P<head>[a-z]{5,24})\d\Z|(?P<inside>[a-z]+\d[a-z]+\d{0,4})\Z")
_LETTERS_AROUND = 6
_LONGEST_SHORT_FORM = 5
"""Letters of what may be a short form when it stands in capitals among small letters."""


def is_strange(i: int, token: Typed, scene: Scene) -> bool:
    """Whether a word is in no list and no slip."""
    word = token.word
    if not token.is_word or len(word) < 2 or scene.is_kept(i):  # noqa: PLR2004  (a letter)
        return False
    lexicon = scene.lexicon
    if not _LATIN.match(word):
        return _is_made_up(word, lexicon)
    if lexicon.is_ordinary(word):
        return _is_capital_of_another_language(i, token, scene)
    if word in lexicon.place_names:
        return not scene.is_after_place_word(i)
    if scene.shouts(i) and len(word) <= _LONGEST_SHORT_FORM and word not in lexicon.names.always:
        return word in lexicon.slips.near or scene.is_called(i)
    if (scene.capital(i) and not token.starts) or scene.is_called(i):
        return True
    if is_no_name_in_te_reo(i, scene) or lexicon.slips.is_of_people(word):
        return False
    return not lexicon.slips.is_one(word) or _is_one_more(i, scene) or _owns(i, scene)


def _owns(i: int, scene: Scene) -> bool:
    """Whether it is no slip without its s: "keishas bub", and not "freinds house"."""
    word, lexicon = scene.word(i), scene.lexicon
    if word[-1] != "s" or scene.word(i + 1) not in lexicon.names.belongings:
        return False
    known = lexicon.is_ordinary(word[:-1]) or lexicon.slips.is_of_people(word[:-1])
    return not known and not lexicon.slips.is_one(word[:-1])


def _is_one_more(i: int, scene: Scene) -> bool:
    """Whether a slip of a word of te reo may be a name: "her sister rangimaria"."""
    before = scene.word(i - 1)
    people = scene.lexicon.names.people | scene.lexicon.names.titles
    return before in people and not scene.tokens[i - 1].owns and is_of_open_syllables(scene.word(i))


def _is_made_up(word: str, lexicon: Lexicon) -> bool:
    """Whether a word with digits is what somebody is called online: "littlemissk9", "g0odkidd"."""
    found = _WITH_DIGITS.match(word)
    if found is None:
        return False
    if found["inside"]:
        return sum(letter.isalpha() for letter in word) >= _LETTERS_AROUND
    head = found["head"]
    return not (lexicon.is_ordinary(head) or lexicon.slips.is_one(head))


def _is_capital_of_another_language(i: int, token: Typed, scene: Scene) -> bool:
    """Whether a word of te reo Māori or the like has a capital that only a name would give it."""
    lexicon, word = scene.lexicon, token.word
    known = word in lexicon.english or word in lexicon.capitals or word in lexicon.places
    if known or token.starts or not scene.capital(i) or scene.shouts(i):
        return False
    return word not in lexicon.names.either and word not in lexicon.names.titles
