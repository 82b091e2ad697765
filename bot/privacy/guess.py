"""Whether a word that could be a name is one here, weighed from what stands around it.

The rules of ``beside.py`` are sure and see little. This adds up small signs: the words on both
sides, the capital, the ending, what kind of name the word could be. The weights are plain numbers
in data/privacy/weights.json, learnt by ``python -m bot.tools.name_weights``.
"""

from __future__ import annotations

import functools
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.privacy.lexicon import DATA

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from collections.abc import Set as AbstractSet

    from bot.privacy.scene import Scene

_CLOSE, _AGE, _EDGE = 2, 4, "|"
_ARTICLES = frozenset({"a", "an", "the"})


@dataclass(frozen=True)
class Guess:
    """Weights of signs, and from which sum on a word is taken for a name.

    Attributes:
        weights: in hundredths, by sign.
        sure: the sum for a word that some are called.
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
        known = scene.word(i) in scene.lexicon.given
        return self.score(scene, i, named) > (self.sure if known else self.surer)


def is_open(scene: Scene, i: int) -> bool:
    """Whether the word could be somebody's name at all."""
    token, lexicon = scene.tokens[i], scene.lexicon
    word, names = token.word, scene.lexicon.names
    if not token.is_word or len(word) < _CLOSE or scene.is_kept(i) or scene.shouts(i):
        return False
    if word in names.roles or word in lexicon.places or word in lexicon.capitals:
        return False
    if word in names.titles or word in names.people or scene.word(i - 1) in _ARTICLES:
        return False
    if any(letter.isdigit() for letter in word):
        return False
    if word in lexicon.place_names and scene.is_after_place_word(i):
        return False
    if word in lexicon.given:
        return True
    if scene.capital(i) and not token.starts:
        return not (_is_titled(scene, i - 1) or _is_titled(scene, i + 1))
    return word not in lexicon.slips.common and word.isascii()


def _is_titled(scene: Scene, i: int) -> bool:
    """Whether an ordinary word has a capital, as in the names of bodies: "Internal Affairs"."""
    word = scene.word(i)
    return word[:1].isalpha() and scene.tokens[i].capital and scene.lexicon.is_ordinary(word)


def signs(scene: Scene, i: int, named: AbstractSet[int]) -> Iterator[str]:
    """What can be said of a word and the words around it."""
    token, word = scene.tokens[i], scene.word(i)
    before, after = _seen(scene, i - 1, named), _seen(scene, i + 1, named)
    before2, after2 = _seen(scene, i - 2, named), _seen(scene, i + 2, named)
    case = ("C" if scene.capital(i) else "c") + ("s" if token.starts else "i")
    kind = _kind(scene, word)
    owner = "'" if token.owns else ""
    yield f"case={case}"
    yield f"kind={kind}{case}"
    yield f"word={word}"
    yield f"end={word[-3:]}"
    yield f"own={owner}"
    yield f"-1={before}"
    yield f"+1={owner}{after}"
    yield f"-2={before2}"
    yield f"+2={after2}"
    yield f"-2-1={before2} {before}"
    yield f"+1+2={owner}{after} {after2}"
    yield f"-1+1={before} {owner}{after}"
    yield f"-1{case}={before}"
    yield f"-1k={_class(scene, i - 1, before)} {kind}"
    yield f"+1k={owner}{_class(scene, i + 1, after)}"
    yield f"-1k+1k={_class(scene, i - 1, before)} {owner}{_class(scene, i + 1, after)}"


def _seen(scene: Scene, i: int, named: AbstractSet[int]) -> str:
    """A neighbour: its word, or that it is a name, an age, a longer number or the edge."""
    if not 0 <= i < len(scene.tokens):
        return _EDGE
    token = scene.tokens[i]
    if i in named or token.text.startswith("[name"):
        return "NAME"
    if token.is_placeholder or (token.word[:1].isdigit() and len(token.word) > _AGE):
        return "#"
    return "9" if token.word[:1].isdigit() else token.word


def _kind(scene: Scene, word: str) -> str:
    names = scene.lexicon.names
    if word in names.easily:
        return "easily"
    if word in names.hardly:
        return "hardly"
    if word in names.verbs:
        return "verb"
    if word in scene.lexicon.given:
        return "given"
    return "family" if word in names.family else "word"


def _class(scene: Scene, i: int, seen: str) -> str:
    """A neighbour by the lists, where it is in one."""
    names = scene.lexicon.names
    if seen in {_EDGE, "NAME", "9", "#"}:
        return seen
    for label, words in (
        ("people", names.people),
        ("titles", names.titles),
        ("never", names.never_after),
        ("before", names.before),
        ("does", names.does),
        ("belongings", names.belongings),
    ):
        if seen in words:
            return label
    return "mark" if not scene.tokens[i].is_word else "other"


@functools.cache
def guess() -> Guess:
    """The product's own, read when first needed."""
    read = json.loads((DATA / "weights.json").read_text(encoding="utf-8"))
    return Guess(read["weights"], read["sure"], read["surer"])
