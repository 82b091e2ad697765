"""What was said in a turn, typed or pressed, as an intent and closed values."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from bot.dialogue.meaning import ASK_BACK, NOT_UNDERSTOOD, Heard, meaning
from bot.dialogue.one_at_a_time import WHICH_NOW, is_told_too_soon
from bot.dialogue.standing import Standing, Turned, in_its_place, of_meaning, of_none
from bot.dialogue.understanding import EMERGENCY, TELLS_OF_THE_SITUATION, intent_in_danger
from bot.law.settling import settle
from bot.law.truth import NOT_SURE
from bot.rasa.turn import CHANGE, Answer, Malformed
from bot.rasa.vocabulary import closed_entities
from bot.render.choices import MEANING, TOPIC

if TYPE_CHECKING:
    from collections.abc import Container

    from rasa.shared.core.trackers import DialogueStateTracker

    from bot.dialogue.bands import Bands
    from bot.law.model import Law

ParseData = dict[str, Any]
PRESSED = "answer"
"""The intent of a button under a question."""

REQUESTED = "requested_slot"
ASKED_SO_FAR = "questions_asked"
MEANT, PENDING, OFFERED = "meant", "pending", "offered"
GIVEN_ALREADY = "answered"
SHOWN = "shown"
BARE = "bare"
"""Entity: a question that names no topic; its value is the intent that it has after an answer, an
explainer or a question of ours."""


class Stale(Exception):
    """The question that was answered is not open."""


@dataclass(frozen=True)
class Hearing:
    """The closed sets, and how sure to be.

    Attributes:
        law: answers are checked against its facts.
        bands: of ``data/bands.yml``.
        words: every word that may be kept.
        intents: of the domain.
    """

    law: Law
    bands: Bands
    words: frozenset[str]
    intents: Container[str]

    def typed(self, parsed: ParseData, tracker: DialogueStateTracker, *, danger: bool) -> ParseData:
        """What typed words come to; ``danger`` is whether words of danger were seen in them."""
        entities = closed_entities(parsed["entities"], self.words)
        stated = [(entity["entity"], entity["value"]) for entity in entities]
        ranking = parsed.get("intent_ranking") or [parsed["intent"]]
        heard = Heard(
            [(one["name"] or NOT_UNDERSTOOD, one["confidence"]) for one in ranking],
            stated,
            is_asked=value_of(tracker, REQUESTED) is not None,
        )
        found = meaning(self.law, self.bands, heard)
        name, perhaps = found.intent, found.perhaps
        if name in TELLS_OF_THE_SITUATION and self._is_too_soon(stated, tracker):
            name, perhaps = ASK_BACK, WHICH_NOW
        if any(value_of(tracker, slot) for slot in (GIVEN_ALREADY, SHOWN, REQUESTED)):
            name = dict(stated).get(BARE, name)
        if danger and EMERGENCY in self.intents:
            name = intent_in_danger(name)
        if name == ASK_BACK:
            entities = [_pressed(MEANT, each) for each in perhaps] + entities
        turned = in_its_place(name, self._standing(tracker))
        return _of(turned) if turned else said(name, entities)

    def pressed(self, answer: Answer, tracker: DialogueStateTracker) -> ParseData:
        """What a button comes to.

        Raises:
            Malformed: its question or value is not one that exists.
            Stale: its question is not open.
        """
        question, value = answer.question, answer.value
        if question in {MEANING, TOPIC}:
            return self._of_choice(question, value, tracker)
        fact = value if question == CHANGE else question
        if fact not in self.law.facts or fact not in tracker.slots:
            raise Malformed("question")
        if question == CHANGE:
            if fact not in settled(self.law, tracker):
                raise Stale
            return said("change_fact", [_pressed("fact", fact)])
        if value not in (*self.law.facts[fact].options, NOT_SURE):
            raise Malformed("value")
        if tracker.get_slot(REQUESTED) != fact:
            raise Stale
        return said(PRESSED, [_pressed(fact, value)])

    def _of_choice(self, question: str, value: str, tracker: DialogueStateTracker) -> ParseData:
        """A button under "do you mean", or under the topics that come nearest."""
        if value not in {*_listed(tracker, MEANT if question == MEANING else OFFERED), NOT_SURE}:
            raise Stale
        if question == MEANING:
            standing = self._standing(tracker)
            return _of(of_none(standing) if value == NOT_SURE else of_meaning(value, standing))
        if value == NOT_SURE:
            return said("ask_guidance")
        kind = "explainer" if value in self.law.explainers else "passage"
        return said("ask_guidance", [_pressed(kind, value)])

    def _is_too_soon(self, stated: list[tuple[str, str]], tracker: DialogueStateTracker) -> bool:
        known = settled(self.law, tracker)
        return is_told_too_soon(stated, value_of(tracker, REQUESTED), known)

    def _standing(self, tracker: DialogueStateTracker) -> Standing:
        return Standing(
            asked=value_of(tracker, REQUESTED),
            put=_listed(tracker, ASKED_SO_FAR),
            known=settled(self.law, tracker),
            perhaps=_listed(tracker, MEANT),
            pending=value_of(tracker, PENDING),
        )


def settled(law: Law, tracker: DialogueStateTracker) -> dict[str, str]:
    """What is known of the situation, with what follows from it."""
    told = {name: tracker.get_slot(name) for name in law.facts if name in tracker.slots}
    return settle(law, {name: value for name, value in told.items() if value is not None})


def said(intent: str, entities: list[dict[str, Any]] | None = None) -> ParseData:
    """A message as Rasa would have understood it, without its words."""
    return {
        "intent": {"name": intent, "confidence": 1.0},
        "entities": entities or [],
        "text": "",
    }


def value_of(tracker: DialogueStateTracker, name: str) -> str | None:
    """A slot's value; None too where the domain has no such slot."""
    return tracker.get_slot(name) if name in tracker.slots else None


def _listed(tracker: DialogueStateTracker, name: str) -> list[str]:
    """The words of a slot that holds several."""
    return [one for one in (value_of(tracker, name) or "").split(",") if one]


def _of(turned: Turned) -> ParseData:
    return said(turned.intent, [_pressed(name, value) for name, value in turned.entities])


def _pressed(entity: str, value: str) -> dict[str, Any]:
    return {
        "entity": entity,
        "value": value,
        "start": 0,
        "end": 0,
        "confidence_entity": 1.0,
        "extractor": "button",
    }
