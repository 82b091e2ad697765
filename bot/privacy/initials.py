"""People who are called by a letter or two: "Mrs K", "baby L", "J.T. is 13", "AJ told me"."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.privacy.scene import Scene

_SHORT_FORMS = frozenset(
    "nz ot gp uk us usa ed dp ap hr it pe ko yj sw iep dob nhi ird nsn am pm eg ie pto rn tv ok "
    "phd".split()
)
_WORDS = frozenset("ia")
NO_INITIAL = frozenset("aiunrwxysckbe")
"""Small letters that are words, or that people type for one: "u", "n", "r"."""
_SMALL = frozenset("wee little lil baby bubba".split())
_SHORT_TITLES = frozenset("mr mrs ms miss dr".split())
_TO = frozenset("told tell to with about from by for and saw asked rang".split())
_AND = frozenset({"and", "&", "n"})
_ENDS = frozenset(".,;:!?)")
_PAIR = 2


def initials_in(scene: Scene) -> set[int]:
    """Numbers of the letters that stand for somebody, and of their full stops."""
    found: set[int] = set()
    for i in range(len(scene.tokens)):
        if i not in found:
            found |= _dotted(scene, i) or _alone(scene, i) or _pair(scene, i) or _small(scene, i)
    return found | {i for i in range(len(scene.tokens)) if found and _second_pair(scene, i, found)}


def _small(scene: Scene, i: int) -> set[int]:
    """One small letter after who it is, and before what people do: "wee j is sick", "mr p"."""
    word = scene.word(i)
    if len(word) != 1 or not scene.tokens[i].text.islower() or word in _WORDS:
        return set()
    if not scene.follows(i) or scene.tokens[i - 1].owns:
        return set()
    names, before, after = scene.lexicon.names, scene.word(i - 1), scene.word(i + 1)
    acts = after in names.does - {"and", "or"}
    if before in _SHORT_TITLES:
        return {i} if acts or word not in NO_INITIAL else set()
    if before in _SMALL:
        return {i} if acts or (word not in NO_INITIAL and after in _ENDS | {""}) else set()
    who = before in names.people | names.titles
    return {i} if who and acts and word not in NO_INITIAL else set()


def _second_pair(scene: Scene, i: int, found: set[int]) -> bool:
    """Whether two capitals are joined to two that are somebody: "DJ and TK"."""
    pair = len(scene.word(i)) == _PAIR and scene.shouts(i) and scene.word(i) not in _SHORT_FORMS
    joined = (scene.word(i - 1) in _AND and i - 2 in found) or (
        scene.word(i + 1) in _AND and i + 2 in found
    )
    return pair and joined and not scene.lexicon.is_ordinary(scene.word(i))


def _dotted(scene: Scene, i: int) -> set[int]:
    """Such as "J.T." and "A.J": two letters or more, parted by full stops."""
    end, letters = i, ""
    if scene.word(i - 1) == "." and _is_letter(scene, i - 2) and not _blank(scene, i):
        return set()
    while _is_letter(scene, end) and (end == i or not _blank(scene, end)):
        letters += scene.word(end)
        end += 1
        if scene.word(end) != "." or _blank(scene, end):
            break
        end += 1
    many = len(letters) >= _PAIR and letters not in _SHORT_FORMS and end - i > _PAIR
    return set(range(i, end)) if many else set()


def _alone(scene: Scene, i: int) -> set[int]:
    """One capital letter after who it is, after "told", or before what people do."""
    if not _is_letter(scene, i):
        return set()
    names, before, word = scene.lexicon.names, scene.word(i - 1), scene.word(i)
    stop = i + 1 if scene.word(i + 1) == "." and not _blank(scene, i + 1) else i
    after = scene.word(stop + 1)
    joined = before == "." and not _blank(scene, i)
    if word == "i" or joined or scene.tokens[i - 1].owns or scene.loud:
        return set()
    if before in names.titles | names.people and scene.follows(i):
        return set(range(i, stop + 1))
    if word in _WORDS:
        return set()
    beside = after in _AND and _is_letter(scene, i + 2) and scene.word(i + 2) != "i"
    if beside or (before in _AND and _is_letter(scene, i - 2) and scene.word(i - 2) != "i"):
        return {i} if _is_apart(scene, i if beside else i - 2) else set()
    does = after in names.does - {"and", "or"} and not scene.word(i - 1)[:1].isdigit()
    told = before in _TO and (scene.word(i + 1) in _ENDS or after in {"", "and", "that"})
    starts = scene.tokens[i].starts or before in names.before
    return set(range(i, stop + 1)) if (does and starts) or told else set()


def _is_apart(scene: Scene, i: int) -> bool:
    """Whether a letter is no part of "vitamin D", "hep B" or a place of a list."""
    return scene.tokens[i].starts or scene.word(i - 1) in _TO | scene.lexicon.names.before


def _pair(scene: Scene, i: int) -> set[int]:
    """Such as "AJ" and "TK": two capitals that are no short form, before what people do."""
    word = scene.word(i)
    if not scene.shouts(i) or len(word) != _PAIR or word in _SHORT_FORMS or scene.is_kept(i):
        return set()
    names, before, after = scene.lexicon.names, scene.word(i - 1), scene.word(i + 1)
    if "j" in word and word != "jp":
        return {i}
    if before in names.people and not scene.tokens[i - 1].owns and word != "jp":
        return {i}
    known = scene.lexicon.is_ordinary(word) and word != "jp"
    acts = after in names.does or (after.endswith("ed") and word == "jp")
    return {i} if not known and acts and scene.tokens[i].starts else set()


def _is_letter(scene: Scene, i: int) -> bool:
    return 0 <= i < len(scene.tokens) and (
        len(scene.tokens[i].text) == 1 and scene.tokens[i].is_word and scene.tokens[i].capital
    )


def _blank(scene: Scene, i: int) -> bool:
    """Whether a blank stands before the token."""
    return scene.tokens[i].start > scene.tokens[i - 1].end
