"""What the tests of understanding share: the law as it is, a reader, and a model trained once."""

from __future__ import annotations

import asyncio
import warnings
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from rasa.core.agent import Agent
from rasa.model_training import train_nlu

from bot.law.load import load_law
from bot.nlu.reader import Reader

if TYPE_CHECKING:
    from collections.abc import Callable

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
def examples() -> dict[str, list[str]]:
    """Training messages by intent."""
    found: dict[str, list[str]] = {}
    for path in sorted(TRAINING.glob("*.yml")):
        for block in yaml.safe_load(path.read_text("utf-8")).get("nlu", []):
            lines = block["examples"].splitlines()
            found[block["intent"]] = [line.removeprefix("- ") for line in lines]
    return found


@pytest.fixture(scope="session")
def parse(
    examples: dict[str, list[str]], tmp_path_factory: pytest.TempPathFactory
) -> Callable[[str], dict[str, Any]]:
    """Train config.yml on data/nlu (about ten seconds) and give what Rasa makes of a message."""
    folder = tmp_path_factory.mktemp("nlu")
    domain = folder / "domain.yml"
    domain.write_text(yaml.safe_dump({"version": "3.1", "intents": list(examples)}), "utf-8")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # Rasa's about itself
        model = train_nlu(str(ROOT / "config.yml"), str(TRAINING), str(folder), domain=str(domain))
        agent = Agent.load(model)
    return lambda text: asyncio.run(agent.parse_message(text))
