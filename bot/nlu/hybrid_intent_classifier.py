"""The intent classifier that Rasa runs: ``bot.nlu.intents`` as a component of its graph."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.classifiers.classifier import IntentClassifier
from rasa.shared.exceptions import RasaException
from rasa.shared.nlu.constants import (
    INTENT,
    INTENT_NAME_KEY,
    INTENT_RANKING_KEY,
    PREDICTED_CONFIDENCE_KEY,
    TEXT,
)
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.dialogue.bands import NOT_UNDERSTOOD, Bands, read_bands
from bot.law.load import load_law
from bot.nlu import intents
from bot.nlu.sight import Eyes, Sight, made_from, the_eyes
from bot.nlu.slips import mistyped

if TYPE_CHECKING:
    from collections.abc import Iterator

MODEL, MADE_WITH = "intents.npz", "made_with.json"
SEEDS = (20, 21)
"""One copy with slips for each; two find more than one, on messages that have slips."""

LISTED = 5
"""Intents in the ranking; nobody looks further down."""


class OtherLaw(RasaException):
    """The model was trained with other facts and roles than the law files have now."""


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class HybridIntentClassifier(GraphComponent, IntentClassifier):
    """Ranks intents by sentence vectors, letters and the plan of the sentence.

    Below the lowest band the first of the ranking is ``nlu_fallback``, as after Rasa's own
    FallbackClassifier.
    """

    def __init__(
        self,
        model_storage: ModelStorage,
        resource: Resource,
        eyes: Eyes,
        bands: Bands,
        model: intents.IntentModel | None = None,
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
    ) -> HybridIntentClassifier:
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
    ) -> HybridIntentClassifier:
        """Load a trained one from the model; nothing in the file can run on loading.

        Raises:
            OtherLaw: the law files have other facts or roles than those it was trained with.
            OtherVectors: there are sentence vectors now and were none then, or the reverse.
        """
        found = cls.create(config, model_storage, resource, execution_context)
        law = load_law()
        with model_storage.read_from(resource) as folder:
            then = json.loads((folder / MADE_WITH).read_text("utf-8"))["vocabulary"]
            if then != law.vocabulary:
                raise OtherLaw(
                    f"The model was trained with the facts and roles {then}, and data/law has "
                    f"{law.vocabulary} now. Train it again (make train), or put the law files back."
                )
            found._model = intents.load(folder / MODEL, found._eyes)  # noqa: SLF001 - its own
        return found

    def train(self, training_data: TrainingData) -> Resource:
        """Learn from every example that has an intent."""
        law = load_law()
        examples = [
            (example.get(TEXT), example.get(INTENT))
            for example in training_data.intent_examples
            if example.get(TEXT)
        ]
        self._model = intents.train(list(self._with_slips(examples)), self._eyes)
        with self._storage.write_to(self._resource) as folder:
            self._model.save(folder / MODEL)
            made_with = json.dumps({"vocabulary": law.vocabulary})
            (folder / MADE_WITH).write_text(made_with, "utf-8")
        return self._resource

    def _with_slips(self, examples: list[tuple[str, str]]) -> Iterator[tuple[Sight, str]]:
        """Each example, and its copies with slips that were not all put right."""
        texts = [text for text, _ in examples]
        read = [self._eyes.study(text) for text in texts]
        yield from zip(read, (intent for _, intent in examples), strict=True)
        for seed in SEEDS:
            for text, sight, (_, intent) in zip(mistyped(texts, seed), read, examples, strict=True):
                if self._eyes.words(text) != sight.words:
                    yield self._eyes.look(text), intent

    def process(self, messages: list[Message]) -> list[Message]:
        """Set intent and ranking of each message."""
        for message in messages:
            sight = self._eyes.look_at(message)
            ranked = self._model.rank(sight, LISTED) if self._model and _has_words(sight) else []
            ranking = [_entry(one.name, one.confidence) for one in ranked]
            if not ranking or ranking[0][PREDICTED_CONFIDENCE_KEY] < self._bands.intents.confirm:
                ranking.insert(0, _entry(NOT_UNDERSTOOD, 1.0))
            message.set(INTENT, ranking[0], add_to_output=True)
            message.set(INTENT_RANKING_KEY, ranking, add_to_output=True)
        return messages

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Leave the examples as they are: nothing in the pipeline learns from the ranking."""
        return training_data


def _has_words(sight: Sight) -> bool:
    """Whether there is anything to understand: not in a row of smiling faces."""
    return any(letter.isalnum() for letter in sight.words)


def _entry(name: str, confidence: float) -> dict[str, Any]:
    return {INTENT_NAME_KEY: name, PREDICTED_CONFIDENCE_KEY: confidence}
