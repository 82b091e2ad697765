"""banking77 with ten examples an intent: the classifier alone, on a public task.

Casanueva et al. 2020 (CC BY 4.0); the split of ten is that of Zhang et al. 2021
(``train_10`` and ``test``, each with ``seq.in`` and ``label``). The data is not shipped.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from bot.evaluation import sets
from bot.nlu import intents
from bot.nlu.repair import Repairer, counted
from bot.nlu.sight import Eyes
from bot.vectors.encoder import encoder_or_none

if TYPE_CHECKING:
    from pathlib import Path


def figures(folder: Path) -> dict[str, float]:
    """Accuracy as written and with slips, and what training and reading cost.

    Raises:
        FileNotFoundError: the folder does not hold the two splits.
    """
    texts, labels = _read(folder / "train_10")
    eyes = Eyes(Repairer(counted(texts)), encoder=encoder_or_none())
    began = time.process_time()
    model = intents.train(
        [(eyes.look(one), label) for one, label in zip(texts, labels, strict=True)], eyes
    )
    trained = time.process_time() - began
    asked, wanted = _read(folder / "test")
    began = time.process_time()
    clean = _right(model, eyes, asked, wanted)
    took = time.process_time() - began
    return {
        "banking77, ten an intent: accuracy, %": 100 * clean,
        "the same with 1-2 slips, %": 100 * _right(model, eyes, sets.with_slips(asked), wanted),
        "training, s of processor time": trained,
        "a message, ms of processor time": 1000 * took / len(asked),
    }


def _right(model: intents.IntentModel, eyes: Eyes, asked: list[str], wanted: list[str]) -> float:
    found = [model.rank(eyes.look(text))[0].name for text in asked]
    return sum(a == b for a, b in zip(found, wanted, strict=True)) / len(wanted)


def _read(folder: Path) -> tuple[list[str], list[str]]:
    texts, labels = (
        (folder / name).read_text("utf-8").splitlines() for name in ("seq.in", "label")
    )
    return texts, labels
