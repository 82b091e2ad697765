"""From an intent and entities to changed facts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.dialogue.revising import consistent, no_longer_so
from bot.law.truth import NOT_SURE

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from bot.law.model import Law
    from bot.law.vocabulary import Fact

OPENINGS = {
    "emergency": "thinking_of_sharing",
    "raise_concern": "thinking_of_sharing",
    "been_asked": "asked",
    "want_to_ask": "want_to_ask",
}
"""Intents that open a conversation, and the direction that each means."""

INTERRUPTIONS = frozenset(
    {
        "ask_guidance",
        "forget_me",
        "goodbye",
        "greet",
        "help",
        "out_of_scope",
        "start_again",
        "stop",
        "talk_to_person",
        "thanks",
        "why",
    }
)
"""Intents that say nothing about the situation, whatever roles or Acts they name."""

EMERGENCY = "emergency"
NOT_UNDERSTOOD = "nlu_fallback"
SURE_OF_DANGER = 0.55
"""Confidence from which the classifier's *emergency* alone counts as danger now.

Chosen on lines that were never trained on (docs/measurements.md): with it three in four are
seen, and three in a hundred held-out messages of other intents ring.
"""
TELLS_OF_THE_SITUATION = frozenset(
    {*OPENINGS, "correct", "give_concern", "give_recipient", "give_role"}
)
"""Intents with which the conversation goes on by itself when there is danger as well."""

SAYS_YES, SAYS_NO, SAYS_NOT_SURE = "affirm", "deny", "not_sure"
ANY_ROLE = "role"
KEPT_FOR_ANOTHER_CONCERN = frozenset({"sharer", "capacity"})


@dataclass(frozen=True)
class Understood:
    """What Rasa understood of one message.

    Attributes:
        intent: name of the intent.
        entities: (entity, value) in the order found; only closed-set values.
        asked: the fact whose question is open, if one is.
        answered: whether an answer was given already, so that a new worry starts afresh.
    """

    intent: str
    entities: Sequence[tuple[str, str]] = ()
    asked: str | None = None
    answered: bool = False


def changes(law: Law, facts: Mapping[str, str], turn: Understood) -> dict[str, str | None]:
    """What a turn changes: fact id to its new value, or to None where it is to be asked again.

    Idempotent: Rasa runs form validation twice on some turns.
    """
    if turn.intent in INTERRUPTIONS:
        return {}
    if turn.intent == "change_fact":
        return {value: None for entity, value in turn.entities if entity == "fact"}
    said = _said(law, facts, turn)
    fresh = dict.fromkeys(facts) if _is_another_concern(turn, said) else {}
    kept = {name: facts[name] for name in KEPT_FOR_ANOTHER_CONCERN & fresh.keys()}
    return {**fresh, **kept, **no_longer_so(law, facts, said), **said}


def intent_in_danger(intent: str) -> str:
    """The intent to act on when words of danger were seen, whatever the classifier made of them.

    "There's a man with a knife" may look like nothing that we know: it is an emergency then, and
    the conversation goes on from there.
    """
    return intent if intent in TELLS_OF_THE_SITUATION else EMERGENCY


def intent_taken(intent: str, confidence: float) -> str:
    """The classifier's intent, unless it says *emergency* and is not sure of it."""
    unsure = intent == EMERGENCY and confidence < SURE_OF_DANGER
    return NOT_UNDERSTOOD if unsure else intent


def intent_with_facts(law: Law, intent: str, entities: Iterable[tuple[str, str]]) -> str:
    """The intent to act on when a message looked like nothing, and yet states facts.

    "My neighbour leaves her kids home alone, what do I do" is a worry, whatever it looks like.
    """
    stated = {name for name, _ in entities if name in law.facts}
    looks_like_nothing = intent == NOT_UNDERSTOOD and stated
    looks_like_something_else = intent == "out_of_scope" and "concern" in stated
    return "raise_concern" if looks_like_nothing or looks_like_something_else else intent


