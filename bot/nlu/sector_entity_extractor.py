"""The entity extractor that Rasa runs: facts as entities, values only from the closed sets."""

from __future__ import annotations

from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
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

from bot.law.load import load_law
from bot.nlu.reader import Reader


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=False)
class SectorEntityExtractor(GraphComponent, EntityExtractorMixin):
    """Reads facts out of typed text by dictionary and cues.

    Nothing is trained and nothing is kept in the model: the words come from ``data/`` each time
    the bot starts, so that a change of words needs no training and no cache can hold old ones.
    """

    def __init__(self, reader: Reader) -> None:
        self._reader = reader

    @classmethod
    def create(
        cls,
        config: dict[str, Any],  # noqa: ARG003 - Rasa's signature
        model_storage: ModelStorage,  # noqa: ARG003 - Rasa's signature
        resource: Resource,  # noqa: ARG003 - Rasa's signature
        execution_context: ExecutionContext,  # noqa: ARG003 - Rasa's signature
    ) -> SectorEntityExtractor:
        """Build the reader from the law files as they are now.

        Raises:
            LawError: a law file is broken; the bot must not start on it.
        """
        return cls(Reader(load_law()))

    def process(self, messages: list[Message]) -> list[Message]:
        """Add to each message the facts that it states."""
        for message in messages:
            stated = [
                {
                    ENTITY_ATTRIBUTE_TYPE: fact.entity,
                    ENTITY_ATTRIBUTE_VALUE: fact.value,
                    ENTITY_ATTRIBUTE_START: fact.start,
                    ENTITY_ATTRIBUTE_END: fact.end,
                    ENTITY_ATTRIBUTE_CONFIDENCE: 1.0,
                }
                for fact in self._reader.read(message.get(TEXT) or "")
            ]
            found = message.get(ENTITIES, []) + self.add_extractor_name(stated)
            message.set(ENTITIES, found, add_to_output=True)
        return messages
