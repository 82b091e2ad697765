"""Rasa's own pipelines on the same training messages and the same held-out ones.

A sample of the training messages, or DIET would take hours: on all 7,500 an epoch takes about a
minute and a half here, and its default is a hundred of them.

Each is trained in a process of its own, so that its time and memory are its own:
``python -m bot.evaluation.peers NAME`` prints one line of JSON.
"""

from __future__ import annotations

import asyncio
import json
import random
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import yaml

from bot.evaluation import sets

ROOT = Path(__file__).resolve().parents[2]
COUNTS: list[dict[str, Any]] = [
    {"name": "WhitespaceTokenizer"},
    {"name": "CountVectorsFeaturizer"},
    {"name": "CountVectorsFeaturizer", "analyzer": "char_wb", "min_ngram": 1, "max_ngram": 4},
]
PEERS: dict[str, list[dict[str, Any]]] = {
    "ours": [{"name": "bot.nlu.hybrid_intent_classifier.HybridIntentClassifier"}],
    "Rasa's counts and logistic regression": [
        *COUNTS,
        {"name": "LogisticRegressionClassifier", "max_iter": 1000},
    ],
    # As `rasa init` of 3.6 writes it, without the parts that answer and fall back.
    "Rasa's default, DIET": [
        {"name": "WhitespaceTokenizer"},
        {"name": "RegexFeaturizer"},
        {"name": "LexicalSyntacticFeaturizer"},
        *COUNTS[1:],
        {"name": "DIETClassifier", "epochs": 100, "constrain_similarities": True},
        {"name": "EntitySynonymMapper"},
    ],
}
MB = 1024
AN_INTENT, SEED = 20, 20
"""Messages of each intent in the sample, and which."""


def figures() -> dict[str, float]:
    """Macro-F1, as written and with slips, training time and memory of each."""
    found: dict[str, float] = {}
    for name in PEERS:
        command = [sys.executable, "-m", "bot.evaluation.peers", name]
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
        for figure, value in json.loads(done.stdout.splitlines()[-1]).items():
            found[f"{name}: {figure}"] = value
    return found


def measure(name: str) -> dict[str, float]:
    """Train one and ask it; every figure is of this process."""
    from rasa.core.agent import Agent  # noqa: PLC0415 - TensorFlow takes seconds
    from rasa.model_training import train_nlu  # noqa: PLC0415 - as above

    with tempfile.TemporaryDirectory() as folder:
        config = Path(folder, "config.yml")
        config.write_text(
            yaml.safe_dump({"recipe": "default.v1", "language": "en", "pipeline": PEERS[name]})
        )
        data = Path(folder, "nlu.yml")
        data.write_text(yaml.safe_dump(_sample()), "utf-8")
        began = time.process_time()
        model = train_nlu(str(config), str(data), folder)
        trained = time.process_time() - began
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / MB
        agent = Agent.load(model)
        return _asked(agent) | {"training, s of processor time": trained, "memory, MB": memory}


def _sample() -> dict[str, Any]:
    """As many messages of each intent, the same ones in every run."""
    dice = random.Random(SEED)  # noqa: S311 - a sample, not a secret
    blocks = []
    for path in sorted((ROOT / "data" / "nlu").glob("*.yml")):
        for block in yaml.safe_load(path.read_text("utf-8")).get("nlu", ()):
            lines = dice.sample(block["examples"].splitlines(), AN_INTENT)
            blocks.append({"intent": block["intent"], "examples": "\n".join(lines) + "\n"})
    return {"version": "3.1", "nlu": blocks}


def _asked(agent: Any) -> dict[str, float]:
    from bot.evaluation.figures import macro_f1  # noqa: PLC0415 - scikit-learn takes a second

    messages = sets.by_intent("turns.yml")
    texts, truth = [text for text, _ in messages], [intent for _, intent in messages]
    began = time.process_time()
    clean = macro_f1(truth, [_top(agent, text) for text in texts])
    took = time.process_time() - began
    return {
        "macro-F1": clean,
        "macro-F1, 1-2 slips": macro_f1(truth, [_top(agent, t) for t in sets.with_slips(texts)]),
        "a message, ms of processor time": 1000 * took / len(texts),
    }


def _top(agent: Any, text: str) -> str:
    parsed = asyncio.run(agent.parse_message(text))
    names = [one["name"] for one in parsed["intent_ranking"]]
    return str(next(name for name in names if name != "nlu_fallback"))


if __name__ == "__main__":
    print(json.dumps(measure(sys.argv[1])))
