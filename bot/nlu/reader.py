"""Reads a message: which closed-set facts it states. Built from the law files, never learnt."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from bot.nlu.ages import AgeReader
from bot.nlu.cues import CueBook, Skeleton, read_cues, skeleton
from bot.nlu.parts import PartReader
from bot.nlu.phrases import PhraseBook, Span, without_inner
from bot.nlu.spelling import Speller
from bot.nlu.text import Token, tokenise, words_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from bot.law.model import Law

ROLE_FACTS = ("sharer", "recipient", "company")
LEAST_FOR_A_MEETING = 2
LONGEST = 2_000
FIRST_WINS = {
    "concern": (
        "self_harm",
        "harm",
        "neglect",
        "family_violence",
        "offending",
        "wellbeing",
        "other",
    ),
    "subject": (
        "deceased",
        "adult_affecting_child",
        "class",
        "young_person",
        "child",
        "unborn",
        "adult",
        "under_18",
    ),
}
"""Of several values of one fact in a message, the one listed first is taken."""


@dataclass(frozen=True)
class Stated:
    """One fact stated. ``start`` and ``end`` are characters in the text as typed."""

    entity: str
    value: str
    start: int
    end: int


class Reader:
    """Finds stated facts. One reader serves all messages; it keeps none of them.

    Args:
        law: facts and roles with their words.
        cues: the content of ``cues.yml``; read from its place when not given.
    """

    def __init__(self, law: Law, cues: dict[str, Any] | None = None) -> None:
        cues = cues or read_cues()
        self._roles = PhraseBook(loose=True)
        for role in law.roles.values():
            self._roles.add(role.words, "role", role.id)
        self._said = PhraseBook(loose=False)
        for role_id, phrases in cues["sharer_by_words"].items():
            self._said.add(phrases, "sharer", role_id)
        self._facts = PhraseBook(loose=False)
        self._patterns: list[tuple[Any, str, str]] = []
        self._add_facts(law, cues)
        bands = {
            kind: {value: [int(number) for number in band] for value, band in table.items()}
            for kind, table in cues["bands"].items()
        }
        self._ages = AgeReader(bands, cues["sections"])
        self._parts = PartReader(cues)
        self._denied_by = tuple(words_of(phrase) for phrase in cues["denied_by"])
        known = self._roles.words | self._said.words | self._facts.words
        self._speller = Speller(known, self._roles.meaning_of)

    def _add_facts(self, law: Law, cues: dict[str, Any]) -> None:
        book = CueBook(cues["groups"])
        for fact in law.facts.values():
            if fact.id in ROLE_FACTS:
                continue
            for option in fact.options.values():
                self._facts.add(option.words, fact.id, option.value)
        for fact_id, options in cues["facts"].items():
            for value, phrases in options.items():
                plain = [phrase for phrase in phrases if "{" not in phrase]
                self._facts.add(plain, fact_id, value)
                patterns = [phrase for phrase in phrases if "{" in phrase]
                if patterns:
                    self._patterns.append((book.compile(patterns), fact_id, value))

    def read(self, text: str) -> list[Stated]:
        """Give the facts that ``text`` states, at most one value for each fact.

        Only the first 2,000 characters are read: a person who writes more is asked.
        """
        tokens = self._speller.repair(tokenise(text[:LONGEST]))
        spans = without_inner([*self._roles.find(tokens), *self._facts_in(tokens)])
        roles = [span for span in spans if span.entity == "role"]
        line = skeleton(tokens, roles)
        said = self._said.find(tokens)
        stated = [span for span in spans if span.entity != "role"]
        stated += self._parts.find(tokens, roles, line, said)
        stated += _company(stated, roles)
        return [
            Stated(span.entity, span.value, tokens[span.first].start, tokens[span.last].end)
            for span in _one_each(stated)
        ]

    def _facts_in(self, tokens: Sequence[Token]) -> Iterator[Span]:
        plain = skeleton(tokens, ())
        found = [*self._facts.find(tokens), *self._ages.find(tokens), *self._by_pattern(plain)]
        for span in found:
            if not (span.entity == "concern" and self._denied(tokens, span.first)):
                yield span

    def _by_pattern(self, plain: Skeleton) -> Iterator[Span]:
        for pattern, fact_id, value in self._patterns:
            for found in pattern.finditer(plain.line):
                first = plain.places.get(found.start())
                if first is not None:
                    length = len(found.group().split())
                    yield Span(first, first + length - 1, fact_id, value)

    def _denied(self, tokens: Sequence[Token], first: int) -> bool:
        before = tuple(token.norm for token in tokens[max(0, first - 4) : first])
        return any(before[-len(words) :] == words for words in self._denied_by)


def _company(stated: Iterable[Span], roles: Sequence[Span]) -> list[Span]:
    """Everybody named but the one who speaks, where they are several: they may be at a meeting."""
    sharers = {span.value for span in stated if span.entity == "sharer"}
    others = [span for span in roles if span.value not in sharers]
    named = dict.fromkeys(span.value for span in others)
    if len(named) < LEAST_FOR_A_MEETING:
        return []
    return [Span(others[0].first, others[-1].last, "company", ",".join(named))]


def _one_each(spans: Iterable[Span]) -> list[Span]:
    """Keep one span for each fact: by ``FIRST_WINS`` where it tells, else the first one."""
    kept: dict[str, Span] = {}
    for span in spans:
        order = FIRST_WINS.get(span.entity, ())
        held = kept.get(span.entity)
        if held is None or (order and order.index(span.value) < order.index(held.value)):
            kept[span.entity] = span
    return list(kept.values())
