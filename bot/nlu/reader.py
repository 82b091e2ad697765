"""Reads a message: which closed-set facts it states. Built from the law files, never learnt."""

from __future__ import annotations

import dataclasses
import functools
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from bot.law.load import load_law
from bot.nlu.ages import AgeReader
from bot.nlu.also_is import AlsoIs
from bot.nlu.company import Company
from bot.nlu.cues import CueBook, Skeleton, read_cues, skeleton
from bot.nlu.parts import PartReader, is_alone
from bot.nlu.phrases import PhraseBook, Span, without_inner
from bot.nlu.spelling import Speller
from bot.nlu.text import Token, tokenise, words_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from bot.law.model import Law

ROLE_FACTS = ("sharer", "recipient", "company")
LONGEST = 2_000
ANY = ""
"""Whatever the value of a fact."""

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
        "deceased_adult",
        "adult_harmed_as_child",
        "care_leaver",
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


@dataclass(frozen=True)
class Seen:
    """What was seen in a message.

    Attributes:
        tokens: its words, slips in words of the closed sets put right.
        spans: roles and facts found, in their order.
        said: what shows who is asking without naming a role (*I teach*).
        places: by the number of each role that a cue placed, as what: sharer, recipient, aside ...
        placed: the spans that follow from these.
        is_bare: whether it is one role, and words that say nothing.
        stated: the facts that the message states by words and cues alone.
    """

    tokens: Sequence[Token]
    spans: Sequence[Span]
    said: Sequence[Span]
    places: Mapping[int, str]
    placed: Sequence[Span]
    stated: list[Stated] = field(default_factory=list)
    is_bare: bool = False

    @property
    def roles(self) -> list[Span]:
        """The roles named, in their order."""
        return [span for span in self.spans if span.entity == "role"]

    @property
    def outline(self) -> str:
        """The words with each span as the name of its fact: "can i tell the #role about #age".

        A plan of the sentence: who tells whom stands in it, whoever they are. At its end, which
        facts the message states.
        """
        words = [word for word, _ in self.plan()]
        return " ".join([*words, *(f"+{fact.entity}" for fact in self.stated)])

    def plan(self) -> list[tuple[str, Span | None]]:
        """The words and the spans that stand for several, in their order."""
        starts = {span.first: span for span in self.spans}
        found: list[tuple[str, Span | None]] = []
        at = 0
        while at < len(self.tokens):
            span = starts.get(at)
            word = f"#{span.entity}" if span else self.tokens[at].norm.replace("\n", ".")
            found.append((word, span))
            at = max(at, span.last) + 1 if span else at + 1
        return found


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
            fact: {
                kind: {value: [int(number) for number in band] for value, band in table.items()}
                for kind, table in kinds.items()
            }
            for fact, kinds in cues["bands"].items()
        }
        self._ages = AgeReader(bands, cues["sections"])
        self._parts = PartReader(cues)
        self._company = Company(cues["company"])
        self._also_is = AlsoIs(cues["also_is"])
        book = CueBook(cues["groups"])
        self._markers = {name: book.compile(each) for name, each in cues["markers"].items()}
        denied, doubted = (
            tuple(words_of(phrase) for phrase in cues[name]) for name in ("denied_by", "doubted_by")
        )
        self._unsaid_by = {"concern": {ANY: denied}, "danger_now": {"no": doubted}}
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
        return self.look(text).stated

    def look(self, text: str) -> Seen:
        """Read ``text``, and give what was seen on the way."""
        tokens = self._speller.repair(tokenise(text[:LONGEST]))
        spans = without_inner([*self._roles.find(tokens), *self._facts_in(tokens)])
        spans = self._also_is.without(tokens, spans)
        roles = [span for span in spans if span.entity == "role"]
        line = skeleton(tokens, roles)
        said = self._said.find(tokens)
        facts = [span for span in spans if span.entity != "role"]
        parts = self._parts.places(line)
        placed = list(self._parts.find(tokens, roles, line, said, parts))
        seen = Seen(tokens, spans, said, parts, placed)
        stated = [*facts, *placed]
        stated += self._company.of(tokens, stated, roles)
        stated += self._marked(tokens)
        bare = len(roles) == 1 and is_alone(tokens, roles)
        return dataclasses.replace(seen, stated=stated_at(tokens, stated), is_bare=bare)

    def _facts_in(self, tokens: Sequence[Token]) -> Iterator[Span]:
        plain = skeleton(tokens, ())
        found = [*self._facts.find(tokens), *self._ages.find(tokens), *self._by_pattern(plain)]
        for span in found:
            unsaid = self._unsaid_by.get(span.entity, {})
            if not self._follows(tokens, span.first, unsaid.get(span.value, unsaid.get(ANY, ()))):
                yield span

    def _by_pattern(self, plain: Skeleton) -> Iterator[Span]:
        for pattern, fact_id, value in self._patterns:
            for found in pattern.finditer(plain.line):
                first = plain.places.get(found.start())
                if first is not None:
                    length = len(found.group().split())
                    yield Span(first, first + length - 1, fact_id, value)

    def _marked(self, tokens: Sequence[Token]) -> Iterator[Span]:
        """What a message says that is no fact by itself: "another kid", "an investigation"."""
        plain = skeleton(tokens, ()).line
        for name, cue in self._markers.items():
            if cue.search(plain):
                yield Span(0, len(tokens) - 1, name, "yes")

    def _follows(
        self, tokens: Sequence[Token], first: int, phrases: Sequence[tuple[str, ...]]
    ) -> bool:
        before = tuple(token.norm for token in tokens[max(0, first - 4) : first])
        return any(before[-len(words) :] == words for words in phrases)


def stated_at(tokens: Sequence[Token], spans: Iterable[Span]) -> list[Stated]:
    """Give one fact for each, with its place in the text as typed."""
    return [
        Stated(span.entity, span.value, tokens[span.first].start, tokens[span.last].end)
        for span in _one_each(spans)
    ]


@functools.lru_cache(maxsize=1)
def the_reader() -> Reader:
    """The reader of this process, built from the law files once."""
    return Reader(load_law())


def _one_each(spans: Iterable[Span]) -> list[Span]:
    """Keep one span for each fact: by ``FIRST_WINS`` where it tells, else the first one."""
    kept: dict[str, Span] = {}
    for span in spans:
        order = FIRST_WINS.get(span.entity, ())
        held = kept.get(span.entity)
        if held is None or (order and order.index(span.value) < order.index(held.value)):
            kept[span.entity] = span
    return list(kept.values())
