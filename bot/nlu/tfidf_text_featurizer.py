"""Word and letter features for the intent classifier, weighed by how rare they are.

Source: docs/decisions/0005-understanding.md (plain counts find 4 in 100 fewer held-out messages).
"""

from __future__ import annotations

from typing import Any

import scipy.sparse
import skops.io
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.featurizers.sparse_featurizer.sparse_featurizer import SparseFeaturizer
from rasa.nlu.tokenizers.tokenizer import Tokenizer
from rasa.shared.exceptions import InvalidConfigException
from rasa.shared.nlu.constants import FEATURE_TYPE_SENTENCE, TEXT
from rasa.shared.nlu.training_data.features import Features
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData
from sklearn.exceptions import NotFittedError
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.pipeline import FeatureUnion

FILE = "vectors.skops"
HARMLESS = ["scipy.sparse._csr.csr_matrix"]
"""The one type in the file that skops does not know: a matrix, numbers only."""


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER, is_trainable=True)
class TfidfTextFeaturizer(SparseFeaturizer, GraphComponent):
    """Gives each message one sparse vector: TF-IDF of words and of letters within words.

    ``scale`` multiplies the vector. Rasa's LogisticRegressionClassifier has no setting for how
    freely it may fit; a vector of length ``scale`` does what C = scale squared would.
    """

    @classmethod
    def required_components(cls) -> list[type]:
        """Need a tokenizer before this, as every Rasa featurizer does."""
        return [Tokenizer]

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """Give the settings: n-gram lengths and the scale of the vector."""
        return {
            **SparseFeaturizer.get_default_config(),
            "word_ngrams": [1, 2],
            "letter_ngrams": [2, 5],
            "scale": 4.5,
        }

    @classmethod
    def validate_config(cls, config: dict[str, Any]) -> None:
        """Refuse settings that cannot work.

        Raises:
            InvalidConfigException: n-gram lengths that are not [shortest, longest].
        """
        for name in ("word_ngrams", "letter_ngrams"):
            lengths = config[name]
            shortest, longest = min(lengths), max(lengths)
            if list(lengths) != [shortest, longest] or shortest < 1:
                message = f"config.yml: {name} is {lengths}; give [shortest, longest], as [1, 2]."
                raise InvalidConfigException(message)

    def __init__(
        self,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        name: str,
        vectors: FeatureUnion | None = None,
    ) -> None:
        super().__init__(name, config)
        self._settings = config
        self._storage, self._resource = model_storage, resource
        self._vectors = vectors

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> TfidfTextFeaturizer:
        """Make one that has yet to be trained."""
        return cls(config, model_storage, resource, execution_context.node_name)

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,  # noqa: ARG003 - Rasa's signature
    ) -> TfidfTextFeaturizer:
        """Load a trained one from the model; nothing in the file can run on loading.

        Raises:
            ValueError: the model holds none.
        """
        with model_storage.read_from(resource) as folder:
            vectors = skops.io.load(folder / FILE, trusted=HARMLESS)
        return cls(config, model_storage, resource, execution_context.node_name, vectors)

    def train(self, training_data: TrainingData) -> Resource:
        """Learn the words and letters of the examples, and how rare each is."""
        texts = [text for m in training_data.training_examples if (text := m.get(TEXT))]
        words = TfidfVectorizer(
            token_pattern=r"\b\w+\b",  # noqa: S106 - a token is a word here
            ngram_range=tuple(self._settings["word_ngrams"]),
            strip_accents="unicode",
            sublinear_tf=True,
        )
        letters = TfidfVectorizer(
            analyzer="char_wb",
            ngram_range=tuple(self._settings["letter_ngrams"]),
            strip_accents="unicode",
            sublinear_tf=True,
        )
        self._vectors = FeatureUnion([("words", words), ("letters", letters)])
        self._vectors.fit(texts)
        with self._storage.write_to(self._resource) as folder:
            skops.io.dump(self._vectors, folder / FILE)
        return self._resource

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Give every example its vector."""
        self.process(training_data.training_examples)
        return training_data

    def process(self, messages: list[Message]) -> list[Message]:
        """Give every message its vector.

        Raises:
            NotFittedError: called before training.
        """
        if self._vectors is None:
            message = "TfidfTextFeaturizer was used before it was trained; run rasa train."
            raise NotFittedError(message)
        texts = [(message, text) for message in messages if (text := message.get(TEXT))]
        if texts:
            rows = self._vectors.transform([text for _, text in texts]) * self._settings["scale"]
            for number, (message, _) in enumerate(texts):
                row = scipy.sparse.coo_matrix(rows[number])
                message.add_features(Features(row, FEATURE_TYPE_SENTENCE, TEXT, self._identifier))
        return messages
