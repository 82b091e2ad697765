"""Sees that somebody needs help at once: ``bot.nlu.crises`` as a component of Rasa's graph."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.nlu.extractors.extractor import EntityExtractorMixin
from rasa.shared.nlu.constants import ENTITIES, INTENT, TEXT
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

TALK_GOES_ON = "suicide_other"
"""Somebody else's suicide: who to ring is said first however sure it is."""

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
            is_self_harm = SELF_HARM in [(one["entity"], one["value"]) for one in known]
            is_in_doubt = is_self_harm or COUNTS in sight.signs
            if likely < self._bands.danger * (IN_DOUBT if is_in_doubt else 1):
                continue
            entity = {
                "entity": CRISIS,
                "value": kind if likely >= SURE or kind == TALK_GOES_ON else PERHAPS,
                "start": 0,
                "end": len(message.get(TEXT) or ""),
                "confidence_entity": likely,
                "extractor": type(self).__name__,
            }
            message.set(ENTITIES, [*known, entity], add_to_output=True)
        return messages
