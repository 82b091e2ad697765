"""The word lists of data/privacy, read once."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml

from bot.privacy.slips import Mistyped
from bot.privacy.tokens import bare, fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

DATA = Path(__file__).resolve().parents[2] / "data" / "privacy"
_JOINT = re.compile(r"[-/]")
_PREFIXES = ("un", "re", "non", "mis", "pre", "over")
_SHORTENED = frozenset("ve ll d re m t".split())
_LONG_STEM = 4
_TWO = 2
_LONGEST_TALK = 40
_NO_WORD = re.compile(r"[^a-z]+")
_PERHAPS_SOMEBODYS = re.compile(r"[^\W_a-z]|@")
"""A digit, or a letter of another script: "021 555 0199 ta" is no mere "ta"."""
MONTHS = frozenset("april may june august march".split())
"""Months that somebody may be called."""


def read_words(path: Path) -> frozenset[str]:
    """The words of a list, one a line; lines that begin with # are remarks."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return frozenset(line for line in lines if line and line[0] != "#")


@dataclass(frozen=True)
class NamesOrWords:
    """``names.yml``: names that are words too, and what stands beside names."""

    always: frozenset[str]
    easily: frozenset[str]
    hardly: frozenset[str]
    abstract: frozenset[str]
    verbs: frozenset[str]
    family: frozenset[str]
    titles: frozenset[str]
    named: frozenset[str]
    people: frozenset[str]
    who: frozenset[str]
    kin: frozenset[str]
    nicknames: frozenset[str]
    syllables: frozenset[str]
    belongings: frozenset[str]
    before: frozenset[str]
    never_after: frozenset[str]
    does: frozenset[str]
    of_people: frozenset[str]
    object_of_a_verb: frozenset[str]
    roles: frozenset[str]

    @classmethod
    def read(cls, data: Path = DATA) -> NamesOrWords:
        """Read the file."""
        lists: Mapping[str, str] = _yaml(data / "names.yml")
        read = {name: _folded(words.split()) for name, words in lists.items()}
        read["does"] |= {f"{word[:-1]}'t" for word in read["does"] if word.endswith("nt")}
        return cls(**read)

    @functools.cached_property
    def either(self) -> frozenset[str]:
        """Names that are words too, of every strength."""
        return self.easily | self.hardly | self.verbs

    @functools.cached_property
    def usual(self) -> frozenset[str]:
        """What stands where a name could and is hardly ever one."""
        return self.roles | self.people | self.titles | self.before | self.never_after


