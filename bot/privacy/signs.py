"""What can be said of a word, and of the words around it, by which a name is told from a word."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING

import yaml

from bot.privacy.lexicon import DATA

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from collections.abc import Set as AbstractSet

    from bot.privacy.scene import Scene

_AGE, _EDGE = 4, "|"
_ENDINGS = ("ing", "ed", "ly", "s")
_LONG = 4


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
    yield from _as_parts([_part(each) for each in (before2, before, after, after2)], kind, owner)


def _as_parts(around: list[str], kind: str, owner: str) -> Iterator[str]:
    before2, before, after, after2 = around
    yield f"p-1 {kind}={before}"
    yield f"p+1 {kind}={owner}{after}"
    yield f"p-2-1={before2} {before}"
    yield f"p+1+2={owner}{after} {after2}"
    yield f"p-1+1={before} {owner}{after}"
    yield f"p-2-1+1={before2} {before} {owner}{after}"
    yield f"p-1+1+2={before} {owner}{after} {after2}"


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


def _part(seen: str) -> str:
    """A neighbour by what it does in a sentence: its part of speech, or else its ending."""
    if not seen[:1].isalpha() or seen == "NAME":
        return seen
    if seen in parts():
        return parts()[seen]
    return next((end for end in _ENDINGS if seen.endswith(end) and len(seen) > _LONG), "any")


@functools.cache
def parts() -> Mapping[str, str]:
    """Of little words, which part of speech they are: data/privacy/parts.yml."""
    read = yaml.safe_load((DATA / "parts.yml").read_text(encoding="utf-8"))
    return {word: part for part, words in read.items() for word in words.split()}
