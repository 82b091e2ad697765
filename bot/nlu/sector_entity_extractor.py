"""The entity extractor that Rasa runs: facts as entities, values only from the closed sets."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.nlu.extractors.extractor import EntityExtractorMixin
from rasa.shared.nlu.constants import (
    ENTITIES,
    ENTITY_ATTRIBUTE_CONFIDENCE,
    ENTITY_ATTRIBUTE_END,
    ENTITY_ATTRIBUTE_START,
    ENTITY_ATTRIBUTE_TYPE,
    ENTITY_ATTRIBUTE_VALUE,
    TEXT,
)
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.law.load import load_law
from bot.nlu import openings
from bot.nlu.bare_questions import BareQuestions
from bot.nlu.cues import read_cues
from bot.nlu.learnt import Learnt
from bot.nlu.reader import Stated
from bot.nlu.sight import openings_on_file
from bot.nlu.stating import Stater, works_at

if TYPE_CHECKING:
    from pathlib import Path

    from bot.nlu.openings import OpeningModel

BARE, QUESTION = "bare", "ask_guidance"
"""Entity of a question without a topic, and its value."""


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=True)
class SectorEntityExtractor(Learnt, EntityExtractorMixin):
    """Reads facts out of typed text: by dictionary and cues, and by what openings taught.

    The dictionary and the cues are read from ``data/`` each time the bot starts, so that a new
    word needs no training. Who tells whom, and worries in words that no list has, are learnt.
    """

    file = "openings.npz"

    def __init__(self, *given: Any) -> None:
        super().__init__(*given)
        cues = read_cues()
        self._bare, self._works_at = BareQuestions(cues["bare_questions"]), works_at(cues)

    def learn(self, training_data: TrainingData) -> OpeningModel:
        """Learn from ``data/openings``: Rasa's own format cannot say who tells whom."""
        del training_data
        examples = [(self._eyes.study(one["says"]), one["facts"]) for one in openings_on_file()]
        return openings.train(examples, load_law().groups)

    def read(self, folder: Path) -> OpeningModel:
        """Read it."""
        return openings.load(folder / self.file, load_law().groups)

    def process(self, messages: list[Message]) -> list[Message]:
        """Add to each message the facts that it states."""
        for message in messages:
            sight = self._eyes.look_at(message)
            facts = Stater(self._model, self._works_at).state(sight) if self._model else []
            if self._bare.has(sight):
                facts = [*facts, Stated(BARE, QUESTION, 0, len(message.get(TEXT) or ""))]
            stated = [
                {
                    ENTITY_ATTRIBUTE_TYPE: fact.entity,
                    ENTITY_ATTRIBUTE_VALUE: fact.value,
                    ENTITY_ATTRIBUTE_START: fact.start,
                    ENTITY_ATTRIBUTE_END: fact.end,
                    ENTITY_ATTRIBUTE_CONFIDENCE: 1.0,
                }
                for fact in facts
            ]
            found = message.get(ENTITIES, []) + self.add_extractor_name(stated)
            message.set(ENTITIES, found, add_to_output=True)
        return messages
