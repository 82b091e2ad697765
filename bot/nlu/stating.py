"""The facts that a message states: what the dictionary found and what was learnt, put together."""

from __future__ import annotations

import itertools
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from bot.nlu.company import LEAST_FOR_A_MEETING
from bot.nlu.openings import IS_OUTWEIGHED, OUTWEIGHS, SHORT, SURE_OF_PART, SURE_TO_OUTWEIGH
from bot.nlu.reader import Stated, stated_at

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from bot.nlu.openings import OpeningModel
    from bot.nlu.phrases import Span
    from bot.nlu.reader import Seen
    from bot.nlu.sight import Sight

    Parts = Sequence[tuple[Span, Mapping[str, float]]]

TORN = "torn"
"""Entity: the fact of which a message says two things that cannot both be so."""

LEAST_WORDS = 3
"""A shorter message answers a question: it says what its words say, and no more."""

PERHAPS_SHARER = 0.25
"""Where somebody works may be named as doubtfully as this: "a nurse at a school"."""

NEXT_TO = 2
"""Words from a job to its place: "social worker, ngo"."""

PLAIN_DIRECTIONS = frozenset({"thinking_of_sharing", "asked", "want_to_ask"})
"""Said by cues that leave much open; what was learnt of whole sentences knows better."""

CORRECTING = frozenset(
    "sorry no actually mean meant oops wait scratch correction rather nah".split()
)
"""Between two claims, these take the first one back."""

SIDES = ("sharer", "recipient", "company", "role")


class Stater:
    """Puts facts together. ``works_at`` is of ``cues.yml``: a job and its place as one role."""

    def __init__(self, model: OpeningModel, works_at: Mapping[str, Mapping[str, str]]) -> None:
        self._model, self._works_at = model, works_at

    def state(self, sight: Sight) -> list[Stated]:
        """Give the facts that a message states, at most one value for each."""
        seen = sight.seen
        if seen is None:
            return []
        if _is_short(seen) or seen.is_bare or any(fact.entity == "role" for fact in seen.stated):
            return seen.stated + self._jobs_at(seen)
        end = seen.tokens[-1].end
        # What a word of the law files says outweighs what a sentence like it would say.
        said = {fact.entity: fact for fact in seen.stated if fact.entity not in SIDES}
        learnt, outweighs = {}, set()
        for name, (value, sure) in self._model.facts_of(sight).items():
            learnt[name] = Stated(name, value, 0, end)
            if value in OUTWEIGHS.get(name, ()) and sure >= SURE_TO_OUTWEIGH:
                outweighs.add(name)
        said = {
            name: fact
            for name, fact in said.items()
            if name not in outweighs or fact.value not in IS_OUTWEIGHED
        }
        plain = said.get("direction", learnt.get("direction"))
        is_plain = plain is not None and plain.value in PLAIN_DIRECTIONS
        if is_plain and "direction" in learnt and not _asks_them(seen, learnt["direction"]):
            said.pop("direction", None)
        stated = {**learnt, **said}
        direction = stated["direction"].value if "direction" in stated else ""
        if direction and direction != "asked" and len(seen.tokens) >= SHORT:
            stated = {n: fact for n, fact in stated.items() if not n.startswith("request_")}
        found = list(stated.values())
        return found + self._sides(seen, self._model.parts_of(sight), direction)

    def _jobs_at(self, seen: Seen) -> list[Stated]:
        """What each job is called at the place that a message names, and names alone."""
        places = [fact for fact in seen.stated if fact.entity == "role" and seen.is_bare]
        return [
            Stated("job_at", f"{job},{called[place.value]}", place.start, place.end)
            for place in places
            for job, called in self._works_at.items()
            if place.value in called
        ]

    def _sides(self, seen: Seen, parts: Parts, direction: str) -> list[Stated]:
        """Who tells whom."""
        sharer = self._sharer(seen, parts)
        placed = [sharer] if sharer else []
        others = [(span, part) for span, part in parts if not sharer or span.first != sharer.first]
        if direction == "meeting":
            there = [fact for fact in seen.stated if fact.entity == "company"]
            return stated_at(seen.tokens, placed) + (
                there or stated_at(seen.tokens, _company(others))
            )
        recipient = _likeliest(others, "recipient")
        placed += [replace(recipient, entity="recipient")] if recipient else []
        torn = _torn(seen)
        return stated_at(seen.tokens, [span for span in placed if span.entity != torn]) + (
            [Stated(TORN, torn, 0, seen.tokens[-1].end)] if torn else []
        )

    def _sharer(self, seen: Seen, parts: Parts) -> Span | None:
        named = _corrected(seen) or _likeliest(parts, "sharer")
        if named is None:
            return seen.said[0] if seen.said else None
        places = self._works_at.get(named.value, {})
        where = [
            span.value
            for span, part in parts
            if span.value in places and part.get("sharer", 0.0) >= PERHAPS_SHARER
        ]
        value = places[where[0]] if where else self._with_job(named, parts)
        return replace(named, entity="sharer", value=value)

    def _with_job(self, place: Span, parts: Parts) -> str:
        """What somebody is called who names the job just before the place: "social worker ngo"."""
        before = [span for span, _ in parts if 0 < place.first - span.last <= NEXT_TO]
        called = [self._works_at.get(span.value, {}).get(place.value) for span in before]
        return next((role for role in called if role), place.value)


