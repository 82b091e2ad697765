"""The word lists of data/privacy, read once."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml

from bot.privacy.slips import Slips
from bot.privacy.tokens import bare, fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

DATA = Path(__file__).resolve().parents[2] / "data" / "privacy"
_JOINT = re.compile(r"[-/]")
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
    verbs: frozenset[str]
    family: frozenset[str]
    titles: frozenset[str]
    named: frozenset[str]
    people: frozenset[str]
    belongings: frozenset[str]
    before: frozenset[str]
    never_after: frozenset[str]
    does: frozenset[str]
    object_of_a_verb: frozenset[str]
    roles: frozenset[str]

    @classmethod
    def read(cls, data: Path = DATA) -> NamesOrWords:
        """Read the file."""
        lists: Mapping[str, str] = _yaml(data / "names.yml")
        return cls(**{name: _folded(words.split()) for name, words in lists.items()})

    @functools.cached_property
    def either(self) -> frozenset[str]:
        """Names that are words too, of every strength."""
        return self.easily | self.hardly | self.verbs


@dataclass(frozen=True)
class Lexicon:
    """Everything that is known of words."""

    ordinary: frozenset[str]
    names: NamesOrWords
    places: frozenset[str]
    place_names: frozenset[str]
    before_places: frozenset[str]
    kept: Mapping[str, tuple[tuple[str, ...], ...]]
    slips: Slips

    @classmethod
    def read(cls, data: Path = DATA) -> Lexicon:
        """Read every list."""
        names = NamesOrWords.read(data)
        places = _yaml(data / "places.yml")
        apart = _folded(places["also_names"].split())
        where = _folded(places["places"].split()) | _folded(places["peoples"].split())
        lists = [read_words(data / f"{name}.txt") for name in ("ordinary", "field", "typed")]
        ordinary = frozenset().union(*lists) | names.either | names.family | names.roles
        ordinary |= names.titles | names.before | names.does | names.people | names.belongings
        ordinary -= names.always
        common = read_words(data / "common.txt")
        slips = Slips(ordinary, common, read_words(data / "near.txt") | names.always)
        return cls(
            ordinary=ordinary,
            names=names,
            places=where - apart,
            place_names=apart,
            before_places=_folded(places["before_places"].split()),
            kept=_by_first(places["kept"]),
            slips=slips,
        )

    def is_ordinary(self, word: str) -> bool:
        """Whether a folded word, or each part of one with a hyphen, is in the lists."""
        if word in self.ordinary or word in self.places:
            return True
        if "'" in word and word.replace("'", "") in self.ordinary:
            return True
        if word.endswith("s") and word[:-1] in self.ordinary and len(word) > 3:  # noqa: PLR2004
            return word[:-1] not in self.names.either
        parts = _JOINT.split(word)
        return len(parts) > 1 and all(len(part) < 2 or self.is_ordinary(part) for part in parts)  # noqa: PLR2004


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
