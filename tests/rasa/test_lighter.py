"""What is left out at the start is left out, and only that."""

from __future__ import annotations

import io
import json
import subprocess
import sys
import tarfile
from typing import TYPE_CHECKING

import pytest
from parcel_server import ROOT

from bot.rasa.lighter import uses_tensorflow

if TYPE_CHECKING:
    from pathlib import Path

LOADS = """
import sys
from bot.rasa import quiet
quiet.settle()
from bot.rasa.start import import_rasa
import_rasa(with_tensorflow=False)
import rasa.core.agent, skops.io, spacy
print(sys.modules["tensorflow"], "sklearn.ensemble" in sys.modules)
from skops.io._trusted_types import SKLEARN_ESTIMATOR_TYPE_NAMES as trusted
print(len(trusted), "sklearn.linear_model._logistic.LogisticRegression" in trusted)
try:
    import tensorflow
except ImportError:
    print("not installed")
"""


def model_with(folder: Path, component: str) -> Path:
    """A packed model whose metadata names a component."""
    metadata = json.dumps({"predict_schema": {"nodes": {"x": {"uses": component}}}}).encode()
    with tarfile.open(folder / "model.tar.gz", "w:gz") as packed:
        info = tarfile.TarInfo("metadata.json")
        info.size = len(metadata)
        packed.addfile(info, io.BytesIO(metadata))
    return folder / "model.tar.gz"


@pytest.mark.parametrize(
    ("component", "uses"),
    [
        ("rasa.nlu.classifiers.logistic_regression_classifier.LogisticRegressionClassifier", False),
        ("rasa.core.policies.rule_policy.RulePolicyGraphComponent", False),
        ("rasa.nlu.classifiers.diet_classifier.DIETClassifierGraphComponent", True),
        ("rasa.core.policies.ted_policy.TEDPolicyGraphComponent", True),
    ],
)
def test_a_model_says_whether_it_needs_tensorflow(
    tmp_path: Path, component: str, *, uses: bool
) -> None:
    """A model that computes with TensorFlow gets TensorFlow."""
    assert uses_tensorflow(model_with(tmp_path, component)) is uses


def test_tensorflow_counts_as_not_installed_and_few_estimators_are_trusted() -> None:
    """Rasa and spaCy import without it, and nobody can take a stand-in for the real thing."""
    done = subprocess.run(
        [sys.executable, "-c", LOADS], cwd=ROOT, capture_output=True, text=True, check=False
    )

    assert done.stdout.splitlines() == [
        "None False",
        "6 True",
        "not installed",
    ], done.stderr
