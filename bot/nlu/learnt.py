"""What our components of Rasa's graph have in common: eyes, and one file in the model."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import TYPE_CHECKING, Any, ClassVar, Protocol

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.dialogue.bands import Bands, read_bands
from bot.nlu.sight import Eyes, made_from, the_eyes

if TYPE_CHECKING:
    from pathlib import Path


class Model(Protocol):
    """What is learnt, and can be kept."""

    def save(self, file: Path) -> None:
        """Write it; nothing in the file can run when it is read."""


class Learnt(GraphComponent, ABC):
    """A component with a model of its own; which one, and what it does with it, each says."""

    file: ClassVar[str]
    """Its model's name in the trained model."""

    def __init__(
        self,
        model_storage: ModelStorage,
        resource: Resource,
        eyes: Eyes,
        bands: Bands,
        model: Any = None,
    ) -> None:
        self._storage, self._resource = model_storage, resource
        self._eyes, self._bands = eyes, bands
        self._model = model

    @abstractmethod
    def learn(self, training_data: TrainingData) -> Model:
        """Make the model, of Rasa's examples or of files of our own."""

    @abstractmethod
    def read(self, folder: Path) -> Model:
        """Read it where ``train`` put it."""

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
    ) -> Learnt:
        """Make one that has yet to be trained.

        Raises:
            LawError: a law file is broken; the bot must not start on it.
        """
        return cls(model_storage, resource, the_eyes(), read_bands())

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,  # noqa: ARG003 - Rasa's signature
    ) -> Learnt:
        """Load a trained one; nothing in the file can run on loading."""
        found = cls.create(config, model_storage, resource, execution_context)
        with model_storage.read_from(resource) as folder:
            found._model = found.read(folder)  # noqa: SLF001 - its own
        return found

    def train(self, training_data: TrainingData) -> Resource:
        """Learn, and put what is learnt into the trained model."""
        self._model = self.learn(training_data)
        with self._storage.write_to(self._resource) as folder:
            self._model.save(folder / self.file)
            self.note(folder)
        return self._resource

    def note(self, folder: Path) -> None:
        """Put beside the model whatever else has to be known when it is read: here, nothing."""

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Leave the examples as they are: nothing in the pipeline learns from what is found."""
        return training_data