def is_caught(law: Law, facts: Mapping[str, str], turn: Understood) -> bool:
    """Whether a message that should say something about the situation did."""
    return turn.intent in INTERRUPTIONS or bool(changes(law, facts, turn))


def _said(law: Law, facts: Mapping[str, str], turn: Understood) -> dict[str, str]:
    found: dict[str, str] = {}
    for entity, value in turn.entities:
        if entity in law.facts and _is_value(law.facts[entity], value):
            found.setdefault(entity, value)
    found |= _makes_sense_with(law, facts, found)
    _take_direction(facts, found, turn)
    at_a_meeting = found.get("direction", facts.get("direction")) == "meeting"
    if at_a_meeting:
        _take_company(law, facts, found, turn)
    else:
        found.pop("company", None)
        for entity, value in turn.entities:
            if entity == ANY_ROLE and value in law.roles:
                found.setdefault(_side_of(facts, found, turn), value)
    if turn.asked and turn.asked not in found:
        found |= _plain_answer(law, turn)
    if turn.intent == EMERGENCY:
        found["danger_now"] = "yes"
    return consistent(law, found)


def _is_value(fact: Fact, value: str) -> bool:
    each = value.split(",") if fact.many else [value]
    return all(one in fact.options or one == NOT_SURE for one in each)


def _take_direction(facts: Mapping[str, str], found: dict[str, str], turn: Understood) -> None:
    """What the intent says of it, unless it is known or the words say it themselves."""
    if turn.intent in OPENINGS and ("direction" not in facts or turn.answered):
        found.setdefault("direction", OPENINGS[turn.intent])


def _take_company(
    law: Law, facts: Mapping[str, str], found: dict[str, str], turn: Understood
) -> None:
    """Everybody named, besides the one who is asking, sits at the table."""
    named = [found.pop("company", ""), found.pop("recipient", "")]
    named += [value for entity, value in turn.entities if entity == ANY_ROLE]
    before = "" if turn.asked == "company" else facts.get("company", "")
    seats = [role for part in (before, *named) for role in part.split(",") if role in law.roles]
    if turn.asked == "sharer" and "sharer" not in found and seats:
        found["sharer"] = seats.pop()
    if seats:
        found["company"] = ",".join(dict.fromkeys(seats))


def _makes_sense_with(
    law: Law, facts: Mapping[str, str], found: Mapping[str, str]
) -> dict[str, str]:
    """What has to be so for what was said: "they asked under section 66" is being asked."""
    return {
        other: allowed[0]
        for name in found
        if name != "company"  # several named in a message are not always at a table
        for other, allowed in law.facts[name].only_with.items()
        if len(allowed) == 1 and facts.get(other) not in allowed and other not in found
    }


def _side_of(facts: Mapping[str, str], found: Mapping[str, str], turn: Understood) -> str:
    """Whose role a bare role is: of the open question, else as the message was meant."""
    if turn.asked in {"sharer", "recipient"} and turn.asked not in found:
        return turn.asked
    if turn.intent == "give_role" or ("recipient" in found and "sharer" not in facts):
        return "sharer"
    return "recipient"


def _plain_answer(law: Law, turn: Understood) -> dict[str, str]:
    """What yes, no and not sure mean to the open question."""
    fact = law.facts[turn.asked or ""]
    if turn.intent == SAYS_NOT_SURE:
        return {fact.id: NOT_SURE}
    if turn.intent == SAYS_NO:
        return {fact.id: fact.plain_no} if fact.plain_no else {}
    if turn.intent != SAYS_YES:
        return {}
    # A yes to a question that asks several things is a yes to the one thing it can be.
    about = [fact, *(law.facts[name] for name in law.asked_in.get(fact.id, ()))]
    can_be = [each.id for each in about if "yes" in each.options]
    return {can_be[0]: "yes"} if len(can_be) == 1 else {}


def _is_another_concern(turn: Understood, said: Mapping[str, str]) -> bool:
    """A new worry after an answer, and not just another recipient for the same one."""
    return (
        turn.answered
        and turn.intent in OPENINGS
        and not said.keys().isdisjoint({"concern", "subject"})
    )
