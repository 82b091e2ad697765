"""What to do with what the classifier thinks: act, ask back, or say that it was not understood."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.dialogue.sides import ANY_ROLE
from bot.dialogue.understanding import (
    EMERGENCY,
    OPENINGS,
    SITUATION,
    TELLS_OF_THE_SITUATION,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from bot.dialogue.bands import Bands
    from bot.law.model import Law

NOT_UNDERSTOOD = "nlu_fallback"
ASK_BACK = "ask_back"
"""Not of the classifier: the message may mean one of a few things, and the person is asked."""

CRISES = frozenset({EMERGENCY, "own_trouble"})
CRISIS = "crisis"
"""Entity: the kind of crisis that a message tells of (``bot.nlu.crises``)."""

SURE_OF_A_CRISIS = 0.7
"""Confidence from which an intent of crisis counts by itself, where the watch saw none."""

IN_NO_DANGER = ("danger_now", "no")
"""Said in so many words: "its not an emergency" only looks like one."""

OF_KIND = {
    "danger_now": EMERGENCY,
    "worker_danger": EMERGENCY,
    "own_suicide": "own_trouble",
    "child_self": "own_trouble",
}
"""What each kind comes to. Somebody else's suicide is a worry too, and the talk goes on."""

PLAIN_ANSWERS = frozenset({"affirm", "deny", "not_sure", "skip"})
"""Harmless to act on while a question is open: what they do is seen at once and can be undone."""

GIVES_NOTHING = frozenset({"seek_person"})
"""Acted on when it is as likely as anything else: to be wrong here costs a sentence."""

OUTSIDE = "out_of_scope"
"""Not asked back about where it alone is likely: who typed nonsense would have to say that."""

TAKES_AWAY = frozenset({"forget_me", "start_again"})
"""Not to be had back: acted on only where the classifier is quite sure, and asked else."""

SURE_TO_TAKE_AWAY = 0.75

ANSWERS = frozenset({"passage", "explainer"})
ASKED = "asked"
"""In a message's metadata: it is a question, whatever it looks like."""

MOST_MEANINGS = 2


@dataclass(frozen=True)
class Heard:
    """What understanding made of one typed message.

    Attributes:
        ranking: intents and how sure each is, the likeliest first.
        entities: entity and value, all of the closed sets.
        is_asked: whether a question is open.
    """

    ranking: Sequence[tuple[str, float]]
    entities: Sequence[tuple[str, str]] = ()
    is_asked: bool = False


@dataclass(frozen=True)
class Meaning:
    """The intent to act on; with ``ASK_BACK``, what the message may mean, likeliest first."""

    intent: str
    perhaps: tuple[str, ...] = ()


def meaning(law: Law, bands: Bands, heard: Heard) -> Meaning:
    """Decide by the bands of ``data/bands.yml``, and by what the message states.

    Facts weigh more than a sentence that looks like nothing: "my neighbour leaves her kids home
    alone, what do I do" is a worry, whatever it looks like.
    """
    ranking = [one for one in heard.ranking if one[0] != NOT_UNDERSTOOD]
    calm = {EMERGENCY} if IN_NO_DANGER in heard.entities else set()
    ranking = [
        one
        for one in ranking
        if one[0] not in CRISES or (one[1] >= SURE_OF_A_CRISIS and one[0] not in calm)
    ]
    crisis = _crisis(heard.entities, ranking)
    if crisis:
        return Meaning(crisis)
    if not ranking:
        return Meaning(_of_facts(law, heard.entities) or NOT_UNDERSTOOD)
    top, sure = ranking[0]
    enough = SURE_TO_TAKE_AWAY if top in TAKES_AWAY else bands.intents.act
    if top in CRISES or sure >= enough or top in GIVES_NOTHING:
        return Meaning(top)
    if top in PLAIN_ANSWERS and heard.is_asked and sure >= bands.intents.confirm:
        return Meaning(top)
    likely = [name for name, _ in ranking[:3]]
    stated = _of_facts(law, heard.entities)
    if stated:
        return Meaning(top if top in OPENINGS else stated)
    if _is_answered(heard.entities) and "ask_guidance" in likely:
        return Meaning("ask_guidance")
    perhaps = _meanings(law, likely)
    if sure >= bands.intents.confirm and perhaps:
        is_nothing = top == OUTSIDE and all(s < bands.intents.confirm for _, s in ranking[1:])
        return Meaning(top) if is_nothing else Meaning(ASK_BACK, perhaps)
    return Meaning("ask_guidance" if _is_answered(heard.entities) else NOT_UNDERSTOOD)


def _crisis(entities: Iterable[tuple[str, str]], ranking: Sequence[tuple[str, float]]) -> str:
    """What a crisis comes to; nothing in danger that is told of together with the situation."""
    comes_to = next((OF_KIND.get(kind, "") for name, kind in entities if name == CRISIS), "")
    tells = bool(ranking) and ranking[0][0] in TELLS_OF_THE_SITUATION
    return "" if comes_to == EMERGENCY and tells else comes_to


def _of_facts(law: Law, entities: Iterable[tuple[str, str]]) -> str:
    # What has happened says nothing by itself: "say that sharing is fine" has it too.
    known = {*law.facts, ANY_ROLE} - {"direction"}
    stated = any(name in known for name, _ in entities)
    return SITUATION if stated else ""


def _is_answered(entities: Iterable[tuple[str, str]]) -> bool:
    return any(name in ANSWERS for name, _ in entities)


def _meanings(law: Law, likely: Iterable[str]) -> tuple[str, ...]:
    """Those that have words to ask with."""
    named = [name for name in likely if f"meaning_{name}" in law.wording]
    return tuple(named[:MOST_MEANINGS])
