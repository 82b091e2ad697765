"""From an intent and entities to changed facts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.dialogue.later import keep_who_asked
from bot.dialogue.one_at_a_time import is_named_another
from bot.dialogue.purposes import FOR_US, take_purpose
from bot.dialogue.revising import consistent, no_longer_so
from bot.dialogue.sides import ANY_ROLE, is_said_again, side_of, take_company, works_as
from bot.law.truth import NOT_SURE

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bot.law.model import Law
    from bot.law.vocabulary import Fact

SITUATION = "inform"
"""The intent of whatever says something about the situation."""

OPENINGS = {"been_asked": "asked", "want_to_ask": "want_to_ask"}
"""Intents that say what has happened, and the direction that each means."""

WORRIES = frozenset({SITUATION, "emergency"})
"""Intents that open a conversation; somebody who has a worry thinks of telling somebody."""

INTERRUPTIONS = frozenset(
    {
        "another_language",
        "ask_back",
        "ask_guidance",
        "forget_me",
        "frustration",
        "goodbye",
        "greet",
        "help",
        "out_of_scope",
        "own_trouble",
        "recap",
        "seek_person",
        "simplify",
        "start_again",
        "stop",
        "talk_to_person",
        "thanks",
        "want_record",
        "where_from",
        "why",
    }
)
"""Intents that say nothing about the situation, whatever roles or Acts they name."""

EMERGENCY = "emergency"
TELLS_OF_THE_SITUATION = frozenset({*OPENINGS, SITUATION, "correct"})
"""Intents with which the conversation goes on by itself when there is danger as well."""

NO = "no"
SAYS_YES, SAYS_NO, SAYS_NOT_SURE = "affirm", "deny", "not_sure"
PLAIN = frozenset({SAYS_YES, SAYS_NO, SAYS_NOT_SURE})
TORN = "torn"
VAGUE = {"subject": "under_18", "direction": "thinking_of_sharing", "concern": ""}
"""The value of a fact that is only touched by most messages that have it, where there is one."""

GRAVE = frozenset({"self_harm"})
UNDER_18 = frozenset({"child", "young_person"})
OF_VIOLENCE = frozenset({"violence", "family_violence", "fva_about"})
"""Questions of violence in a family: a yes to them is no other worry than was told."""

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
    torn = dict.fromkeys(torn_between(law, turn))
    if is_another_concern(law, facts, turn):
        # Read again without what was said of the one before: its direction and its table are gone.
        kept = {name: facts[name] for name in KEPT_FOR_ANOTHER_CONCERN & facts.keys()}
        said = _said(law, kept, turn)
        return {**dict.fromkeys(facts), **kept, **no_longer_so(law, kept, said), **said, **torn}
    said = _said(law, facts, turn)
    return {**no_longer_so(law, facts, said), **said, **torn}


def is_another_concern(law: Law, facts: Mapping[str, str], turn: Understood) -> bool:
    """Whether it is a new worry, and not more about the same one.

    "And the GP?" names somebody else for the same worry, "she is 14" adds to it; a worry together
    with who would be told, or who asked, is a new one, and so is one that is called another.
    """
    is_named = is_named_another(facts, turn)
    if not (turn.answered or is_named) or turn.intent not in WORRIES | OPENINGS.keys():
        return False
    said = _said(law, facts, turn)
    names_somebody = not said.keys().isdisjoint({"recipient", "sharer", "company"})
    is_worry = not said.keys().isdisjoint({"concern", "subject"})
    return is_worry and (names_somebody or is_named)


def torn_between(law: Law, turn: Understood) -> list[str]:
    """Facts of which the message says two things that cannot both be so: they are asked."""
    return [value for entity, value in turn.entities if entity == TORN and value in law.facts]


def intent_in_danger(intent: str) -> str:
    """The intent to act on when words of danger were seen, whatever the classifier made of them.

    "There's a man with a knife" may look like nothing that we know: it is an emergency then, and
    the conversation goes on from there. Somebody who writes about their own hurt is not asked
    questions: they get people to ring.
    """
    return intent if intent in {*TELLS_OF_THE_SITUATION, "own_trouble"} else EMERGENCY


def is_caught(law: Law, facts: Mapping[str, str], turn: Understood) -> bool:
    """Whether a message that should say something about the situation did."""
    if turn.intent in INTERRUPTIONS or changes(law, facts, turn):
        return True
    roles = [value for entity, value in turn.entities if entity == ANY_ROLE]
    return any(is_said_again(facts, turn, role) for role in roles)


def _said(law: Law, facts: Mapping[str, str], turn: Understood) -> dict[str, str]:
    found: dict[str, str] = {}
    for entity, value in turn.entities:
        if entity in law.facts and _is_value(law.facts[entity], value):
            found.setdefault(entity, value)
    keep_who_asked(facts, found, turn)
    _leave_as_it_is(facts, found, turn)
    take_purpose(facts, found, turn)
    found |= _makes_sense_with(law, facts, found)
    _take_direction(facts, found, turn)
    at_a_meeting = found.get("direction", facts.get("direction")) == "meeting"
    if at_a_meeting:
        take_company(law, facts, found, turn)
    else:
        found.pop("company", None)
        for entity, value in turn.entities:
            if entity == ANY_ROLE and value in law.roles and not is_said_again(facts, turn, value):
                found |= works_as(facts, found, turn) or {side_of(law, facts, found, turn): value}
    if turn.asked and turn.asked not in found and _is_about_it(law, found, turn):
        found |= _plain_answer(law, turn, found)
    if turn.intent == EMERGENCY:
        found["danger_now"] = "yes"
    return consistent(law, found)


def _is_value(fact: Fact, value: str) -> bool:
    each = value.split(",") if fact.many else [value]
    return all(one in fact.options or one == NOT_SURE for one in each)


def _leave_as_it_is(facts: Mapping[str, str], found: dict[str, str], turn: Understood) -> None:
    """Drop what an answer only touches: "so the kid gets help" changes nobody's age.

    What was said more exactly stays, and who answers yes or no adds to what is known; self-harm is
    heard whatever was asked. Whoever corrects means it.
    """
    if found.get("subject") == VAGUE["subject"] and facts.get("subject") in UNDER_18:
        found.pop("subject")
    if not turn.asked or turn.intent == "correct":
        return
    is_told = facts.get("concern", NOT_SURE) != NOT_SURE
    if is_told and turn.asked in OF_VIOLENCE and found.get("concern") == "family_violence":
        found.pop("concern")
    is_about_else = turn.intent in PLAIN or turn.asked in FOR_US
    for name, vague in VAGUE.items():
        is_touched = is_about_else or found.get(name) == vague
        is_known = name != turn.asked and facts.get(name, NOT_SURE) != NOT_SURE
        if is_known and is_touched and found.get(name) not in GRAVE:
            found.pop(name, None)


def _take_direction(facts: Mapping[str, str], found: dict[str, str], turn: Understood) -> None:
    """What the intent says of it, unless it is known or the words say it themselves."""
    if "direction" in facts and not (turn.answered and turn.intent in OPENINGS):
        return
    if turn.intent in OPENINGS:
        found.setdefault("direction", OPENINGS[turn.intent])
    elif turn.intent == EMERGENCY or (
        turn.intent in WORRIES and found.keys() & {"concern", "recipient", ANY_ROLE}
    ):
        found.setdefault("direction", "thinking_of_sharing")


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


def _is_about_it(law: Law, found: Mapping[str, str], turn: Understood) -> bool:
    """Whether a plain answer is to the open question, and not to what else is said with it."""
    within = law.asked_in.get(turn.asked or "", ())
    return turn.intent != SAYS_NOT_SURE or not found or not found.keys().isdisjoint(within)


def _plain_answer(law: Law, turn: Understood, found: Mapping[str, str]) -> dict[str, str]:
    """What yes, no and not sure mean to the open question."""
    fact = law.facts[turn.asked or ""]
    if turn.intent == SAYS_NOT_SURE:
        return {fact.id: NOT_SURE}
    if turn.intent == SAYS_NO:
        # "Mum said no" answers neither what telling would help with, nor whether there is violence.
        is_that = not found or (fact.plain_no == NO and "authorised" not in found)
        return {fact.id: fact.plain_no} if fact.plain_no and is_that else {}
    if turn.intent != SAYS_YES:
        return {}
    # A yes to a question that asks several things is a yes to the one thing it can be.
    about = [fact, *(law.facts[name] for name in law.asked_in.get(fact.id, ()))]
    can_be = [each.id for each in about if "yes" in each.options]
    return {can_be[0]: "yes"} if len(can_be) == 1 else {}
