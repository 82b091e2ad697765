"""Which words of a message are somebody's name.

A word that is in no list of ordinary words, and is no slip of one, is taken for a name: that
finds te reo Māori, Pasifika and Asian names in lower case alike, and needs no list of names. Names
that are words too are found by what stands beside them (``beside.py``).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.privacy.beside import Beside
from bot.privacy.lexicon import MONTHS
from bot.privacy.sight import Sight

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.privacy.lexicon import Lexicon
    from bot.privacy.tokens import Token

_JOINS = frozenset("te van der den de la le du da von bin binti al el ma san mac mc o".split())
"""Little words inside names."""

_LATIN = re.compile(r"[a-z'\-]+\Z")
_LONGEST_SHORT_FORM = 5
"""Letters of what may be a short form when it stands in capitals among small letters."""


def names_in(tokens: Sequence[Token], lexicon: Lexicon) -> list[tuple[int, int]]:
    """Runs of tokens that name somebody, as first and after last."""
    sight = Sight.of(tokens, lexicon)
    unknown = {i for i, token in enumerate(tokens) if _is_strange(i, token, sight)}
    beside = Beside(sight, unknown)
    named = unknown | beside.by_sign()
    named |= _the_same(named, sight, beside)
    named = _grown(named, sight)
    return _runs(named, sight)


def _is_strange(i: int, token: Token, sight: Sight) -> bool:
    """Whether a word is in no list and no slip."""
    word = token.word
    if not token.is_word or len(word) < 2 or sight.is_kept(i):  # noqa: PLR2004
        return False
    lexicon = sight.lexicon
    if not _LATIN.match(word):
        return False
    if lexicon.is_ordinary(word):
        return _is_capital_of_another_language(i, token, sight)
    if word in lexicon.place_names:
        return not sight.is_after_place_word(i)
    if sight.shouts(i) and len(word) <= _LONGEST_SHORT_FORM and word not in lexicon.names.always:
        return word in lexicon.slips.near or sight.is_called(i)
    capital = sight.capital(i) and not token.starts
    return capital or not lexicon.slips.is_one(word) or sight.is_called(i)


def _is_capital_of_another_language(i: int, token: Token, sight: Sight) -> bool:
    """Whether a word of te reo Māori or the like has a capital that only a name would give it."""
    lexicon, word = sight.lexicon, token.word
    known = word in lexicon.english or word in lexicon.capitals or word in lexicon.places
    if known or token.starts or not sight.capital(i) or sight.shouts(i):
        return False
    return word not in lexicon.names.either and word not in lexicon.names.titles


def _the_same(named: set[int], sight: Sight, beside: Beside) -> set[int]:
    """Other places of a word that was found to be a name."""
    words = {sight.tokens[i].word for i in named}
    found = set()
    for i, token in enumerate(sight.tokens):
        if token.word in words and i not in named and not sight.is_kept(i) and token.is_word:
            either = token.word in sight.lexicon.names.either
            if not either or beside.may_be_again(i):
                found.add(i)
    return found


def _grown(named: set[int], sight: Sight) -> set[int]:
    """With the family name after a name, the first name before one, and the little words between."""
    grown = set(named)
    for i in range(1, len(sight.tokens)):
        if i - 1 in grown and i not in grown and sight.follows(i) and not sight.tokens[i - 1].owns:
            if _goes_on(i, sight) or (
                sight.tokens[i].word in _JOINS and sight.follows(i + 1) and i + 1 in grown
            ):
                grown.add(i)
    for i in range(len(sight.tokens) - 2, -1, -1):
        if i + 1 in grown and i not in grown and sight.follows(i + 1) and _begins(i, sight):
            grown.add(i)
    return grown


def _goes_on(i: int, sight: Sight) -> bool:
    """Whether the word after a name belongs to it."""
    token, names = sight.tokens[i], sight.lexicon.names
    if not token.is_word or sight.is_kept(i) or token.word in names.roles | names.does:
        return False
    if token.word in _JOINS and sight.capital(i):
        return True
    if sight.capital(i):
        return token.word not in names.before
    if token.word in names.easily:
        return True
    return token.word in names.family and token.word not in names.belongings | names.before


def _begins(i: int, sight: Sight) -> bool:
    """Whether the word before a name belongs to it."""
    token, names = sight.tokens[i], sight.lexicon.names
    if not token.is_word or sight.is_kept(i) or token.owns or token.word in names.roles:
        return False
    if token.word in _JOINS:
        return token.word in {"te", "o"} or sight.capital(i)
    if token.word in MONTHS:
        return False
    if token.word in names.easily | names.hardly:
        return True
    if token.word in names.before | names.titles | names.people:
        return False
    return sight.capital(i) and not token.starts


def _runs(named: set[int], sight: Sight) -> list[tuple[int, int]]:
    runs: list[tuple[int, int]] = []
    for i in sorted(named):
        last = runs[-1] if runs else (0, -1)
        if last[1] == i and sight.follows(i) and not sight.tokens[i - 1].owns:
            runs[-1] = (last[0], i + 1)
        else:
            runs.append((i, i + 1))
    return runs
