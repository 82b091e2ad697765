"""Facts that a message states, learnt from openings beside the dictionary and its cues.

Two things are learnt: which part each role that is named plays (``mentions``), and what the whole
message says of the worry, of agreement and the like in words that no dictionary lists. Whatever is
found is a value of the closed sets and is shown to the person as something that can be changed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from sklearn.feature_extraction import DictVectorizer

from bot.nlu import keeping
from bot.nlu.mentions import mentions
from bot.nlu.regression import Regression, Regressions, regress
from bot.nlu.rows import Matrix, Views, row_of, row_of_names

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from bot.nlu.phrases import Span
    from bot.nlu.sight import Sight

    Facts = Mapping[str, str]

LEARNT = ("concern", "direction", "authorised", "family_violence", "subject", "request_basis")
"""Facts of a whole message that are learnt; of the others the dictionary knows all there is."""

OF_LITTLE = frozenset({"authorised", "concern", "family_violence", "request_basis", "subject"})
"""Facts that a short message is easily taken to state."""

SMALL = frozenset(
    (
        "a about am an and as at can could do for from hello her here hi him his how i im in is it "
        "kia let may me my of ok on or ora our should so tell telling that the their them they "
        "this to us we what who with would you talk ask asked ring contact know share speak report "
        "no not now nah nope right yes yeah yep sure dont think maybe just"
    ).split()
)
"""Words that say who would be told, or answer a question, and nothing of a worry."""

NONE, OTHER = "-", "other"
EITHER = "|"
"""Between two values of which either is a fair reading of a message."""

SURE_OF_PART = 0.4
SURE_OF_FACT = 0.25
"""Probability from which what is learnt counts. What is taken wrongly is shown and can be changed
in one press; what is not taken costs a question. Chosen on every fourth opening, kept out."""


SHORT, SURE_OF_LITTLE = 13, 0.7
"""Words below which a message has little to go by, and what it takes then: "can I tell the police
about a 15 year old" says no worry, however many such messages go on to say one."""


OUTWEIGHS = {
    "concern": frozenset({"family_violence"}),
    "subject": frozenset({"adult_affecting_child", "class", "unborn"}),
}
IS_OUTWEIGHED = frozenset({"child", "harm", "under_18", "young_person"})
SURE_TO_OUTWEIGH = 0.45
"""What the whole message says, where a word in it says less: "mum has bruises, the baby saw it" has
a baby and bruises in it, and is about mum. From this probability on; each fifth of the openings by
what the others taught is read 0.004 better with it."""


class OpeningModel:
    """A trained model. ``groups`` are the sectors of the roles."""

    def __init__(self, parts: dict[str, Any], groups: Mapping[str, str]) -> None:
        self._parts, self._groups = parts, groups
        self._views = Views(parts["views"])
        self._facts = Regressions(parts["facts"])
        self._places = Regression(parts["places"])

    def parts_of(self, sight: Sight) -> list[tuple[Span, dict[str, float]]]:
        """Each role named, with the probability of each part that it may play."""
        if sight.seen is None:
            return []
        found = mentions(sight.seen, self._groups)
        return [(span, self._played_by(features)) for span, features in found]

    def _played_by(self, features: Mapping[str, float]) -> dict[str, float]:
        round_it: DictVectorizer = self._parts["round"]
        row = row_of(len(round_it.vocabulary_), row_of_names(round_it, features))
        found = self._places.probabilities(Matrix(row))[0]
        return dict(zip(self._places.names, map(float, found), strict=True))

    def facts_of(self, sight: Sight) -> dict[str, tuple[str, float]]:
        """The facts that the whole message states, as far as that is sure enough, and how sure."""
        found = self._facts.best(self._views.one(sight))
        is_short = len(sight.words.split()) < SHORT
        telling = [word for word in sight.outline.split() if word.isalpha() and word not in SMALL]
        return {
            name: (value, probability)
            for name, (value, probability) in found.items()
            if value != NONE
            and (telling or name not in OF_LITTLE)
            and probability >= (SURE_OF_LITTLE if is_short and name in OF_LITTLE else SURE_OF_FACT)
        }

    def save(self, file: Path) -> None:
        """Write numbers and words; nothing in the file can run when it is read."""
        keeping.save(file, self._parts)


def train(openings: Sequence[tuple[Sight, Facts]], groups: Mapping[str, str]) -> OpeningModel:
    """Learn from openings, each with the facts that it states."""
    sights = [sight for sight, _ in openings]
    views = Views.learnt_from(sights)
    rows = views.of(sights)
    facts = {
        name: regress(rows, [_first(stated.get(name, NONE)) for _, stated in openings])
        for name in LEARNT
    }
    examples = [one for sight, stated in openings for one in _placed(sight, stated, groups)]
    round_it = DictVectorizer(dtype=np.float32)
    matrix = round_it.fit_transform([features for features, _ in examples])
    places = regress(Matrix(matrix), [part for _, part in examples])
    parts = {
        "views": views.parts,
        "facts": {name: regression.parts for name, regression in facts.items()},
        "round": round_it,
        "places": places.parts,
    }
    return OpeningModel(parts, groups)


def load(file: Path, groups: Mapping[str, str]) -> OpeningModel:
    """Read a trained model."""
    return OpeningModel(keeping.load(file), groups)


def _placed(
    sight: Sight, stated: Facts, groups: Mapping[str, str]
) -> Iterator[tuple[dict[str, float], str]]:
    """Each role of an opening with the part that its facts give it, where that is clear."""
    sharers, recipients = (
        set(stated.get(name, "").split(EITHER)) for name in ("sharer", "recipient")
    )
    company = {one for each in stated.get("company", "").split(EITHER) for one in each.split(",")}
    for span, features in mentions(sight.seen, groups) if sight.seen else ():
        if span.value in sharers & recipients:
            continue
        for name, roles in (("sharer", sharers), ("recipient", recipients), ("company", company)):
            if span.value in roles:
                yield features, name
                break
        else:
            yield features, OTHER


def _first(value: str) -> str:
    return value.split(EITHER, maxsplit=1)[0]