def _asks_them(seen: Seen, learnt: Stated) -> bool:
    """Whether a role stands in a cue of asking, though the sentence is like those of telling.

    Of 134 openings with such a cue that tell or ask, 133 ask.
    """
    return learnt.value == "thinking_of_sharing" and "want_to_ask" in seen.places.values()


def _is_short(seen: Seen) -> bool:
    return sum(not token.is_mark for token in seen.tokens) < LEAST_WORDS


def _likeliest(parts: Parts, part: str) -> Span | None:
    best = max(parts, key=lambda one: one[1].get(part, 0.0), default=None)
    return best[0] if best and best[1].get(part, 0.0) > SURE_OF_PART else None


def _company(parts: Parts) -> list[Span]:
    """Everybody who may be round the table, in their order."""
    there = [
        span
        for span, part in parts
        if part.get("company", 0.0) + part.get("recipient", 0.0) > SURE_OF_PART
    ]
    named = dict.fromkeys(span.value for span in there)
    if len(named) < LEAST_FOR_A_MEETING:
        return []
    return [replace(there[0], last=there[-1].last, entity="company", value=",".join(named))]


def _torn(seen: Seen) -> str:
    """The fact of which a message says two things: "I'm a teacher. I'm a cop" is two jobs.

    Only where a cue says so of both and a mark stands between: "a nurse at a school" is one thing.
    """
    found = any(not words & CORRECTING for _, words in _claimed_twice(seen))
    return "sharer" if found else ""


def _corrected(seen: Seen) -> Span | None:
    """Who somebody is who said something else first: "I'm a cop. sorry no I'm a teacher"."""
    return next((role for role, words in _claimed_twice(seen) if words & CORRECTING), None)


def _claimed_twice(seen: Seen) -> Iterator[tuple[Span, set[str]]]:
    """Each role that is claimed after another, with the words between."""
    roles = seen.roles
    claimed = [roles[number] for number, part in sorted(seen.places.items()) if part == "sharer"]
    for one, other in itertools.pairwise(claimed):
        words = {token.norm for token in seen.tokens[one.last + 1 : other.first]}
        if one.value != other.value and not words.isdisjoint(".;!"):
            yield other, words


def works_at(cues: Mapping[str, Any]) -> dict[str, dict[str, str]]:
    """The table of jobs and places of ``cues.yml``."""
    return {job: dict(places) for job, places in cues["works_at"].items()}