@dataclass(frozen=True)
class Lexicon:
    """Everything that is known of words.

    Attributes:
        ordinary: folded words that are nobody's name by themselves.
        names: of names that are words too.
        places: that stay readable; ``place_names`` only after one of ``before_places``.
        towns: part of an address that they follow.
        english: the ordinary words that are English.
        reo: those of te reo and its kin that are not.
        capitals: other words that are written with a capital.
        kept: sayings and bodies by their first word.
        slips: what is an ordinary word mistyped.
        given: words that some are called.
        typed: short forms and sounds that people type.
        talk: whole messages that name nobody.
    """

    ordinary: frozenset[str]
    names: NamesOrWords
    places: frozenset[str]
    place_names: frozenset[str]
    before_places: frozenset[str]
    towns: frozenset[str]
    english: frozenset[str]
    reo: frozenset[str]
    capitals: frozenset[str]
    kept: Mapping[str, tuple[tuple[str, ...], ...]]
    slips: Mistyped
    given: frozenset[str]
    typed: frozenset[str]
    talk: frozenset[str]

    @classmethod
    def read(cls, data: Path = DATA) -> Lexicon:
        """Read every list."""
        names = NamesOrWords.read(data)
        places = _yaml(data / "places.yml")
        apart = _folded(places["also_names"].split())
        where = _folded(places["places"].split()) | _folded(places["peoples"].split())
        lists = [read_words(data / f"{name}.txt") for name in ("ordinary", "field", "typed", "reo")]
        capitals = read_words(data / "capitals.txt")
        ordinary = frozenset().union(*lists) | names.either | names.family | names.roles
        ordinary |= names.titles | names.before | names.does | names.people | names.belongings
        ordinary -= names.always
        common = read_words(data / "common.txt")
        near = read_words(data / "near.txt") | names.always
        people = (names.people & lists[0]) | names.who
        people = frozenset(word for word in people - names.either if len(word) > _LONG_STEM)
        slips = Mistyped(ordinary, common, near, people)
        return cls(
            ordinary=ordinary,
            names=names,
            places=where - apart,
            place_names=apart,
            before_places=_folded(places["before_places"].split()),
            towns=_folded(places["places"].split()) - _folded(places["not_in_address"].split()),
            english=lists[0],
            reo=lists[3] - lists[0],
            capitals=capitals | names.roles,
            kept=_by_first([*places["kept"], *read_words(data / "bodies.txt")]),
            slips=slips,
            given=names.either | read_words(data / "given.txt"),
            typed=lists[2],
            talk=read_words(data / "talk.txt"),
        )

    def is_talk(self, text: str) -> bool:
        """Whether a whole message is a word to the chat, such as "skip" or "kiaora"."""
        if len(text) > _LONGEST_TALK:
            return False
        folded = fold(text)
        if _PERHAPS_SOMEBODYS.search(folded):
            return False
        return _NO_WORD.sub(" ", folded).strip() in self.talk

    def is_ordinary(self, word: str) -> bool:
        """Whether a folded word, or each part of one with a hyphen, is in the lists."""
        if word in self.ordinary or word in self.places:
            return True
        if word in self.names.always or (word[-1:] == "s" and word[:-1] in self.names.always):
            return False
        if "'" in word:
            head, _, tail = word.partition("'")
            whole = word.replace("'", "") in self.ordinary
            return whole or (tail in _SHORTENED and head in self.ordinary)
        if word.endswith("s") and word[:-1] in self.ordinary and len(word) > 3:  # noqa: PLR2004  (has)
            return word[:-1] not in self.names.either
        if self._is_derived(word):
            return True
        parts = _JOINT.split(word)
        if len(parts) == _TWO and parts[0] != parts[1] and self.names.syllables.issuperset(parts):
            return False  # "ji-woo"
        return len(parts) > 1 and all(self._is_ordinary_part(part) for part in parts)

    def is_plural(self, word: str) -> bool:
        """Whether it is an English word with an s."""
        return word.endswith("s") and word[:-1] in self.english

    def _is_derived(self, word: str) -> bool:
        """Whether it is made from a word, as "unfenced", "rehoming" and "shovin" are."""
        prefix = next((each for each in _PREFIXES if word.startswith(each)), "")
        rest = word[len(prefix) :]
        if prefix and len(rest) >= _LONG_STEM and rest in self.english:
            return True
        return word.endswith("in") and len(word) > _LONG_STEM and f"{word}g" in self.english

    def _is_ordinary_part(self, part: str) -> bool:
        """Of a word with a hyphen: "Min-jun" is a name, though a jun could be a month."""
        is_letter = not part[1:]
        called = part in self.names.easily or (
            len(part) > _LONG_STEM
            and part in self.given - self.english - self.reo - self.slips.common
        )
        return is_letter or (not called and self.is_ordinary(part))


@functools.cache
def lexicon() -> Lexicon:
    """The product's own, read when first needed."""
    return Lexicon.read()


def _yaml(path: Path) -> Any:
    return yaml.safe_load(path.read_text(encoding="utf-8"))


def _folded(words: Iterable[str]) -> frozenset[str]:
    return frozenset(fold(word) for word in words)


def _by_first(phrases: Iterable[str]) -> dict[str, tuple[tuple[str, ...], ...]]:
    found: dict[str, list[tuple[str, ...]]] = {}
    for phrase in phrases:
        words = tuple(bare(word) for word in phrase.split())
        found.setdefault(words[0], []).append(words)
    return {first: tuple(sorted(each, key=len, reverse=True)) for first, each in found.items()}
