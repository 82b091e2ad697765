"""Names of two syllables, as people of Korea and China write them: "jung min told me"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.privacy.called import ENDS

if TYPE_CHECKING:
    from bot.privacy.scene import Scene

_LITTLE = 2
_AND = frozenset({"and", "n", "who", "with", "at", "from", "to", "cos", "because", "if", "that"})


def by_syllables(scene: Scene) -> set[int]:
    """Numbers of the words that are two syllables, and of a family name before them."""
    found: set[int] = set()
    for i in range(1, len(scene.tokens)):
        if _is_pair(scene, i):
            found |= {i - 1, i}
            before = scene.word(i - 2)
            if i > 1 and scene.follows(i - 1) and before in scene.lexicon.names.family:
                found.add(i - 2)
    return found


def _is_pair(scene: Scene, i: int) -> bool:
    names = scene.lexicon.names
    one, other, after = scene.word(i - 1), scene.word(i), scene.word(i + 1)
    if not scene.follows(i) or one == other or not {one, other} <= names.syllables:
        return False
    if scene.is_kept(i) or scene.is_kept(i - 1) or scene.tokens[i - 1].owns:
        return False
    if _is_known(one, scene) and _is_known(other, scene):
        return False
    acts = after in ENDS | names.does | _AND | names.belongings or scene.tokens[i].owns
    return acts and not scene.word(i - 2)[:1].isdigit()


def _is_known(word: str, scene: Scene) -> bool:
    lexicon = scene.lexicon
    little = len(word) <= _LITTLE and word in lexicon.english
    return little or word in lexicon.slips.common or word in lexicon.reo
