"""Find what answers a question about the guidance or the law, while its words are at hand.

Typed words never reach an action: they are dropped once they are understood. So the search is
part of understanding, and an action gets ids of passages and explainers, which are closed sets.
"""

from __future__ import annotations

from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.extractors.extractor import EntityExtractorMixin
from rasa.shared.nlu.constants import ENTITIES, TEXT
from rasa.shared.nlu.training_data.message import Message

from bot.law.explainers import answering
from bot.law.load import load_law
from bot.law.search import Index, build_index, find

PASSAGE = "passage"
EXPLAINER = "explainer"
MOST = 2


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=False)
class GuidanceFinder(GraphComponent, EntityExtractorMixin):
    """Adds the best passages and the best explainer as entities; none where none answers."""

    def __init__(self, index: Index) -> None:
        """Take the passages to search."""
        self._index = index

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> GuidanceFinder:
        """Read the guidance anew, so that a change of it needs no training."""
        del config, model_storage, resource, execution_context
        return cls(build_index(load_law()))

    def process(self, messages: list[Message]) -> list[Message]:
        """Add what answers each message."""
        for message in messages:
            text = message.get(TEXT) or ""
            found = [(PASSAGE, passage.id) for passage, _ in find(self._index, text)[:MOST]]
            found += [(EXPLAINER, e.id) for e in answering(self._index.asked, text)]
            entities = [
                {
                    "entity": kind,
                    "value": name,
                    "start": 0,
                    "end": len(text),
                    "extractor": type(self).__name__,
                }
                for kind, name in found
            ]
            if entities:
                known = list(message.get(ENTITIES) or ())
                message.set(ENTITIES, known + entities, add_to_output=True)
        return messages
