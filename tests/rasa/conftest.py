"""The parcel counter, trained once, served as in production, and the same agent in process."""

from __future__ import annotations

import os
import subprocess
import sys
import warnings
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from bot.model_digest import write_digest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

HERE = Path(__file__).parent
sys.path.insert(0, f"{HERE / 'assistant'}")
os.environ["RASA_TELEMETRY_ENABLED"] = "false"
os.environ["SQLALCHEMY_SILENCE_UBER_WARNING"] = "1"

if find_spec("rasa") is None:
    collect_ignore_glob = ["*"]  # these tests belong to Rasa's environment
else:
    from parcel_server import ASSISTANT, SECRET, Server

    from bot.rasa import quiet
    from bot.rasa.start import import_rasa

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import_rasa(with_tensorflow=False)
        quiet.settle_structlog()


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Rasa's libraries warn of each other; what our own code warns of is still an error.

    spaCy's thinc offers pytest-randomly a seeder that fails on large seeds, so that the order
    is random here and the seeds are not.
    """
    if getattr(config.option, "randomly_reset_seed", False):
        config.option.randomly_reset_seed = False
    for item in items:
        if item.path.is_relative_to(HERE):
            item.add_marker(pytest.mark.filterwarnings("error:::bot"), append=False)
            item.add_marker(pytest.mark.filterwarnings("ignore"), append=False)


@pytest.fixture(scope="session")
def models(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the parcel counter's model; trained once in a session."""
    folder = tmp_path_factory.mktemp("models")
    command = [sys.executable, "-m", "rasa", "train", "--quiet", "--out", f"{folder}"]
    for option, name in (("config", "config.yml"), ("domain", "domain.yml"), ("data", "data")):
        command += [f"--{option}", f"{ASSISTANT / name}"]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    write_digest(next(folder.glob("*.tar.gz")))
    return folder


@pytest.fixture(scope="session")
def server(models: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server that tests share; each test has conversations of its own."""
    running = Server(models, tmp_path_factory.mktemp("state"))
    yield running
    running.stop()


@pytest.fixture
def own_server(models: Path, tmp_path: Path) -> Iterator[Server]:
    """A server of one's own, to stop, kill and starve."""
    running = Server(models, tmp_path / "state")
    yield running
    if running.process.poll() is None:
        running.stop()


@pytest.fixture(scope="session")
def parcels(models: Path, tmp_path_factory: pytest.TempPathFactory) -> Callable[[], Any]:
    """Make an in-process dialogue as the server has it, each with a file of its own."""
    model = next(models.glob("*.tar.gz"))
    from serve import parcel_law

    from bot.rasa.channel import failure_notice
    from bot.rasa.dialogue import Dialogue
    from bot.rasa.server import load_agent
    from bot.rasa.settings import Settings

    def make() -> Dialogue:
        os.environ["SAFE_TO_SHARE_STATE"] = f"{tmp_path_factory.mktemp('in_process')}"
        settings = Settings(0, SECRET, models, ASSISTANT / "endpoints.yml", "parcel_actions")
        law = parcel_law()
        return Dialogue(load_agent(model, settings, law), law, failure_notice(law))

    return make
