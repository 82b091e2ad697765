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


NUMBER = _shape(rf"^(\d{{1,2}}|{'|'.join(UP_TO_TWENTY)})$")
OLD = _word("yo", "yr", "yrs", "year", "years", "y")
YEAR = _word("year", "yr", "years")
WHO = _word("he", "she", "they", "who", "child", "kid", "student", "girl", "boy", "hes", "shes",
            "theyre", "son", "daughter", "tamaiti", "rangatahi")  # fmt: skip
IS = _word("is", "are", "was", "only", "about", "nearly", "almost", "just", "now", op="*")
HES = _word("hes", "shes", "theyre", "kids", "childs", "boys", "girls")
AFTER_AGE = _word("and", "but", "so", "now", "next", "last", "this", "at", "in", ".", ",", "?",
                  ";", "!", "\n", "on", "or", "if", "who", "with", "does", "then")  # fmt: skip

SHAPES: dict[str, list[list[dict[str, Any]]]] = {
    "AGE": [
        [NUMBER, OLD, _word("old", "o", "olds")],
        [_shape(r"^\d{1,2}(yo|yrs?|yearold|yrold)$")],
        [_shape(r"^\d{1,2}(yrs?|y)$"), _word("old", "o")],
        [NUMBER, _word("yo", "yos")],
        [_word("aged", "age"), NUMBER],
        [_word("turned", "turning", "turns"), NUMBER],
    ],
    "PERHAPS_AGE": [[WHO, IS, NUMBER], [HES, IS, NUMBER], [_word("actually", "is"), NUMBER]],
    "BABY": [
        [NUMBER, _word("month", "months", "mth", "mths", "week", "weeks"), _word("old")],
        [_word("newborn", "newborns")],
    ],
    "SCHOOL_YEAR": [[YEAR, NUMBER], [_shape(r"^(y|yr|year)\d{1,2}s?$")]],
    "SECTION": [
        [_word("s", "sec", "section", "sections", "ss"), _shape(r"^\d{1,3}[a-z]?$")],
        [_shape(r"^(s|sec|section)\d{1,3}[a-z]?$")],
    ],
}
NOT_THE_CHILD = frozenset("im i am mum mums dad dads mother father nan partner parent".split())


class AgeReader:
    """Finds what ages, school years and sections say, as the tables in ``cues.yml`` tell it.

    Args:
        bands: by school year and by age, the lowest and highest number for each value.
        sections: value of the fact for each section that requests rest on, as ``"66c"``.
    """

    def __init__(
        self, bands: Mapping[str, Mapping[str, Sequence[int]]], sections: Mapping[str, str]
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
        for found in self._spacy(Doc(self._spacy.vocab, words=words)).ents:
            entity, value = self._meaning(found, words)
            if value is not None:
                yield Span(found.start, found.end - 1, entity, value)

    def _meaning(self, found: SpacySpan, words: list[str]) -> tuple[str, str | None]:
        if found.label_ == "SECTION":
            return "request_basis", self._section(found, words)
        if found.label_ == "BABY":
            return "subject", self._band("age", 0)
        before = set(words[max(0, found.start - 2) : found.start])
        number = _number(found)
        if number is None or (found.label_ != "SCHOOL_YEAR" and before & NOT_THE_CHILD):
            return "subject", None
        if found.label_ == "PERHAPS_AGE" and not _ends_there(words, found.end):
            return "subject", None
        turning = found[0].text in {"turning", "turns"}
        kind = "school_year" if found.label_ == "SCHOOL_YEAR" else "age"
        return "subject", self._band(kind, number - turning)

    def _section(self, found: SpacySpan, words: list[str]) -> str | None:
        """Give the basis that the section is, unless it is said to be of another Act."""
        match = re.search(r"\d{1,3}[a-z]?$", found.text)
        number = match.group() if match else ""
        act, value = (self._sections.get(number) or " ").split(" ", 1)
        after = words[found.end : found.end + 5]
        other_act = "act" in after and act not in after
        return None if other_act else value or None

    def _band(self, kind: str, number: int) -> str | None:
        for value, (low, high) in self._bands[kind].items():
            if low <= number <= high:
                return value
        return None


def _number(found: SpacySpan) -> int | None:
    for token in found:
        if token.text in UP_TO_TWENTY:
            return UP_TO_TWENTY.index(token.text)
        digits = re.search(r"\d{1,2}", token.text)
        if digits:
            return int(digits.group())
    return None


def _ends_there(words: list[str], at: int) -> bool:
    """Whether the number stands alone: *she is 9 and*, not *she is 9 minutes late*."""
    return at >= len(words) or words[at] in AFTER_AGE["ORTH"]["IN"]
