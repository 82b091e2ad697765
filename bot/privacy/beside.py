"""Names that are words too, told by the words beside them: "my student will", "Hope's mum"."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.privacy.called import (
    ENDS,
    is_among_kin,
    is_by_title,
    is_called_so,
    is_told_apart,
    owns_unmarked,
)
from bot.privacy.families import MANY, are_a_family, is_family
from bot.privacy.lexicon import MONTHS
from bot.privacy.te import begins_a_name

if TYPE_CHECKING:
    from bot.privacy.scene import Scene

_SMALL = frozenset("little baby wee young big lil poor dear".split())
_BEFORE_SMALL = frozenset("a so is was too very".split())
_OWN = frozenset("my his her our their your".split())
_BEING, _NOBODY = frozenset({"is", "was", "has"}), frozenset("there it that this what".split())
_SPOKEN_TO = frozenset("tell told telling ask asked about hit hits met rang saw with".split())
_AFTER_A_PERSON = frozenset("and or to that if when because cos has is was in at who".split())
_AFTER_A_VERB = frozenset("and or to that if he she".split())
_VAGUE = frozenset(
    "in at her his my our still never not back from with now here always left dead dying "
    "found".split()
)
_OLDEST = 120
"""Years."""


@dataclass(frozen=True)
class Beside:
    """``unknown``: numbers of the words that are names by not being words."""

    scene: Scene
    unknown: set[int]

    def by_sign(self) -> set[int]:
        """Numbers of the words that are names by what stands beside them."""
        return {
            i
            for i, token in enumerate(self.scene.tokens)
            if token.is_word and len(token.word) > 1 and not self.scene.is_kept(i) and self._is(i)
        }

    def may_be_again(self, i: int) -> bool:
        """Whether a word that is a name elsewhere in the message is one here."""
        names, word = self.scene.lexicon.names, self.scene.word(i)
        if word in MONTHS and self.scene.is_month(i):
            return False
        if self.scene.capital(i) and not self.scene.tokens[i].starts:
            return True
        if word in names.verbs | MONTHS:
            return self._acts(i) or self._owns(i) or self._is_told(i)
        if self.scene.word(i + 1) in names.object_of_a_verb and word in names.hardly:
            return False
        return self.scene.word(i - 1) not in {"a", "an", "the"}

    def _is(self, i: int) -> bool:
        names, word = self.scene.lexicon.names, self.scene.word(i)
        if word not in names.either:
            return self._is_another(i, word)
        if word in MONTHS and self.scene.is_month(i):
            return False
        if (
            self.scene.is_called(i)
            or is_by_title(self.scene, i, acts=self._acts(i))
            or self._owns(i, aged=True)
        ):
            return True
        if self.scene.capital(i) and not self.scene.tokens[i].starts:
            before = self.scene.word(i - 1)
            return before not in {"a", "an", "the"} and not self._is_role(i, word, before)
        if word in names.verbs:
            stands = self._is_person_before(i) or self.scene.tokens[i].starts
            if stands and (self._acts(i) or (self._ends(i) and self._is_person_before(i))):
                return True
            return self._is_spoken_to(i, _AFTER_A_VERB)
        if word in names.hardly:
            return self._is_hardly(i, word)
        return self._is_easily(i)

    def _is_put_in(self, i: int) -> bool:
        """Whether it says who somebody is: "her mother, rose, is back"."""
        scene = self.scene
        who = scene.word(i - 2) in scene.lexicon.names.people and not scene.tokens[i - 2].owns
        return who and scene.word(i - 1) == scene.word(i + 1) == ","

    def _is_another(self, i: int, word: str) -> bool:
        """A word that is in no list of names."""
        if word in self.scene.lexicon.place_names and self.scene.is_after_place_word(i):
            return False
        if is_by_title(self.scene, i, acts=self._acts(i)) or is_called_so(self.scene, i):
            return True
        if is_among_kin(self.scene, i) or are_a_family(self.scene, i):
            return True
        family = word in self.scene.lexicon.names.family
        if family and (is_told_apart(self.scene, i) or self._is_aged(i)):
            return True
        if word in self.scene.lexicon.reo and self._is_joined_to_many(i, word):
            return True
        return (
            owns_unmarked(self.scene, i)
            or is_family(self.scene, i, acts=self._acts(i))
            or self._is_unusual(i)
        )

    def _is_aged(self, i: int) -> bool:
        """Whether it is the last of names that are words, and of an age: "rua silver is 9"."""
        among = self.scene.word(i - 1) in self.scene.lexicon.names.either
        return among and self.scene.word(i + 1) == "is" and _is_age(self.scene.word(i + 2))

    def _is_hardly(self, i: int, word: str) -> bool:
        names = self.scene.lexicon.names
        if self._is_person_before(i) or self._is_joined(i) or is_told_apart(self.scene, i):
            return True
        if begins_a_name(i, self.scene):
            return True
        if word not in names.abstract and self._is_spoken_to(i, _AFTER_A_PERSON):
            return True
        if self._comes_from(i, word):
            return True
        stands = (
            self.scene.tokens[i].starts or self.scene.word(i - 1) in self.scene.lexicon.names.before
        )
        return stands and self._acts(i)

    def _comes_from(self, i: int, word: str) -> bool:
        """Whether it begins a message and says where somebody is from: "manu from the trust"."""
        starts = self.scene.tokens[i].starts and self.scene.word(i + 1) == "from"
        return starts and word in self.scene.lexicon.reo

    def _is_easily(self, i: int) -> bool:
        names = self.scene.lexicon.names
        before, after = self.scene.word(i - 1), self.scene.word(i + 1)
        if self._is_put_in(i) or is_told_apart(self.scene, i):
            return True
        if before in names.never_after | _OWN:
            return self._is_person_before(i) and after not in names.object_of_a_verb
        if self.scene.tokens[i].starts:
            verb = self.scene.word(i) in self.scene.lexicon.slips.common
            return after not in names.object_of_a_verb or (after in {"at", "from"} and not verb)
        if self._is_person_before(i):
            return after not in names.object_of_a_verb
        if before in _BEING and self.scene.word(i - 2) in _NOBODY:
            return False
        if before in names.before or begins_a_name(i, self.scene) or self._is_joined(i):
            return True
        return before in {",", ";"} and self._acts(i)

    def _is_person_before(self, i: int) -> bool:
        before = self.scene.word(i - 1)
        if before == ":" and self.scene.word(i - 2) in self.scene.lexicon.names.people:
            return True  # "kid: river"
        if before == "law":
            return self.scene.word(i - 2) == "in"
        small = before in _SMALL and self.scene.word(i - 2) not in _BEFORE_SMALL
        return small or (
            before in self.scene.lexicon.names.people and not self.scene.tokens[i - 1].owns
        )

    def _is_joined(self, i: int) -> bool:
        """Whether "and" or a comma joins it to a name: "tane and river"."""
        for step in (-1, 1):
            if self.scene.word(i + step) in {"and", "or", ",", "&"}:
                other = i + 2 * step
                if other in self.unknown or self.scene.word(other) == "[name]":
                    return True
        return False

    def _is_joined_to_many(self, i: int, word: str) -> bool:
        """Whether it and a name do something together: "losi and tima sleep here"."""
        usual = word in self.scene.lexicon.names.usual
        return not usual and self.scene.word(i + 1) in MANY and self._is_joined(i)

    def _owns(self, i: int, *, aged: bool = False) -> bool:
        """Whether it is somebody's whose mum, file or house follows, or who is aged so much."""
        if aged and self.scene.word(i + 1) == "aged":
            return True
        word = self.scene.tokens[i].text.lower()
        after = self.scene.word(i + 1)
        if after not in self.scene.lexicon.names.belongings:
            return False
        return (
            self.scene.tokens[i].owns
            and word[0] != "["
            and self.scene.word(i - 1) not in {"a", "an", "the"}
        )

    def _acts(self, i: int) -> bool:
        """Whether it does something, as people do, or an age follows."""
        after = self.scene.word(i + 1)
        further, names = self.scene.word(i + 2), self.scene.lexicon.names
        if after in {"(", ","} and _is_age(further):
            return True
        if self.scene.tokens[i].owns and _is_age(after):
            return True
        if after in {"is", "was"} and self.scene.word(i) in names.hardly:
            if self.scene.word(i) in names.abstract:
                return _is_age(further) or (further in names.of_people and further not in _VAGUE)
            return _is_age(further) or further in names.of_people
        return after in names.does

    def _is_role(self, i: int, word: str, before: str) -> bool:
        """Whether "Dean" is what somebody is, "our Dean", "Year 9 Dean"; or "ED" a place."""
        if word not in self.scene.lexicon.names.verbs:
            return False
        return self.scene.shouts(i) or before in _OWN or before[:1].isdigit()

    def _is_spoken_to(self, i: int, then: frozenset[str]) -> bool:
        """Whether somebody is told, asked or met, and no thing could be: "i told hunter that"."""
        return self.scene.word(i - 1) in _SPOKEN_TO and (
            self.scene.word(i + 1) in then or self._ends(i)
        )

    def _is_unusual(self, i: int) -> bool:
        """A word that is hardly ever a name, where only one could stand: "i told Ash that"."""
        lexicon, word, before = self.scene.lexicon, self.scene.word(i), self.scene.word(i - 1)
        names = lexicon.names
        if word in names.usual or word in lexicon.places or word in _OWN or self.scene.shouts(i):
            return False
        token = self.scene.tokens[i]
        if token.owns and before in names.people and self.scene.word(i + 1) in names.belongings:
            return True
        if not self.scene.capital(i) or word in lexicon.capitals:
            return False
        if token.starts:
            slip = lexicon.slips.is_of_people(word)
            return word.isalpha() and not (slip or word in lexicon.english) and self._acts(i)
        return before in _SPOKEN_TO - {"about", "with"}

    def _is_told(self, i: int) -> bool:
        return self.scene.word(i - 1) in {"told", "tell", "with", "about", "ask", "asked", "from"}

    def _ends(self, i: int) -> bool:
        return self.scene.word(i + 1) in ENDS


def _is_age(word: str) -> bool:
    digits = word.rstrip("yros")
    return digits.isdecimal() and int(digits) < _OLDEST if digits.isascii() else False
