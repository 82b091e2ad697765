"""Messages through the trained model, as the server reads them."""

from __future__ import annotations

import asyncio
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from bot.dialogue.bands import read_bands
from bot.dialogue.meaning import ASKED, CRISIS, Heard, Meaning, meaning
from bot.law.load import load_law
from bot.rasa.vocabulary import words_of_law
from bot.safety.danger import load_danger

if TYPE_CHECKING:
    from pathlib import Path

    from bot.dialogue.bands import Bands
    from bot.law.model import Law

NO_FACTS = {"bare", "crisis", "passage", "explainer", "nearest", "not_covered"} | {
    *("someone", "torn", "another", "inquiry", "job_at")
}
"""Entities that say something else."""

CRISES = frozenset({"emergency", "own_trouble"})


@dataclass(frozen=True)
class Read:
    """One message, read: intents with confidences, entities, and what is done with it."""

    ranking: list[tuple[str, float]]
    entities: list[tuple[str, str]]
    meaning: Meaning
    danger: bool

    @property
    def top(self) -> str:
        """The classifier's first intent, before the bands have their say; or ""."""
        return next((name for name, _ in self.ranking if name != "nlu_fallback"), "")

    @property
    def confidence(self) -> float:
        """How sure the classifier is of it."""
        return next((sure for name, sure in self.ranking if name != "nlu_fallback"), 0.0)

    @property
    def facts(self) -> dict[str, str]:
        """What the message states."""
        return {name: value for name, value in self.entities if name not in NO_FACTS}

    @property
    def alarms(self) -> bool:
        """Whether 111 comes first: by words that leave no doubt, by intent, or by the watch."""
        is_watched = any(name == CRISIS for name, _ in self.entities)
        return self.danger or is_watched or self.meaning.intent in CRISES


@dataclass
class Listener:
    """A trained model. ``cpu_ms`` is what one message took, over all that were read."""

    model: Path
    law: Law = field(default_factory=load_law)
    bands: Bands = field(default_factory=read_bands)

    def __post_init__(self) -> None:
        """Load the model as the server does."""
        from bot.rasa.start import import_rasa  # noqa: PLC0415 - takes seconds

        import_rasa(with_tensorflow=False)
        from rasa.core.agent import Agent  # noqa: PLC0415 - after the import above

        from bot.rasa import patches  # noqa: PLC0415 - as above

        patches.apply()
        self._agent = Agent.load(str(self.model))
        self._loop = asyncio.new_event_loop()
        self._danger = load_danger()
        self._words = words_of_law(self.law)
        self.read("kia ora")
        self._took, self._count = 0.0, 0

    @property
    def cpu_ms(self) -> float:
        """Processor time a message, in milliseconds."""
        return 1000 * self._took / max(1, self._count)

    def read(self, text: str, *, is_asked: bool = False, is_question: bool = False) -> Read:
        """Read one message: with a question open, or as a question, whatever it looks like."""
        from rasa.core.channels.channel import UserMessage  # noqa: PLC0415 - Rasa takes seconds

        began = time.process_time()
        message = UserMessage(text, metadata={ASKED: is_question})
        reading = self._agent.processor.parse_message(message)
        parsed: dict[str, Any] = self._loop.run_until_complete(reading)
        self._took = getattr(self, "_took", 0.0) + time.process_time() - began
        self._count = getattr(self, "_count", 0) + 1
        entities = [(one["entity"], str(one["value"])) for one in parsed["entities"]]
        ranking = [(one["name"], float(one["confidence"])) for one in parsed["intent_ranking"]]
        found = meaning(self.law, self.bands, Heard(ranking, entities, is_asked))
        return Read(ranking, entities, found, self._danger.certain(text))

    def ranked(self, question: str) -> list[str]:
        """Ids of all passages and explainers, those first that fit a question best."""
        from bot.nlu.sight import the_eyes  # noqa: PLC0415 - spaCy takes seconds

        return [name for _, name in self._finder.ranked(the_eyes().question(question))]

    def lead(self, question: str) -> float:
        """By how much the best answer to a question beats the best topic not covered."""
        from bot.nlu.sight import the_eyes  # noqa: PLC0415 - spaCy takes seconds

        return float(self._finder.find(the_eyes().question(question), self.bands.guidance).lead)

    @property
    def _finder(self) -> Any:
        """The trained search, out of the model that was loaded."""
        graph = self._agent.processor.graph_runner._instantiated_nodes  # noqa: SLF001 - Rasa has no other way
        finder = next(node for name, node in graph.items() if "GuidanceFinder" in name)
        return finder._component._model  # noqa: SLF001 - a component of ours
