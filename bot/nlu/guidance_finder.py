"""Find what answers a question about the guidance or the law, while its words are at hand.

Typed words never reach an action: they are dropped once they are understood. So the search is
part of understanding, and an action gets ids of passages, explainers and topics: closed sets.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.nlu.extractors.extractor import EntityExtractorMixin
from rasa.shared.nlu.constants import (
    ENTITIES,
    INTENT_NAME_KEY,
    INTENT_RANKING_KEY,
    METADATA,
    PREDICTED_CONFIDENCE_KEY,
    TEXT,
)
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.dialogue.meaning import ASKED, Heard, meaning
from bot.dialogue.unanswered import QUESTION
from bot.law.load import load_law
from bot.nlu import guidance_search
from bot.nlu.asking import EXPLAINER
from bot.nlu.guidance_search import Found, GuidanceSearch
from bot.nlu.learnt import Learnt

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

NEAREST, NOT_COVERED = "nearest", "not_covered"


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=True)
class GuidanceFinder(Learnt, EntityExtractorMixin):
    """Adds what answers a message as entities; else what comes nearest, and the topic it is of."""

    file = "guidance.npz"

    def __init__(self, *given: Any) -> None:
        super().__init__(*given)
        self._law = load_law()

    def learn(self, training_data: TrainingData) -> GuidanceSearch:
        """Learn from the law files' ways of asking, not from Rasa's examples."""
        del training_data
        return guidance_search.train(self._law, self._eyes)

    def read(self, folder: Path) -> GuidanceSearch:
        """Read it."""
        return guidance_search.load(folder / self.file)

    def process(self, messages: list[Message]) -> list[Message]:
        """Add what each message comes to, as a question; nothing where it would not be used."""
        if self._model is None:
            return messages
        for message in messages:
            is_asked = (message.get(METADATA) or {}).get(ASKED, False)
            if not (is_asked or self._may_be_asked(message)):
                continue
            sight = self._eyes.as_question(self._eyes.look_at(message))
            found = self._model.find(sight, self._bands.guidance)
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

    def _may_be_asked(self, message: Message) -> bool:
        """Whether an answer would be given, if one was found, beside all else that is known."""
        ranking = [
            (one[INTENT_NAME_KEY], one[PREDICTED_CONFIDENCE_KEY])
            for one in message.get(INTENT_RANKING_KEY) or ()
        ]
        known = [(one["entity"], one["value"]) for one in message.get(ENTITIES) or ()]
        heard = Heard(ranking, [*known, (EXPLAINER, "")])
        return meaning(self._law, self._bands, heard).intent == QUESTION


def _named(found: Found) -> Iterator[tuple[str, str]]:
    yield from found.answers
    yield from ((NEAREST, name) for _, name in found.nearest)
    if found.topic:
        yield NOT_COVERED, found.topic
