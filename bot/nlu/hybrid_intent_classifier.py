"""The intent classifier that Rasa runs: ``bot.nlu.intents`` as a component of its graph."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
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

from bot.dialogue.bands import NOT_UNDERSTOOD
from bot.law.load import load_law
from bot.nlu import intents
from bot.nlu.learnt import Learnt
from bot.nlu.slips import mistyped

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from bot.nlu.intents import IntentModel
    from bot.nlu.sight import Sight

MADE_WITH = "made_with.json"
SEEDS = (20, 21)
"""One copy with slips for each; two find more than one, on messages that have slips."""

LISTED = 5
"""Intents in the ranking; nobody looks further down."""


class OtherLaw(RasaException):
    """The model was trained with other facts and roles than the law files have now."""


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class HybridIntentClassifier(Learnt, IntentClassifier):
    """Ranks intents by sentence vectors, letters and the plan of the sentence.

    Below the lowest band the first of the ranking is ``nlu_fallback``, as after Rasa's own
    FallbackClassifier.
    """

    file = "intents.npz"

    def learn(self, training_data: TrainingData) -> IntentModel:
        """Learn from every example that has an intent."""
        examples = [
            (example.get(TEXT), example.get(INTENT))
            for example in training_data.intent_examples
            if example.get(TEXT)
        ]
        return intents.train(list(self._with_slips(examples)), self._eyes)

    def note(self, folder: Path) -> None:
        """Which facts and roles there were when it was trained."""
        made_with = json.dumps({"vocabulary": load_law().vocabulary})
        (folder / MADE_WITH).write_text(made_with, "utf-8")

    def read(self, folder: Path) -> IntentModel:
        """Read it.

        Raises:
            OtherLaw: the law files have other facts or roles than those it was trained with.
            OtherVectors: there are sentence vectors now and were none then, or the reverse.
        """
        then, now = json.loads((folder / MADE_WITH).read_text("utf-8")), load_law().vocabulary
        if then["vocabulary"] != now:
            raise OtherLaw(
                f"The model was trained with the facts and roles {then['vocabulary']}, and "
                f"data/law has {now} now. Train it again (make train), or put the law files back."
            )
        return intents.load(folder / self.file, self._eyes)

    def _with_slips(self, examples: list[tuple[str, str]]) -> Iterator[tuple[Sight, str]]:
        """Each example, and its copies with slips that were not all put right.

        No copy reads as another example: a slip in "helo" does not teach that "help" greets.
        """
        texts = [text for text, _ in examples]
        read = [self._eyes.study(text) for text in texts]
        yield from zip(read, (intent for _, intent in examples), strict=True)
        words = {sight.words for sight in read}
        for seed in SEEDS:
            for text, (_, intent) in zip(mistyped(texts, seed), examples, strict=True):
                if self._eyes.words(text) not in words:
                    yield self._eyes.look(text), intent

    def process(self, messages: list[Message]) -> list[Message]:
        """Set intent and ranking of each message."""
        for message in messages:
            sight = self._eyes.look_at(message)
            ranked = self._model.rank(sight, LISTED) if self._model and sight.says_something else []
            ranking = [_entry(one.name, one.confidence) for one in ranked]
            if not ranking or ranking[0][PREDICTED_CONFIDENCE_KEY] < self._bands.intents.confirm:
                ranking.insert(0, _entry(NOT_UNDERSTOOD, 1.0))
            message.set(INTENT, ranking[0], add_to_output=True)
            message.set(INTENT_RANKING_KEY, ranking, add_to_output=True)
        return messages


def _entry(name: str, confidence: float) -> dict[str, Any]:
    return {INTENT_NAME_KEY: name, PREDICTED_CONFIDENCE_KEY: confidence}
