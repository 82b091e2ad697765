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
)
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.law.load import load_law
from bot.nlu import openings
from bot.nlu.cues import read_cues
from bot.nlu.sight import Eyes, made_from, openings_on_file, the_eyes
from bot.nlu.stating import Stater, works_at

MODEL = "openings.npz"


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=True)
class SectorEntityExtractor(GraphComponent, EntityExtractorMixin):
    """Reads facts out of typed text: by dictionary and cues, and by what openings taught.

    The dictionary and the cues are read from ``data/`` each time the bot starts, so that a new
    word needs no training. Who tells whom, and worries in words that no list has, are learnt.
    """

    def __init__(
        self, model_storage: ModelStorage, resource: Resource, eyes: Eyes, stater: Stater | None
    ) -> None:
        self._storage, self._resource = model_storage, resource
        self._eyes, self._stater = eyes, stater

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """Give what Rasa's cache has to know of what is learnt from."""
        return dict(made_from())

    @classmethod
    def create(
        cls,
        config: dict[str, Any],  # noqa: ARG003 - Rasa's signature
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,  # noqa: ARG003 - Rasa's signature
    ) -> SectorEntityExtractor:
        """Make one that has yet to be trained.

        Raises:
            LawError: a law file is broken; the bot must not start on it.
        """
        return cls(model_storage, resource, the_eyes(), None)

    @classmethod
    def load(
        cls,
        config: dict[str, Any],  # noqa: ARG003 - Rasa's signature
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,  # noqa: ARG003 - Rasa's signature
        **kwargs: Any,  # noqa: ARG003 - Rasa's signature
    ) -> SectorEntityExtractor:
        """Load a trained one; nothing in the file can run on loading."""
        with model_storage.read_from(resource) as folder:
            model = openings.load(folder / MODEL, load_law().groups)
        return cls(model_storage, resource, the_eyes(), Stater(model, works_at(read_cues())))

    def train(self, training_data: TrainingData) -> Resource:
        """Learn from ``data/openings``: Rasa's own format cannot say who tells whom."""
        del training_data
        groups = load_law().groups
        examples = [(self._eyes.study(one["says"]), one["facts"]) for one in openings_on_file()]
        model = openings.train(examples, groups)
        self._stater = Stater(model, works_at(read_cues()))
        with self._storage.write_to(self._resource) as folder:
            model.save(folder / MODEL)
        return self._resource

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Leave the examples as they are: nothing in the pipeline learns from entities."""
        return training_data

    def process(self, messages: list[Message]) -> list[Message]:
        """Add to each message the facts that it states."""
        for message in messages:
            sight = self._eyes.look_at(message)
            facts = self._stater.state(sight) if self._stater else []
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
