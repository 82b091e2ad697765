"""Where a conversation stands when a message comes, and what the message comes to there."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from bot.dialogue.one_at_a_time import THE_NEW_ONE, THE_SAME, THIS_FIRST, is_choice, told
from bot.dialogue.pending import taken_up
from bot.dialogue.understanding import SAYS_NO, SAYS_NOT_SURE, SAYS_YES, SITUATION

if TYPE_CHECKING:
    from collections.abc import Container, Sequence

NONE_OF_THEM = "help"
"""What somebody hears who meant none of what they were asked to choose from."""


@dataclass(frozen=True)
class Standing:
    """What is open, and what came before.

    Attributes:
        asked: the fact whose question is open, if one is.
        put: facts whose questions were put, in their order.
        known: facts that are known.
        perhaps: intents between which the person was asked to choose, likeliest first.
        pending: what the message that was not clear stated, as ``pending.kept`` has it.
    """

    asked: str | None = None
    put: Sequence[str] = ()
    known: Container[str] = ()
    perhaps: Sequence[str] = ()
    pending: str | None = None


@dataclass(frozen=True)
class Turned:
    """What a message comes to: an intent, and entities of the closed sets."""

    intent: str
    entities: Sequence[tuple[str, str]] = ()


def in_its_place(intent: str, standing: Standing) -> Turned | None:
    """What an intent comes to where the conversation stands; None where it means what it says.

    A yes or a no right after "do you mean" is said to that, and not to the question before it.
    """
    if standing.perhaps and intent == SAYS_YES:
        return of_meaning(standing.perhaps[0], standing)
    if is_choice(standing.perhaps) and intent in {SAYS_NO, SAYS_NOT_SURE}:
        return of_meaning(THE_NEW_ONE if intent == SAYS_NO else THIS_FIRST, standing)
    if standing.perhaps and intent in {SAYS_NO, SAYS_NOT_SURE}:
        return of_none(standing)
    if intent == "skip" and standing.asked:
        return Turned(SAYS_NOT_SURE)
    if intent == "go_back":
        before = [fact for fact in standing.put if fact in standing.known]
        return Turned("change_fact", (("fact", before[-1]),)) if before else Turned("recap")
    return None


def of_none(standing: Standing) -> Turned:
    """What it comes to that nothing of what was offered was meant."""
    return of_meaning(THE_SAME, standing) if is_choice(standing.perhaps) else Turned(NONE_OF_THEM)


def of_meaning(intent: str, standing: Standing) -> Turned:
    """The message that was not clear, now that it is said what it meant."""
    if intent == THIS_FIRST:
        return Turned("recap")
    if intent in {THE_NEW_ONE, THE_SAME}:
        return Turned(SITUATION, told(intent, taken_up(standing.pending)))
    chosen = replace(standing, perhaps=())
    return in_its_place(intent, chosen) or Turned(intent, taken_up(standing.pending))
