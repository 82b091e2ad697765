"""Which words of a message are somebody's name.

A word that is in no list of ordinary words, and is no slip of one, is taken for a name: that
finds te reo Māori, Pasifika and Asian names in lower case alike, and needs no list of names. Names
that are words too are found by what stands beside them (``beside.py``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.privacy.beside import Beside
from bot.privacy.called import ENDS
from bot.privacy.guess import guess
from bot.privacy.initials import NO_INITIAL, initials_in
from bot.privacy.lexicon import MONTHS
from bot.privacy.scene import Scene
from bot.privacy.strange import is_strange
from bot.privacy.syllables import by_syllables
from bot.privacy.te import by_particle

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.privacy.lexicon import Lexicon
    from bot.privacy.tokens import Typed

_JOINS = frozenset("te van der den de la le du da von bin binti al el ma san mac mc o".split())
_LEADS = frozenset("te o der den von bin binti".split())
_OF_VAN = frozenset({"der", "den"})
_BEFORE_A_CAPITAL = frozenset("van de du da la le dos della st".split())
"""Little words inside names, those that begin one in small letters, and what follows "van"."""


def names_in(tokens: Sequence[Typed], lexicon: Lexicon) -> list[tuple[int, int]]:
    """Runs of tokens that name somebody, as first and after last."""
    scene = Scene.of(tokens, lexicon)
    named = first_look(scene)
    named |= guess().names(scene, named)
    named |= _the_same(named, scene, Beside(scene, named))
    named = _grown(named, scene)
    return _runs(named, scene)


def first_look(scene: Scene) -> set[int]:
    """Numbers of the words that are names for sure: strange ones, and those with a clear sign."""
    unknown = {i for i, token in enumerate(scene.tokens) if is_strange(i, token, scene)}
    found = unknown | Beside(scene, unknown).by_sign() | by_syllables(scene)
    return found | initials_in(scene) | by_particle(scene)


def _the_same(named: set[int], scene: Scene, beside: Beside) -> set[int]:
    """Other places of a word that was found to be a name."""
    words = {scene.tokens[i].word for i in named}
    found = set()
    for i, token in enumerate(scene.tokens):
        if token.word in words and i not in named and not scene.is_kept(i) and token.is_word:
            either = token.word in scene.lexicon.names.either
            if not either or beside.may_be_again(i):
                found.add(i)
    return found


def _grown(named: set[int], scene: Scene) -> set[int]:
    """With the family name after a name, the first name before one, and little words between."""
    grown = set(named)
    for i in range(1, len(scene.tokens)):
        after_one = i - 1 in grown and scene.follows(i) and not scene.tokens[i - 1].owns
        if after_one and (_goes_on(i, scene) or _joins(i, scene, grown)):
            grown.add(i)
    for i in range(len(scene.tokens) - 2, -1, -1):
        if i + 1 in grown and scene.follows(i + 1) and _begins(i, scene):
            grown.add(i)
    return grown


def _joins(i: int, scene: Scene, named: set[int]) -> bool:
    """Whether a little word stands inside a name: "van" in "anneke van rijn"."""
    return scene.tokens[i].word in _JOINS and scene.follows(i + 1) and i + 1 in named


def _goes_on(i: int, scene: Scene) -> bool:
    """Whether the word after a name belongs to it."""
    token, names = scene.tokens[i], scene.lexicon.names
    if not token.is_word or scene.is_kept(i) or token.word in names.roles | names.does:
        return False
    if len(token.word) == 1 and token.text.islower():
        return token.word not in NO_INITIAL and scene.word(i + 1) in ENDS
    if token.word in _JOINS and scene.capital(i):
        return True
    if scene.capital(i):
        return token.word not in names.before
    if token.word in names.easily:
        return True
    if token.word in names.hardly and scene.word(i + 1) in names.family | {"", ".", ","}:
        return True
    return token.word in names.family and token.word not in names.belongings | names.before


def _begins(i: int, scene: Scene) -> bool:
    """Whether the word before a name belongs to it."""
    token, names = scene.tokens[i], scene.lexicon.names
    if not token.is_word or scene.is_kept(i) or token.owns or token.word in names.roles:
        return False
    if token.word in _BEFORE_A_CAPITAL and scene.capital(i + 1):
        return scene.word(i - 1) not in scene.lexicon.names.never_after
    if token.word == "o" and scene.word(i - 1) in scene.lexicon.reo:
        return False  # "te whaea o Tiaki"
    if token.word in _JOINS:
        return token.word in _LEADS or scene.capital(i) or scene.word(i + 1) in _OF_VAN
    if token.word in MONTHS:
        return False
    if token.word in names.easily | names.hardly:
        return True
    both = scene.capital(i) and scene.capital(i + 1)
    people = names.kin if both and token.word in scene.lexicon.reo else names.people
    if token.word in names.before | names.titles | people:  # "Tuakana Ropata" may be one
        return False
    strange = token.word not in scene.lexicon.english
    return scene.capital(i) and (strange or not token.starts)


def _runs(named: set[int], scene: Scene) -> list[tuple[int, int]]:
    runs: list[tuple[int, int]] = []
    for i in sorted(named):
        last = runs[-1] if runs else (0, -1)
        if last[1] == i and scene.follows(i) and not scene.tokens[i - 1].owns:
            runs[-1] = (last[0], i + 1)
        else:
            runs.append((i, i + 1))
    return runs
