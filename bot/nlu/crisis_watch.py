"""Sees that somebody needs help at once: ``bot.nlu.crises`` as a component of Rasa's graph."""

from __future__ import annotations

from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.extractors.extractor import EntityExtractorMixin
from rasa.shared.nlu.constants import ENTITIES, INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.dialogue.bands import Bands, read_bands
from bot.nlu import crises
from bot.nlu.crises import CrisisModel
from bot.nlu.sight import Eyes, crises_on_file, made_from, openings_as_crises, the_eyes

MODEL = "crises.npz"
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

HEATED = frozenset({"frustration", "out_of_scope", "seek_person"})
"""Intents whose messages are near to danger in their words, and are none."""


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=True)
class CrisisWatch(GraphComponent, EntityExtractorMixin):
    """Adds the kind of crisis as an entity; it over-reacts rather than not."""

    def __init__(
        self,
        model_storage: ModelStorage,
        resource: Resource,
        eyes: Eyes,
        bands: Bands,
        model: CrisisModel | None = None,
    ) -> None:
        self._storage, self._resource = model_storage, resource
        self._eyes, self._bands, self._model = eyes, bands, model

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
    ) -> CrisisWatch:
        """Make one that has yet to be trained."""
        return cls(model_storage, resource, the_eyes(), read_bands())

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,  # noqa: ARG003 - Rasa's signature
    ) -> CrisisWatch:
        """Load a trained one; nothing in the file can run on loading."""
        found = cls.create(config, model_storage, resource, execution_context)
        with model_storage.read_from(resource) as folder:
            found._model = crises.load(folder / MODEL)  # noqa: SLF001 - its own
        return found

    def train(self, training_data: TrainingData) -> Resource:
        """Learn from ``data/crises``, from openings, and from heated words in a chat."""
        texts = [*crises_on_file(), *openings_as_crises()]
        texts += [
            (example.get(TEXT), crises.ORDINARY)
            for example in training_data.intent_examples
            if example.get(INTENT) in HEATED
        ]
        self._model = crises.train([(self._eyes.study(text), kind) for text, kind in texts])
        with self._storage.write_to(self._resource) as folder:
            self._model.save(folder / MODEL)
        return self._resource

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Leave the examples as they are: nothing in the pipeline learns from this."""
        return training_data

    def process(self, messages: list[Message]) -> list[Message]:
        """Add the kind of crisis where there probably is one."""
        if self._model is None:
            return messages
        for message in messages:
            sight = self._eyes.look_at(message)
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
