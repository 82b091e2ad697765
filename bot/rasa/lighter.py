"""What Rasa imports and this server never uses, left out: seconds and megabytes at each start.

Runs before and while ``rasa`` is imported. Figures: docs/decisions/0003-our-rasa-server.md.
"""

from __future__ import annotations

import importlib
import importlib.abc
import importlib.machinery
import sys
import tarfile
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path
    from types import ModuleType

NEEDS_TENSORFLOW = (
    "DIETClassifier",
    "ResponseSelector",
    "TEDPolicy",
    "UnexpecTEDIntentPolicy",
    "ConveRTFeaturizer",
    "LanguageModelFeaturizer",
)
TRUSTED = (
    "sklearn.linear_model.LogisticRegression",
    "sklearn.feature_extraction.text.CountVectorizer",
    "sklearn.feature_extraction.text.TfidfTransformer",
    "sklearn.feature_extraction.text.TfidfVectorizer",
    "sklearn.pipeline.FeatureUnion",
    "sklearn.preprocessing.LabelEncoder",
)
HEAVY = frozenset({"tensorflow", "keras", "tensorflow_hub", "matplotlib", "webexteamssdk"})
"""Webex's library is small, but asks git for its version at import."""


def uses_tensorflow(model: Path) -> bool:
    """Whether a trained model has a component that computes with TensorFlow."""
    with tarfile.open(model) as packed:
        metadata = packed.extractfile("metadata.json")
        text = metadata.read().decode() if metadata else ""
    return any(name in text for name in NEEDS_TENSORFLOW)


def trust_only(estimators: Sequence[str] = TRUSTED) -> None:
    """Let skops load the estimators that our models hold, without importing all of scikit-learn.

    skops lists every estimator of scikit-learn as trustworthy, and to find them it imports all
    of them and their tests (5 s). A model with another one does not load: add it to ``TRUSTED``.
    """
    utils: Any = importlib.import_module("sklearn.utils")
    found = []
    for path in estimators:
        module, _, name = path.rpartition(".")
        found.append((name, getattr(importlib.import_module(module), name)))
    find_all = utils.all_estimators
    utils.all_estimators = lambda: found
    try:
        importlib.import_module("skops.io")
    finally:
        utils.all_estimators = find_all


class _Anything(type):
    """Classes whose every attribute is such a class again: enough to define, never to compute."""

    def __getattr__(cls, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return _stand_in(name)

    def __call__(cls, *args: Any, **kwargs: Any) -> Any:
        if len(args) == 1 and callable(args[0]) and not kwargs:
            return args[0]  # a bare decorator, as in @tf.function
        return cls


def _stand_in(name: str) -> type:
    return _Anything(name, (), {})


class _Heavy(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """Finds empty modules for the names in ``HEAVY``."""

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> importlib.machinery.ModuleSpec | None:
        """A spec for a heavy module, None for any other."""
        del path, target
        if fullname.partition(".")[0] not in HEAVY:
            return None
        return importlib.machinery.ModuleSpec(fullname, self, is_package=True)

    def exec_module(self, module: ModuleType) -> None:
        """Give the module whatever is asked of it."""
        module.__getattr__ = _of_module  # type: ignore[method-assign]  # PEP 562


def _of_module(name: str) -> Any:
    if name.startswith("__"):
        raise AttributeError(name)
    return _stand_in(name)


@contextmanager
def stand_ins_for_the_heavy() -> Iterator[None]:
    """While Rasa is imported, let it define its TensorFlow classes on top of stand-ins.

    Afterwards TensorFlow counts as not installed, so that nobody takes a stand-in for it.
    """
    finder = _Heavy()
    sys.meta_path.insert(0, finder)
    try:
        yield
    finally:
        sys.meta_path.remove(finder)
        for name in [name for name in sys.modules if name.partition(".")[0] in HEAVY]:
            del sys.modules[name]
        for name in ("tensorflow", "keras"):
            sys.modules[name] = None  # type: ignore[assignment]  # how Python marks it absent
