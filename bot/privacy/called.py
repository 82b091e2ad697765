"""Names after a title, and after "called" or "name is"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.privacy.signs import parts

if TYPE_CHECKING:
    from bot.privacy.scene import Scene

ENDS = frozenset([*".?!,;:()\n\u2013\u2014", ""])
_SHORT_TITLES = frozenset("mr mrs ms miss dr mx".split())
_BEING, _JOINING = frozenset({"is", "was"}), frozenset("and but so".split())
_ALSO_USUAL = frozenset("big baby boy girl bear bro sis mate skip slim hun tiny boss".split())
_SELDOM = frozenset(
    "agency aide aid daddy carer prob probs probably maybe once twice kinda sorta often sometimes "
    "later first recently straight even still almost thing stuff car dog side bit drunk high "
    "stoned sober angry mad".split()
)
"""What stands between kin and what they did."""
_IN_CLASS = frozenset("my our the room rm year yr class".split())
_CLASSES = frozenset("room rm class year yr classroom syndicate form".split())
_NAMED = frozenset({"named", "nicknamed", "aka"})
_WHOSE, _US = frozenset("her his their the".split()), frozenset({"we", "they"})
_THEM = frozenset({"him", "her", "them"})
_OF_A_NAME = frozenset(
    "unknown private wrong secret confidential known missing different withheld same spelt hidden "
    "there here public clear fake false real correct right needed on in common safe visible gone "
    "important fine".split()
)
"""What can be said of a name: "his name is unknown"."""


def is_called_so(scene: Scene, i: int) -> bool:
    """Whether an ordinary word has a capital after "called", or stands alone after "name is"."""
    word, names = scene.word(i), scene.lexicon.names
    if word in names.roles or word in scene.lexicon.places:
        return False
    if _is_said_to_be(scene, i) or _is_named(scene, i):
        return True
    if scene.word(i - 2) == "name" and scene.word(i - 1) in _BEING:
        little = names.never_after | names.before | _OF_A_NAME
        alone = scene.word(i + 1) in ENDS | _JOINING
        return alone and word not in little and not word.endswith(("ed", "ing", "ly"))
    return scene.is_called(i) and scene.capital(i)


def _is_said_to_be(scene: Scene, i: int) -> bool:
    """Whether it is told to be a name after it: "wairua is her name", "blue we call him"."""
    if not scene.tokens[i].starts or scene.word(i + 1) not in _BEING | _US:
        return False
    if scene.word(i + 2) == "what" and scene.word(i + 3) in _US and scene.word(i + 4) == "call":
        return _is_no_little_word(scene, i)
    called = scene.word(i + 1) in _US and scene.word(i + 2) == "call"
    named = scene.word(i + 2) in _WHOSE and scene.word(i + 3) == "name"
    if not (named or (called and scene.word(i + 3) in _THEM)):
        return False
    return _is_no_little_word(scene, i)


def _is_named(scene: Scene, i: int) -> bool:
    """Whether an ordinary word alone follows "named": "a kid named blue"."""
    if scene.word(i - 1) not in _NAMED:
        return False
    return scene.word(i + 1) in ENDS | scene.lexicon.names.does and _is_no_little_word(scene, i)


def _is_no_little_word(scene: Scene, i: int) -> bool:
    word = scene.word(i)
    little = scene.lexicon.names.usual | parts().keys() | _OF_A_NAME
    return word not in little and "'" not in word and not word.endswith(("ed", "ing", "ly"))


def is_among_kin(scene: Scene, i: int) -> bool:
    """Whether it is what kin call somebody: "aunty girl rang"."""
    names, word, after = scene.lexicon.names, scene.word(i), scene.word(i + 1)
    before = scene.word(i - 1)
    somebodys = before in names.people and scene.word(i - 2) in _WHOSE | {"my"}
    if not (before in names.kin or somebodys) or scene.tokens[i - 1].owns:
        return False
    if word in names.nicknames and before in names.kin:
        return after in ENDS | names.does or word not in _ALSO_USUAL
    if before not in names.kin and word in scene.lexicon.slips.common:
        return False
    acts = after in names.does - {"and", "who"} or after.endswith("ed")
    return acts and _is_no_little_word(scene, i) and _could_be_a_name(scene, i)


def is_told_apart(scene: Scene, i: int) -> bool:
    """Whether it is told who or where that is: "dawn the aunty rang", "ember in room 4 says"."""
    word, names = scene.word(i), scene.lexicon.names
    if not scene.tokens[i].starts or word in _ALSO_DONE or word in names.verbs | names.abstract:
        return False
    if scene.word(i + 1) == "the" and scene.word(i + 2) in names.people:
        return scene.word(i + 3) in ENDS | names.does
    if scene.word(i + 1) not in {"in", "from"} or scene.word(i + 2) not in _IN_CLASS:
        return False
    return any(scene.word(i + far) in _CLASSES for far in range(2, 6))


def _could_be_a_name(scene: Scene, i: int) -> bool:
    """Whether a word is no verb, state or belonging: "koro tuku smacked", "uncle tip touched"."""
    names, word = scene.lexicon.names, scene.word(i)
    if word in scene.lexicon.reo:
        return True
    said = names.does | names.of_people | names.belongings | names.object_of_a_verb
    return word not in said | _SELDOM and not scene.lexicon.is_plural(word)


def is_by_title(scene: Scene, i: int, *, acts: bool) -> bool:
    """Whether a title stands before it; ``acts`` is whether it does something, as people do."""
    names, before, word = scene.lexicon.names, scene.word(i - 1), scene.word(i)
    if before == "." and scene.word(i - 2) in _SHORT_TITLES:
        before = scene.word(i - 2)
    if before not in names.titles or word in names.roles or word in scene.lexicon.places:
        return False
    if scene.capital(i):
        return word not in names.does | names.object_of_a_verb | names.before and scene.capital(
            i - 1
        )
    known = word in names.family or word in names.easily
    if before in _SHORT_TITLES:
        return known
    return word in names.easily or (word in names.hardly and acts)


_ALSO_DONE = frozenset(
    "hope love trust chase mark grant praise honour dream rush page cherish pat sue jet dash hunt "
    "star may will".split()
)
"""Names that are verbs too: "she left and hopes mum is ok"."""

_A_THING = frozenset("mark grant chase star".split())
"""Of these what no "s" makes a verb that could begin a sentence: "marks dad is in prison"."""

_OF_ANYTHING = frozenset(
    "bag lunch hair skin leg legs eye eyes teeth hand hands school house home place room card "
    "name age life report story plan teacher worker social lawyer doctor gp counsellor notes "
    "record records case behaviour attendance situation".split()
)


def owns_unmarked(scene: Scene, i: int) -> bool:
    """Whether it is a name with the s of an owner and no apostrophe: "roses mum"."""
    word, names = scene.word(i), scene.lexicon.names
    name, after, before = word[:-1], scene.word(i + 1), scene.word(i - 1)
    after_te = before == "te" and name in scene.lexicon.reo  # "te aos teacher"
    in_reo = name in scene.lexicon.reo and name not in names.usual  # "fa'afetais dad"
    if word[-1:] != "s" or not (name in names.either or after_te or in_reo):
        return False
    if name in _ALSO_DONE and not (name in _A_THING and scene.tokens[i].starts):
        return False
    if after not in names.belongings or not scene.follows(i + 1):
        return False
    if before in names.never_after | names.people or name in names.roles | names.titles:
        return False
    return name in names.easily or after_te or in_reo or after not in _OF_ANYTHING
