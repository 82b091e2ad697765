"""Rows of words of data/danger.yml, looked for in a sentence word by word. No regular expressions.

A row is followed through the sentence as a set of places where it may have got to, so the time
grows with the length of the text and of the row, whatever anybody types.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.law.errors import LawError, nearest, one_of
from bot.safety.reading import plain, single

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    Phrases = Mapping[str, frozenset[tuple[str, ...]]]
    """Phrases by their first word; each is kept without it."""

GAPS = {"..": 4, "...": 10}
NOT = frozenset({"not", "never", "no"})
COMMON = frozenset(
    (
        "a and are as at be been by for from got had has have he i in inside into is it no not of "
        "off on out over she that the they to under up was we were when will with you"
    ).split()
)
"""Words that most sentences have; a row is not looked for by them when it has a rarer word."""

BEGIN, END = "^", "$"
"""Stand in every sentence as its first and last word."""


@dataclass(frozen=True)
class Element:
    """One place of a row: some phrases, or a gap of so many words."""

    phrases: Phrases
    gap: int = 0
    optional: bool = False

    def after(self, words: Sequence[str], place: int) -> Iterator[int]:
        """The places where the row may go on when this element stands at ``place``."""
        if self.optional or self.gap:
            yield place
        for skipped in range(place, min(place + self.gap, len(words))):
            if words[skipped] in NOT:
                return
            yield skipped + 1
        if place < len(words) and not self.gap:
            for rest in self.phrases.get(words[place], ()):
                end = place + 1 + len(rest)
                if not rest or tuple(words[place + 1 : end]) == rest:
                    yield end

    @property
    def longest(self) -> int:
        """Words, at most."""
        rests = (len(rest) + 1 for found in self.phrases.values() for rest in found)
        return max(self.gap, *rests) if self.phrases else self.gap


@dataclass(frozen=True)
class Row:
    """A pattern: its elements, and the rarest of those that must be there."""

    elements: tuple[Element, ...]
    key: int

    @property
    def key_words(self) -> Iterable[str]:
        """One of these is in every sentence that the row can match."""
        return self.elements[self.key].phrases

    @property
    def first_words(self) -> frozenset[str]:
        """The row can begin with no other word; none when it begins with a gap."""
        first: set[str] = set()
        for element in self.elements:
            if element.gap:
                return frozenset()
            first |= set(element.phrases)
            if not element.optional:
                break
        return frozenset(first)

    @property
    def reach(self) -> int:
        """Words before the key, at most."""
        return sum(element.longest for element in self.elements[: self.key])

    def end(self, words: Sequence[str], start: int) -> int | None:
        """Where the row ends when it begins at ``start``; nothing when it does not match there."""
        places = {start}
        for element in self.elements:
            places = {end for place in places for end in element.after(words, place)}
            if not places:
                return None
        return min(places)


class Rows:
    """Many rows, of which a sentence tries only those whose rarest word it has."""

    def __init__(self, rows: Iterable[tuple[str, Row]]) -> None:
        """Take rows, each with the name that a find is to carry."""
        self._by_key: dict[str, list[tuple[str, Row, int, frozenset[str]]]] = {}
        for name, row in rows:
            known = (name, row, row.reach, row.first_words)
            for word in row.key_words:
                self._by_key.setdefault(word, []).append(known)

    def found(self, words: Sequence[str]) -> Iterator[tuple[str, int, int]]:
        """Every name found, with the places where the find begins and ends.

        Of several beginnings around one rare word the first counts, as a denial stands before it.
        """
        for place, word in enumerate(words):
            for name, row, reach, first in self._by_key.get(word, ()):
                for start in range(max(0, place - reach), place + 1):
                    if first and words[start] not in first:
                        continue
                    end = row.end(words, start)
                    if end is not None:
                        yield name, start, end
                        break


def row(pattern: str, lists: Mapping[str, Iterable[str]], where: str) -> Row:
    """Read one pattern.

    Args:
        pattern: a row of words as data/danger.yml describes them.
        lists: the lists that ``{name}`` stands for.
        where: file and line, for errors.

    Raises:
        LawError: the pattern names a list that is not there, or has no word that must be there.
    """
    elements = tuple(_element(part, lists, where) for part in pattern.split())
    must = [at for at, element in enumerate(elements) if element.phrases and not element.optional]
    if not must:
        raise LawError(where, f"nothing in '{pattern}' has to be there. Take a '?' away.")
    key = min(must, key=lambda at: _how_common(elements[at]))
    return Row(elements, key)


def phrase(words: str) -> tuple[str, ...]:
    """Some words of data/danger.yml in the form in which typed words are compared."""
    return tuple(single(word) for word in plain(words).split())


def _how_common(element: Element) -> tuple[int, int]:
    return len(COMMON & element.phrases.keys()), len(element.phrases)


def _element(part: str, lists: Mapping[str, Iterable[str]], where: str) -> Element:
    if part.lstrip("?") in GAPS:
        return Element({}, gap=GAPS[part.lstrip("?")])
    optional = part.startswith("?")
    phrases: dict[str, set[tuple[str, ...]]] = {}
    for choice in part.lstrip("?").split("|"):
        for words in _listed(choice, lists, where):
            first, *rest = phrase(words)
            phrases.setdefault(first, set()).add(tuple(rest))
    return Element({first: frozenset(rests) for first, rests in phrases.items()}, 0, optional)


def _listed(choice: str, lists: Mapping[str, Iterable[str]], where: str) -> Iterable[str]:
    if not choice.startswith("{"):
        return [choice.replace("_", " ")]
    name = choice.strip("{}")
    if name not in lists:
        known = sorted(lists)
        raise LawError(
            where, f"no list of words is called '{name}'.{nearest(name, known)} {one_of(known)}"
        )
    return lists[name]
