"""The word "te", which begins names and is "the" in te reo Māori."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.privacy.scene import Scene

_BEFORE_THE = frozenset("i ki kei hei o a ka mo me he nga ko".split())
"""Words of te reo after which it is "the"."""
_DONE_TO = ("hia", "tia")
"""How verbs end after which it is "the", as in "kua werohia te tama"."""


def begins_a_name(i: int, scene: Scene) -> bool:
    """Whether a word follows "te" in a name: "saw te ariki", but not "hiahia ki te ora"."""
    if scene.word(i - 1) != "te":
        return False
    before = scene.word(i - 2)
    return scene.capital(i) or not (before in _BEFORE_THE or before.endswith(_DONE_TO))
