"""A message as it is looked at for names: what is kept, what stands in capitals and why."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.privacy.lexicon import Lexicon
    from bot.privacy.tokens import Typed

_SHOUTING = 0.6
"""The share of words in capitals from which capitals say nothing."""

_FEWEST = 3
_GO = frozenset({"go", "goes", "going", "went"})
_NAME, _OWNERS = frozenset({"name", "names"}), frozenset({"his", "hers", "whose"})
_KINDS_OF_NAME = frozenset("first last family middle maiden real full given sur nick".split())
_IN_TIME = frozenset(
    "in since by until till before after last next this during every late early mid of from".split()
)
_CALL, _SOMEBODY = frozenset({"call", "called", "calls"}), frozenset({"him", "her", "them", "me"})


@dataclass(frozen=True)
class Scene:
    """The tokens of a message.

    Attributes:
        tokens: all of them.
        lexicon: what is known of words.
        kept: numbers of those that stay readable.
        loud: whether capitals throughout say nothing here.
        titled: whether capitals at the beginning say nothing here.
    """

    tokens: Sequence[Typed]
    lexicon: Lexicon
    kept: frozenset[int]
    loud: bool
    titled: bool

    @classmethod
    def of(cls, tokens: Sequence[Typed], lexicon: Lexicon) -> Scene:
        """Look at a message."""
        words = [token for token in tokens if token.is_word and len(token.word) > 1]
        inside = [token for token in words if not token.starts]
        ordinary = [token for token in inside if lexicon.is_ordinary(token.word)]
        loud = len(words) >= _FEWEST and _share([t.shouted for t in words]) > _SHOUTING
        titled = len(ordinary) >= _FEWEST and _share([t.capital for t in ordinary]) > _SHOUTING
        return cls(tokens, lexicon, frozenset(_kept(tokens, lexicon)), loud, titled)

    def word(self, i: int) -> str:
        """The folded word at a place, empty outside the message."""
        return self.tokens[i].word if 0 <= i < len(self.tokens) else ""

    def is_kept(self, i: int) -> bool:
        """Whether it belongs to a saying or body that stays readable."""
        return i in self.kept

    def capital(self, i: int) -> bool:
        """Whether it begins with a capital that says something."""
        token = self.tokens[i]
        return token.capital and not self.titled and not (self.loud and token.shouted)

    def shouts(self, i: int) -> bool:
        """Whether it stands in capitals among small letters, as short forms do."""
        return self.tokens[i].shouted and not self.loud

    def follows(self, i: int) -> bool:
        """Whether only blanks part it from the token before."""
        return 0 < i < len(self.tokens) and self.tokens[i].blank_before

    def is_called(self, i: int) -> bool:
        """Whether "called", "named", "name is" or the like stands before it."""
        before, further = self.word(i - 1), self.word(i - 2)
        if before in self.lexicon.names.named:
            return True
        if (before in _SOMEBODY and further in _CALL) or (before == "by" and further in _GO):
            return True
        if further in _NAME and before in {"is", "was", ":", "="}:
            return True
        if before == "name" and further in _KINDS_OF_NAME:
            return True
        return before in _NAME and (self.tokens[i - 1].owns or further in _OWNERS)

    def is_month(self, i: int) -> bool:
        """Whether a month that somebody may be called is the month here: "in may", "3 june"."""
        before, after = self.word(i - 1), self.word(i + 1)
        return before in _IN_TIME or before[:1].isdigit() or after[:1].isdigit()

    def is_after_place_word(self, i: int) -> bool:
        """Whether a place would stand here: "in", "at", "from" ..."""
        before = self.word(i - 1)
        if before == "of" and self.word(i - 2) in self.lexicon.names.people:
            return False  # "dad of Lincoln"
        return before in self.lexicon.before_places or before in self.lexicon.places


def _share(flags: Sequence[bool]) -> float:
    return sum(flags) / len(flags) if flags else 0.0


def _kept(tokens: Sequence[Typed], lexicon: Lexicon) -> set[int]:
    found: set[int] = set()
    words = [token.word for token in tokens]
    for i, word in enumerate(words):
        for phrase in lexicon.kept.get(word, ()):
            alone = len(phrase) == 1 and _is_somebodys(tokens, i, lexicon)
            if tuple(words[i : i + len(phrase)]) == phrase and not alone:
                found.update(range(i, i + len(phrase)))
                break
    return found


def _is_somebodys(tokens: Sequence[Typed], i: int, lexicon: Lexicon) -> bool:
    """Whether a word that some are called stands for somebody: "my student Matariki"."""
    token, names = tokens[i], lexicon.names
    if token.word in names.always:
        return token.text.isascii()  # "tina"; with its macron it is a Samoan mother
    if token.word not in names.either:
        return False
    if i and tokens[i - 1].word in names.people | names.named and not tokens[i - 1].owns:
        return True
    return token.owns and i + 1 < len(tokens) and tokens[i + 1].word in names.belongings
