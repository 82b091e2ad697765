"""What the tests of understanding share: the law as it is, a reader, and the trained model."""

from __future__ import annotations

import warnings
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import yaml

from bot.law.load import load_law
from bot.nlu.reader import Reader
from bot.nlu.sight import Eyes, the_eyes
from bot.training import train

if TYPE_CHECKING:
    from bot.evaluation.listener import Listener
    from bot.law.model import Law

ROOT = Path(__file__).resolve().parents[2]
TRAINING = ROOT / "data" / "nlu"


@pytest.fixture(scope="session")
def law() -> Law:
    """The law files as they stand in the repository."""
    return load_law()


@pytest.fixture(scope="session")
def reader(law: Law) -> Reader:
    """The reader that the bot uses."""
    return Reader(law)


@pytest.fixture(scope="session")
def eyes() -> Eyes:
    """The eyes that the bot uses."""
    return the_eyes()


@pytest.fixture(scope="session")
def examples() -> dict[str, list[str]]:
    """Training messages by intent."""
    found: dict[str, list[str]] = {}
    for path in sorted(TRAINING.glob("*.yml")):
        for block in yaml.safe_load(path.read_text("utf-8")).get("nlu", []):
            lines = block["examples"].splitlines()
            found[block["intent"]] = [line.removeprefix("- ") for line in lines]
    return found


@pytest.fixture(scope="session")
def listener() -> Listener:
    """The model of the present data, trained unless it is there, as the server reads with it."""
    from bot.evaluation.listener import Listener  # noqa: PLC0415 - imports Rasa, which takes seconds

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # Rasa's about itself
        return Listener(train())
