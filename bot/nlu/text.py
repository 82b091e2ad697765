"""Typed text as tokens: lower case, no macrons or apostrophes, each knowing where it stood."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.law.model import Law

WORD = re.compile(
    r"(?:[^\W\d_]\.){2,}|\b[^\W\d_]&[^\W\d_]\b|[^\W_]+(?:['\u2018\u2019\u02bb`][^\W_]+)*|[.?!;,\n]"
)
DROPPED = re.compile(r"['\u2018\u2019\u02bb`]|(?<=\w)\.(?=\w)|(?<=\.\w)\.")
ARTICLES = frozenset("a an the te ngā nga my our his her their your this that some".split())


@dataclass(frozen=True)
class Token:
    """One word or mark. ``start`` and ``end`` count characters in the text as typed."""

    norm: str
    start: int
    end: int
    possessive: bool = False

    @property
    def is_mark(self) -> bool:
        """Whether this is punctuation and not a word."""
        return not self.norm[0].isalnum()


def fold(text: str) -> str:
    """Give ``text`` in lower case, without macrons or apostrophes: ``Whānau's`` -> ``whanaus``."""
    if text.isascii() and text.isalnum():  # most words, by far
        return text.lower()
    kept = text.replace("&", " and ")
    if not kept.isascii():
        apart = unicodedata.normalize("NFKD", kept)
        kept = "".join(letter for letter in apart if not unicodedata.combining(letter))
    return DROPPED.sub("", kept).lower()


def tokenise(text: str) -> list[Token]:
    """Split ``text`` into words and the marks that end a clause; anything else separates."""
    return [
        Token(norm, found.start(), found.end(), piece[-2:] in {"'s", "\u2019s"})
        for found in WORD.finditer(text)
        if (norm := fold(piece := found.group()))
    ]


def words_of(phrase: str) -> tuple[str, ...]:
    """Give the words of a phrase from the law files as they are matched, marks left out."""
    return tuple(token.norm for token in tokenise(phrase) if not token.is_mark)


def words_of_law(law: Law) -> set[str]:
    """Every word of the closed sets: roles, and what people say for the values of facts."""
    phrases = [word for role in law.roles.values() for word in role.words]
    for fact in law.facts.values():
        phrases += [word for option in fact.options.values() for word in option.words]
    return {word for phrase in phrases for word in words_of(phrase)}
