"""Whether a word that could be a name is one here, weighed from what stands around it.

The rules of ``beside.py`` are sure and see little. This adds up small signs: the words on both
sides, the capital, the ending, what kind of name the word could be (``signs.py``). The weights
are plain numbers in data/privacy/weights.json, learnt by ``python -m bot.tools.name_weights``.
"""

from __future__ import annotations

import functools
import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.privacy.lexicon import DATA, MONTHS
from bot.privacy.signs import signs

if TYPE_CHECKING:
    from collections.abc import Mapping
    from collections.abc import Set as AbstractSet

    from bot.privacy.lexicon import Lexicon
    from bot.privacy.scene import Scene
    from bot.privacy.tokens import Typed

_CLOSE, _LONG = 2, 4
"""Letters of a word, and of one in capitals that is no short form."""

_SHORTENED = re.compile(r"'(?:m|ve|ll|re|d|t|s)\Z|\d")
"""How words end that are two, as "I'm" is; and what holds digits."""

_A_MONTH, _SUREST = 0, 300
"""The sums for a month, and for what some are called and is far more often a role or a body."""

_ASKING, _TOLD = frozenset({"will", "may"}), frozenset({"is", "was", "has", "had"})
_ARTICLES, _BEING = frozenset({"a", "an", "the"}), frozenset({"is", "was"})


@dataclass(frozen=True)
class Guess:
    """Weights of signs, and from which sum on a word is taken for a name.

    Attributes:
        weights: in hundredths, by sign.
        sure: the sum for a word that some are called, and that is no month.
        surer: the sum for any other word.
    """

    weights: Mapping[str, int]
    sure: int
    surer: int

    def names(self, scene: Scene, named: AbstractSet[int]) -> set[int]:
        """Numbers of further words that are names, beside those found before."""
        return {
            i
            for i in range(len(scene.tokens))
            if i not in named and is_open(scene, i) and self._is_name(scene, i, named)
        }

    def score(self, scene: Scene, i: int, named: AbstractSet[int]) -> int:
        """The sum of a word's signs."""
        return sum(self.weights.get(sign, 0) for sign in signs(scene, i, named))

    def _is_name(self, scene: Scene, i: int, named: AbstractSet[int]) -> bool:
        word, lexicon = scene.word(i), scene.lexicon
        enough = self.sure if word in lexicon.given else self.surer
        if word in MONTHS:
            enough = _A_MONTH
        if _is_otherwise_known(lexicon, word):
            enough = _SUREST
        return self.score(scene, i, named) > enough


def is_open(scene: Scene, i: int) -> bool:
    """Whether the word could be somebody's name at all."""
    token, lexicon = scene.tokens[i], scene.lexicon
    word = token.word
    if not token.is_word or len(word) < _CLOSE or _SHORTENED.search(word):
        return False
    if scene.shouts(i) and (len(word) < _LONG or word not in lexicon.names.either):
        return False
    if scene.is_kept(i) or scene.word(i - 1) in _ARTICLES or _is_short_form(token):
        return False
    if _is_there(scene, i) or _asks(scene, i) or (word in MONTHS and scene.is_month(i)):
        return False
    if word not in MONTHS and _is_never(scene, i, word):
        return False
    if word in MONTHS or word in lexicon.given:
        return True
    if scene.capital(i) and not token.starts:
        return not (_is_titled(scene, i - 1) or _is_titled(scene, i + 1))
    family = scene.capital(i) and word in lexicon.names.family
    return (family or _is_rare(lexicon, word)) and not lexicon.slips.is_of_people(word)


def _is_there(scene: Scene, i: int) -> bool:
    """Whether it is what there is: "there was grace"."""
    return scene.word(i - 2) == "there" and scene.word(i - 1) in _BEING


def _asks(scene: Scene, i: int) -> bool:
    """Whether it begins a question about people: "will mum find out", but not "will mum rang"."""
    names, after = scene.lexicon.names, scene.word(i + 2)
    begins = scene.word(i) in _ASKING and scene.tokens[i].starts
    return begins and scene.word(i + 1) in names.people and after not in names.does | _TOLD


def _is_short_form(token: Typed) -> bool:
    """Whether it ends in a capital, as "MoE" does."""
    return token.text[-1].isupper() and not token.shouted


def _is_never(scene: Scene, i: int, word: str) -> bool:
    """Whether it is who or what somebody is, or a place."""
    lexicon, names = scene.lexicon, scene.lexicon.names
    if (
        word in lexicon.places
        or word in names.who
        or (word in names.people and word not in lexicon.given)
    ):
        return True
    if _is_otherwise_known(lexicon, word) and word not in lexicon.given:
        return word not in names.family or word in names.roles or word in names.titles
    return word in lexicon.place_names and scene.is_after_place_word(i)


def _is_otherwise_known(lexicon: Lexicon, word: str) -> bool:
    """Whether it is what somebody is, or what our own sentences write with a capital."""
    if word in MONTHS:
        return False
    names = lexicon.names
    written = word in lexicon.capitals and word not in lexicon.place_names
    return written or word in names.roles or word in names.titles


def _is_rare(lexicon: Lexicon, word: str) -> bool:
    """Whether people do not use the word here all the time."""
    little = len(word) == _CLOSE and word in lexicon.english
    short = word in lexicon.typed and len(word) > _CLOSE
    used = word in lexicon.slips.common or (short and word not in lexicon.names.syllables)
    return not (used or little) and word.isascii()


def _is_titled(scene: Scene, i: int) -> bool:
    """Whether an ordinary word has a capital, as in the names of bodies: "Internal Affairs"."""
    word = scene.word(i)
    return word[:1].isalpha() and scene.tokens[i].capital and scene.lexicon.is_ordinary(word)


@functools.cache
def guess() -> Guess:
    """The product's own, read when first needed."""
    read = json.loads((DATA / "weights.json").read_text(encoding="utf-8"))
    return Guess(read["weights"], read["sure"], read["surer"])
