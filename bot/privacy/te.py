"""Te reo Māori: "te", which begins names and is "the", and particles that stand before people."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.privacy.scene import Scene

_BEFORE_THE = frozenset("i ki kei hei o a ka mo me he nga ko".split())
"""Words of te reo after which it is "the"."""
_DONE_TO = ("hia", "tia")
"""How verbs end after which it is "the", as in "kua werohia te tama"."""

_SURELY = frozenset("ki kei hei".split())
_OF = frozenset({"m\u014d", "n\u014d", "n\u0101", "m\u0101"})
_NOBODY = frozenset(
    "mama papa mami tehea ehea whanau "
    "te nga he a o i e tetahi etahi taku toku aku oku to tau ou tana tona ana ona ta tatou "
    "tatau matou ratou raua taua maua korua koutou koe au ahau ia wai hea whea konei kona kora "
    "ko reira waho roto runga raro muri mua waenga tua tai uta inaianei naianei aianei apopo "
    "inanahi nanahi nehera tenei tena tera enei ena era aua nei na ra ake atu mai iho hoki "
    "anake tahi rua toru wha rima ono whitu waru iwa tekau ngati ngai kati matariki akuanei "
    "tata tawhiti amuri reo iwi katoa".split()
)
"""What stands after a particle and is nobody's name: "the", "their", "where", "tomorrow"."""
_BEFORE_WORDS = frozenset("nga he kua ka kia tetahi etahi tona tana toku taku tenei tera e".split())
"""After these stands what anybody may be or do, and nobody's name."""
_MAORI = re.compile(r"(?:(?:ng|wh|[hkmnprtw])?[aeiou])+\Z")
_THIRD = 3
"""One word in so many has to be of te reo for the message to be."""


def begins_a_name(i: int, scene: Scene) -> bool:
    """Whether a word follows "te" in a name: "saw te ariki", but not "hiahia ki te ora"."""
    if scene.word(i - 1) != "te":
        return _ends_a_name(i, scene)
    before = scene.word(i - 2)
    return scene.capital(i) or not (before in _BEFORE_THE or before.endswith(_DONE_TO))


def _ends_a_name(i: int, scene: Scene) -> bool:
    """Whether "te" and a noun before it begin one in English: "about te ao marama"."""
    noun, te, before = scene.word(i - 1), scene.word(i - 2), scene.word(i - 3)
    lexicon = scene.lexicon
    inside = te == "te" and noun in lexicon.reo and scene.word(i) in lexicon.reo
    return inside and before not in lexicon.reo - lexicon.names.before and before not in _BEFORE_THE


def by_particle(scene: Scene) -> set[int]:
    """Numbers of the words that a particle of te reo marks as somebody's name: "ki a pounamu"."""
    if not _is_in_te_reo(scene):
        return set()
    return {i for i in range(1, len(scene.tokens)) if _may_be(i, scene) and _is_marked(i, scene)}


def is_no_name_in_te_reo(i: int, scene: Scene) -> bool:
    """Whether a word in no list stands where te reo has no name: "mo te tohatoha korero"."""
    before, further = scene.word(i - 1), scene.word(i - 2)
    the = before == "te" and further in _BEFORE_THE - {"ko", "a", "ka", "he"}
    if not (the or before in _BEFORE_WORDS) or scene.tokens[i].capital:
        return False
    return bool(_MAORI.match(scene.word(i))) and _is_in_te_reo(scene)


def _is_in_te_reo(scene: Scene) -> bool:
    words = [token.word for token in scene.tokens if token.is_word]
    return sum(word in scene.lexicon.reo for word in words) * _THIRD >= max(len(words), _THIRD)


def _may_be(i: int, scene: Scene) -> bool:
    token, names = scene.tokens[i], scene.lexicon.names
    if not token.is_word or not token.word[1:] or scene.is_kept(i) or token.word in _NOBODY:
        return False
    return not any(
        token.word in each
        for each in (names.roles, names.titles, names.people, scene.lexicon.places)
    )


def _is_marked(i: int, scene: Scene) -> bool:
    """Whether a particle that no common noun follows without "the" stands before it."""
    if scene.shouts(i):
        return False  # "ki a OT"
    particle, before = scene.word(i - 1), scene.word(i - 2)
    said = before in scene.lexicon.reo
    apart = scene.capital(i) or scene.word(i) not in scene.lexicon.english
    if particle == "a":
        return before in _SURELY or ((said or before == "i") and apart)
    if particle == "o":
        return said and apart
    if particle == "ko":
        return apart and scene.word(i + 1) not in scene.lexicon.english
    return scene.tokens[i - 1].text.lower() in _OF and apart
