"""Find what answers a question about the guidance or the law, while its words are at hand.

Typed words never reach an action: they are dropped once they are understood. So the search is
part of understanding, and an action gets ids of passages, explainers and topics: closed sets.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.extractors.extractor import EntityExtractorMixin
from rasa.shared.nlu.constants import ENTITIES, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.dialogue.bands import Bands, read_bands
from bot.law.load import load_law
from bot.nlu import guidance_search
from bot.nlu.guidance_search import Found, GuidanceSearch
from bot.nlu.sight import Eyes, made_from, the_eyes

if TYPE_CHECKING:
    from collections.abc import Iterator

MODEL = "guidance.npz"
NEAREST, NOT_COVERED = "nearest", "not_covered"


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=True)
class GuidanceFinder(GraphComponent, EntityExtractorMixin):
    """Adds what answers a message as entities; else what comes nearest, and the topic it is of."""

    def __init__(
        self,
        model_storage: ModelStorage,
        resource: Resource,
        eyes: Eyes,
        bands: Bands,
        search: GuidanceSearch | None = None,
    ) -> None:
        self._storage, self._resource = model_storage, resource
        self._eyes, self._bands, self._search = eyes, bands, search

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
    ) -> GuidanceFinder:
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
    ) -> GuidanceFinder:
        """Load a trained one; nothing in the file can run on loading."""
        found = cls.create(config, model_storage, resource, execution_context)
        with model_storage.read_from(resource) as folder:
            found._search = guidance_search.load(folder / MODEL)  # noqa: SLF001 - its own
        return found

    def train(self, training_data: TrainingData) -> Resource:
        """Learn from the law files' ways of asking, not from Rasa's examples."""
        del training_data
        self._search = guidance_search.train(load_law(), self._eyes)
        with self._storage.write_to(self._resource) as folder:
            self._search.save(folder / MODEL)
        return self._resource

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Leave the examples as they are: nothing in the pipeline learns from what is found."""
        return training_data

    def process(self, messages: list[Message]) -> list[Message]:
        """Add what each message comes to, as a question."""
        if self._search is None:
            return messages
        for message in messages:
            found = self._search.find(self._eyes.look_at(message), self._bands.guidance)
            entities = [
                {
                    "entity": kind,
                    "value": name,
                    "start": 0,
                    "end": len(message.get(TEXT) or ""),
                    "extractor": type(self).__name__,
                }
                for kind, name in _named(found)
            ]
            known = list(message.get(ENTITIES) or ())
            message.set(ENTITIES, known + entities, add_to_output=True)
        return messages


def _named(found: Found) -> Iterator[tuple[str, str]]:
    yield from found.answers
    yield from ((NEAREST, name) for _, name in found.nearest)
    if found.topic:
        yield NOT_COVERED, found.topic
