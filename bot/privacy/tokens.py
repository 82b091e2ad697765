"""Typed text as words and marks, each knowing where it stands."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

APOSTROPHES = "'\u2018\u2019\u02bb`\u00b4"
PLACEHOLDER = re.compile(r"\[(?:name(?: \d{1,3})?|phone|email|address|date|number|link)\]")
"""Something that was left out already."""

_TOKEN = re.compile(
    rf"{PLACEHOLDER.pattern}"
    rf"|[^\W_]+(?:[{APOSTROPHES}\-\u2010\u2011][^\W_]+)*[{APOSTROPHES}]?"
    r"|[.?!:;,()\n\"\u201c\u201d\u2022\u2013\u2014&/]"
)
_OWNER = re.compile(r"(?:'s|s')$")
_ENDS = frozenset('.?!:\n\u2022"\u201c')
_STRAIGHT = str.maketrans(dict.fromkeys(APOSTROPHES, "'") | {"\u2010": "-", "\u2011": "-"})
_PLAIN = str.maketrans("\u0142\u0131\u00f8\u0111\u00f0\u0127", "liodoh") | str.maketrans(
    {"\u00df": "ss", "\u00e6": "ae", "\u0153": "oe"}
)
"""Letters that hold no mark that could be taken off."""


@dataclass(frozen=True)
class Typed:
    """One word, mark or placeholder.

    Attributes:
        text: as typed.
        start: of the first character.
        end: after the last one.
        word: folded, without a closing ``'s``; of a mark, the mark.
        starts: whether a sentence starts here.
        owns: whether ``'s`` stood at its end.
        blank_before: whether nothing but blanks stands between it and the token before.
    """

    text: str
    start: int
    end: int
    word: str
    starts: bool
    owns: bool
    blank_before: bool

    @property
    def is_placeholder(self) -> bool:
        """Whether something was left out here before."""
        return self.text[0] == "["

    @property
    def is_word(self) -> bool:
        """Whether it is made of letters."""
        return self.text[0].isalpha()

    @property
    def capital(self) -> bool:
        """Whether it begins with a capital."""
        return self.text[0].isupper()

    @property
    def shouted(self) -> bool:
        """Whether it is in capitals throughout."""
        return len(self.word) > 1 and self.text.upper() == self.text and self.text[0].isalpha()


def fold(text: str) -> str:
    """Lower case, without macrons and other marks on letters, apostrophes straight."""
    if text.isascii():
        return text.lower()
    apart = unicodedata.normalize("NFKD", text.translate(_STRAIGHT))
    kept = "".join(char for char in apart if not unicodedata.combining(char)).lower()
    return kept if kept.isascii() else kept.translate(_PLAIN)


def bare(text: str) -> str:
    """Folded and without ``'s``: a word as the lists have it."""
    folded = fold(text).strip("'")
    return _OWNER.sub("", folded) if folded.endswith("'s") else folded


def tokenise(text: str) -> list[Typed]:
    """Words, marks that part sentences, and placeholders, in order."""
    tokens: list[Typed] = []
    starts, last = True, 0
    for found in _TOKEN.finditer(text):
        piece = found.group()
        folded = fold(piece)
        word = bare(piece) if piece[0].isalnum() else piece
        owns = folded.endswith("'s") or (folded.endswith("'") and len(folded) > 1)
        between = text[last : found.start()]
        starts = starts or "\n" in between
        blank = bool(tokens) and not between.strip(" \t")
        tokens.append(Typed(piece, found.start(), found.end(), word, starts, owns, blank))
        starts = piece in _ENDS or (starts and not piece[0].isalnum() and piece[0] != "[")
        last = found.end()
    return tokens
