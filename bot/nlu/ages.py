"""Ages, school years and sections of Acts in a sentence, found by spaCy patterns.

The pipeline is blank: nothing is learnt and no model is fetched. What an age means for the law
stands in ``data/nlu/cues.yml``.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import spacy
from spacy.tokens import Doc

from bot.nlu.phrases import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from spacy.tokens import Span as SpacySpan

    from bot.nlu.text import Token

UP_TO_TWENTY = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
    "fifteen sixteen seventeen eighteen nineteen twenty"
).split()


def _word(*words: str, op: str = "1") -> dict[str, Any]:
    return {"ORTH": {"IN": list(words)}, "OP": op}


def _shape(regex: str) -> dict[str, Any]:
    return {"ORTH": {"REGEX": regex}}


TE_REO = "tahi rua toru wha rima ono whitu waru iwa tekau".split()
NUMBER = _shape(rf"^(\d{{1,2}}|{'|'.join(UP_TO_TWENTY)})$")
TE_REO_NUMBER = _word(*TE_REO)
OLD = _word("yo", "yr", "yrs", "year", "years", "y")
YEAR = _word("year", "yr", "years", "y")
IS = _word("is", "are", "was", "only", "about", "nearly", "almost", "just", "now", "be", "turning",
           "aged", "of", "and", ",", "who", "hes", "shes", "whos",
           "maybe", op="*")  # fmt: skip
CHILD = _word(*(
    "he she they who child kid student girl boy hes shes theyre son daughter tamaiti rangatahi "
    "niece nephew pupil patient lad lass twins sisters brothers sister brother moko mokopuna "
    "kotiro tama teen teenager player youngster cub boarder kids boys girls children "
    "tamariki pepi baby bub babies toddler one ones fella wahine whos childs at"
).split())  # fmt: skip
MARK = _word(".", ",", "?", ";", "!", "\n")
AND = _word("and", "or", "to", "n")
MONTHS = _word("month", "months", "mth", "mths", "week", "weeks", "wk", "wks", "mo", "mos")
UNITS = frozenset(
    "hours hour hrs hr days day times time minutes minute mins min weeks week months month nights "
    "night am pm percent oclock people kids children boys girls of per foot feet ft cm k km "
    "dollars bucks siblings others more different families doors phone schools visits lessons "
    "sessions years yrs yr weekends pills wks wk mths mth tamariki lots girl boy staff "
    "parents whanau".split()
)
"""After one of these a number is no age: *she is 9 minutes late*."""

NOT_AN_AGE_AFTER = frozenset(
    "ago later pregnant now along left time since until in gestation".split()
)
NOT_AN_AGE_BEFORE = frozenset("for in last past every over since next within first after".split())

SHAPES: dict[str, list[list[dict[str, Any]]]] = {
    "AGE": [
        [NUMBER, OLD, _word("old", "o", "olds")],
        [_shape(r"^\d{1,2}(yo|yos|yrs?|yearold|yrold)$")],
        [_shape(r"^\d{1,2}(yrs?|y)$"), _word("old", "o")],
        [NUMBER, _word("yo", "yos")],
        [_word("aged", "age"), NUMBER],
        [_word("turned", "turning", "turns"), NUMBER],
        [NUMBER, _word("yr", "yrs", "year", "years"), _word("old", op="?"), CHILD],
        [CHILD, NUMBER, _word("yr", "yrs", "years")],
        [_word("tekau"), _word("ma"), TE_REO_NUMBER, _word("ona", "ana", "tona"), _word("tau")],
        [TE_REO_NUMBER, _word("ona", "ana", "tona", "ou", "nga"), _word("tau")],
    ],
    "PERHAPS_AGE": [
        [CHILD, IS, NUMBER],
        [CHILD, IS, NUMBER, AND, NUMBER],
        [_word("actually", "is", "are"), NUMBER],
        [MARK, NUMBER, MARK],
        [MARK, NUMBER, AND, NUMBER],
        [MARK, NUMBER],
        [_word("hapu", "pregnant", "out", "dad", "mum"), _word("at"), NUMBER],
    ],
    "BABY": [
        [NUMBER, MONTHS, _word("old", "olds")],
        [_shape(r"^\d{1,2}(months?|mths?|mo)$"), _word("old", op="?")],
        [_shape(r"^\d{1,2}(wks?|weeks?)$"), _word("old")],
        [_word("newborn", "newborns")],
    ],
    "PERHAPS_BABY": [[NUMBER, MONTHS], [MARK, NUMBER, MONTHS], [CHILD, IS, NUMBER, MONTHS]],
    "NEW_ENTRANT": [[_word("new"), _word("entrant", "entrants")]],
    "SCHOOL_YEAR": [
        [YEAR, NUMBER],
        [YEAR, _shape(r"^\d{1,2}s$")],
        [_shape(r"^(y|yr|year)\d{1,2}s?$")],
    ],
    "SECTION": [
        [_word("s", "sec", "section", "sections", "ss", "sect"), _shape(r"^\d{1,3}[a-z]?$")],
        [_shape(r"^(s|sec|section|ss)\d{1,3}[a-z]?$")],
        [_shape(r"^(66c|22f|22c)$")],
        [_word("66"), _word("c")],
        [_word("section"), _word("sixty"), _word("six"), _word("c", op="?")],
        [_word("section"), _word("twenty")],
    ],
}
TELLING = frozenset([*UP_TO_TWENTY, *TE_REO, "newborn", "newborns", "entrant", "entrants", "sixty"])
"""Without one of these, or a digit, no shape fits, and spaCy need not look."""

DIGIT = re.compile(r"\d")
NOT_THE_CHILD = frozenset(
    "im i am mum mums dad dads mother father nan nana partner parent parents boyfriend".split()
)


class AgeReader:
    """Finds what ages, school years and sections say, as the tables in ``cues.yml`` tell it.

    Args:
        bands: by fact (``subject``, ``age``), then by school year and by age, the lowest and
            highest number for each value.
        sections: value of the fact for each section that requests rest on, as ``"66c"``.
    """

    def __init__(
        self,
        bands: Mapping[str, Mapping[str, Mapping[str, Sequence[int]]]],
        sections: Mapping[str, str],
    ) -> None:
        self._bands = bands
        self._sections = sections
        self._spacy = spacy.blank("en")
        ruler = self._spacy.add_pipe("entity_ruler")
        ruler.add_patterns(
            [
                {"label": label, "pattern": pattern}
                for label, patterns in SHAPES.items()
                for pattern in patterns
            ]
        )

    def find(self, tokens: Sequence[Token]) -> Iterator[Span]:
        """Give a span for each age, school year or section that settles a fact."""
        words = [token.norm for token in tokens]
        if len(words) == 1 and re.fullmatch(r"\d{1,2}", words[0]):
            yield from self._alone(int(words[0]))
        if TELLING.isdisjoint(words) and not DIGIT.search(" ".join(words)):
            return
        for found in self._spacy(Doc(self._spacy.vocab, words=words)).ents:
            if found.label_ == "SECTION":
                meanings = {"request_basis": self._section(found, words)}
            else:
                meanings = self._meanings(found, words)
            for entity, value in meanings.items():
                if value is not None:
                    yield Span(found.start, found.end - 1, entity, value)

    def _alone(self, number: int) -> Iterator[Span]:
        """A number and nothing else is how old somebody is."""
        for entity, value in self._banded("age", number).items():
            if value is not None:
                yield Span(0, 0, entity, value)

    def _meanings(self, found: SpacySpan, words: list[str]) -> dict[str, str | None]:
        """Give what an age says: about whom it is, and how old they are."""
        if found.label_ in {"BABY", "NEW_ENTRANT"} or (
            found.label_ == "PERHAPS_BABY" and _is_age(found, words)
        ):
            return self._banded("age", 5 if found.label_ == "NEW_ENTRANT" else 0)
        number = _number(found)
        before = set(words[max(0, found.start - 2) : found.start])
        at_school = found.label_ == "SCHOOL_YEAR"
        if number is None or (not at_school and before & NOT_THE_CHILD):
            return {}
        if found.label_.startswith("PERHAPS") and not _stands_alone(found, words):
            return {}
        turning = found[0].text in {"turning", "turns"}
        return self._banded("school_year" if at_school else "age", number - turning)

    def _section(self, found: SpacySpan, words: list[str]) -> str | None:
        """Give the basis that the section is, unless it is said to be of another Act."""
        said = found.text.replace("sixty six", "66").replace("twenty", "20")
        match = re.search(r"\d{1,3}[a-z]?$", said.replace("66 c", "66c"))
        number = match.group() if match else ""
        act, value = (self._sections.get(number) or " ").split(" ", 1)
        after = words[found.end : found.end + 5]
        other_act = "act" in after and act not in after
        return None if other_act else value or None

    def _banded(self, kind: str, number: int) -> dict[str, str | None]:
        return {fact: _band(kinds[kind], number) for fact, kinds in self._bands.items()}


def _band(bands: Mapping[str, Sequence[int]], number: int) -> str | None:
    for value, (low, high) in bands.items():
        if low <= number <= high:
            return value
    return None


def _number(found: SpacySpan) -> int | None:
    for token in found:
        if token.text in UP_TO_TWENTY:
            return UP_TO_TWENTY.index(token.text)
        if token.text in TE_REO:
            ten = 10 if "ma" in {each.text for each in found} else 0
            one = token if not ten else found[2]
            return ten + TE_REO.index(one.text) + 1
        digits = re.search(r"\d{1,2}", token.text)
        if digits:
            return int(digits.group())
    return None


def _stands_alone(found: SpacySpan, words: list[str]) -> bool:
    """Whether the number counts nothing: *she is 9 and*, not *she is 9 minutes late*."""
    if found.label_ == "PERHAPS_BABY":
        return False
    return found.end >= len(words) or words[found.end] not in UNITS


def _is_age(found: SpacySpan, words: list[str]) -> bool:
    """Whether months are how old somebody is: *he's five months*, not *for five months*."""
    before = words[max(0, found.start - 2) : found.start]
    after = words[found.end : found.end + 1]
    return NOT_AN_AGE_BEFORE.isdisjoint(before) and NOT_AN_AGE_AFTER.isdisjoint(after)
