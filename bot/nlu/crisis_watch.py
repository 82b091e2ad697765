"""Sees that somebody needs help at once: ``bot.nlu.crises`` as a component of Rasa's graph."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.nlu.extractors.extractor import EntityExtractorMixin
from rasa.shared.nlu.constants import ENTITIES, INTENT, INTENT_RANKING_KEY, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.nlu import crises
from bot.nlu.crises import CrisisModel
from bot.nlu.learnt import Learnt
from bot.nlu.sight import crises_on_file, openings_as_crises

if TYPE_CHECKING:
    from pathlib import Path

CRISIS = "crisis"
SURE, PERHAPS = 0.6, "perhaps"
"""From how likely on it is acted on; below, 111 is said first and the talk goes on."""

SELF_HARM = ("concern", "self_harm")
COUNTS = "counts"
IN_DOUBT = 0.5
"""The part of the usual likelihood that is enough when self-harm is the worry, or when a sign of
``data/danger.yml`` is denied by nothing and calmed by nothing."""

DENIED = "danger_now"
"""The kind of crisis that may be denied."""

IN_NO_DANGER = (DENIED, "no")
"""Said in so many words: "nothing urgent". Only a sign of danger weighs more."""

OUR_PURPOSE = "ota_purpose"
"""What telling would help with is an answer, and tells of no danger: "so we can work out why"."""

NEITHER, LEAST = 0.35, 0.6
"""Below this confidence the intent is no emergency either; above that likelihood it is a crisis,
whatever it is said for."""

ALARMS = frozenset({"emergency", "own_trouble"})
TALK_GOES_ON = "suicide_other"
"""Somebody else's suicide: who to ring is said first however sure it is."""

SOONER = 0.8
"""Of the likelihood, for that: a line in vain costs little there, since the talk goes on."""

CALM = frozenset(
    """
    affirm another_language ask_guidance been_asked deny forget_me frustration go_back goodbye greet
    help not_sure out_of_scope recap seek_person simplify skip start_again stop talk_to_person
    thanks want_to_ask where_from why
    """.split()
)
"""Intents whose training messages are of nobody in need, some of them near to it in their words."""


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=True)
class CrisisWatch(Learnt, EntityExtractorMixin):
    """Adds the kind of crisis as an entity; it over-reacts rather than not."""

    file = "crises.npz"

    def learn(self, training_data: TrainingData) -> CrisisModel:
        """Learn from ``data/crises``, from openings, and from what else is said in a chat."""
        texts = [*crises_on_file(), *openings_as_crises()]
        texts += [
            (example.get(TEXT), crises.ORDINARY)
            for example in training_data.intent_examples
            if example.get(INTENT) in CALM
        ]
        return crises.train([(self._eyes.study(text), kind) for text, kind in texts])

    def read(self, folder: Path) -> CrisisModel:
        """Read it."""
        return crises.load(folder / self.file)

    def process(self, messages: list[Message]) -> list[Message]:
        """Add the kind of crisis where there probably is one."""
        if self._model is None:
            return messages
        for message in messages:
            sight = self._eyes.look_at(message)
            if not sight.says_something:
                continue
            kind, likely = self._model.likeliest(sight)
            known = list(message.get(ENTITIES) or ())
            stated = {(one["entity"], one["value"]) for one in known}
            is_in_doubt = SELF_HARM in stated or COUNTS in sight.signs
            if not is_in_doubt and _is_nothing(message, kind, likely, stated):
                continue
            soon = IN_DOUBT if is_in_doubt else SOONER if kind == TALK_GOES_ON else 1
            if likely < self._bands.danger * soon:
                continue
            entity = _entity(message, kind, likely)
            message.set(ENTITIES, [*known, entity, *_worry(entity, known)], add_to_output=True)
        return messages


def _is_nothing(message: Message, kind: str, likely: float, stated: set[tuple[str, str]]) -> bool:
    """Whether it is denied, or is what telling is for, and no sign or worry speaks for it.

    Only of danger to somebody else: who may end their life, or write of themselves, is heard.
    """
    if kind != DENIED:
        return False
    is_purpose = any(name == OUR_PURPOSE for name, _ in stated)
    return IN_NO_DANGER in stated or (is_purpose and _is_neither(message, likely))


def _entity(message: Message, kind: str, likely: float) -> dict[str, Any]:
    return {
        "entity": CRISIS,
        "value": kind if likely >= SURE or kind == TALK_GOES_ON else PERHAPS,
        "start": 0,
        "end": len(message.get(TEXT) or ""),
        "confidence_entity": likely,
        "extractor": CrisisWatch.__name__,
    }


def _is_neither(message: Message, likely: float) -> bool:
    """Whether neither the intent is an emergency nor it is likely enough without it."""
    ranking = message.get(INTENT_RANKING_KEY) or ()
    heard = [one["confidence"] for one in ranking if one["name"] in ALARMS]
    return bool(ranking) and likely < LEAST and max(heard, default=0.0) < NEITHER


def _worry(crisis: dict[str, Any], known: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Self-harm, where somebody else may end their life and no other worry is told."""
    is_told = any(one["entity"] == SELF_HARM[0] for one in known)
    is_sure = crisis["confidence_entity"] >= SURE
    if crisis["value"] != TALK_GOES_ON or is_told or not is_sure:
        return []
    return [{**crisis, "entity": SELF_HARM[0], "value": SELF_HARM[1]}]
