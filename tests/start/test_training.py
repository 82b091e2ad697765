"""Training happens when what a model is made from changes, and never breaks what serves."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.model_digest import check_digest, digest_file
from bot.training import TrainingError, fingerprint, tail, train

if TYPE_CHECKING:
    from pathlib import Path

RASA_TRAIN = """
import pathlib, sys
option = lambda name: sys.argv[sys.argv.index(name) + 1]
with open("trained", "a") as log:
    log.write("once ")
if pathlib.Path("refuse").exists():
    sys.exit("rules contradict each other")
pathlib.Path(option("--out"), option("--fixed-model-name") + ".tar.gz").write_text("model")
"""


@pytest.fixture
def repository(miniature: Path) -> Path:
    """The miniature with a stand-in for ``python -m rasa train``."""
    (miniature / "rasa.py").write_text(RASA_TRAIN, encoding="utf-8")
    return miniature


def test_a_second_time_trains_nothing(repository: Path) -> None:
    """The model that is there is taken."""
    first = train(repository)

    assert train(repository) == first
    assert (repository / "trained").read_text() == "once "


@pytest.mark.parametrize(
    "changed",
    ["config.yml", "domain.yml", "data/rules/greet.yml", "data/law/facts.yml"],
)
def test_a_change_of_what_goes_in_trains_again(repository: Path, changed: str) -> None:
    """Each ingredient counts, the vocabulary of the law among them."""
    first = train(repository)

    path = repository / changed
    path.write_text(path.read_text() + "# changed\n", encoding="utf-8")

    assert train(repository) != first
    assert (repository / "trained").read_text() == "once once "


def test_a_file_more_trains_again(repository: Path) -> None:
    """A new file of rules counts even if it is empty."""
    before = fingerprint(repository)

    (repository / "data/rules/thanks.yml").touch()

    assert fingerprint(repository) != before


@pytest.mark.parametrize(
    "ingredient",
    [
        pytest.param("data/openings/worries.yml", id="what messages state"),
        pytest.param("data/law/explainers/new.yml", id="how people ask"),
        pytest.param("data/questions/answered.yml", id="how they tell it"),
        pytest.param("data/law/guidance/page.md", id="what is quoted"),
        pytest.param("data/law/not-covered.yml", id="what is not covered"),
        pytest.param("data/danger.yml", id="signs of danger"),
        pytest.param("bot/safety/danger.py", id="how they are found"),
        pytest.param("bot/nlu/reader.py", id="how a message is read"),
        pytest.param("bot/vectors/encoder.py", id="how it is compared"),
        pytest.param("data/vectors/questions.npz", id="how questions are"),
    ],
)
def test_what_the_pipeline_learns_from_trains_again(repository: Path, ingredient: str) -> None:
    """Also what is none of Rasa's own training data."""
    before = fingerprint(repository)
    path = repository / ingredient
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("new\n", encoding="utf-8")

    assert fingerprint(repository) != before


def test_a_change_of_law_trains_nothing(repository: Path) -> None:
    """Gateways are read when the product starts, and are no part of the model."""
    before = fingerprint(repository)

    (repository / "data/law/frameworks").mkdir()
    (repository / "data/law/frameworks/new-act.yml").write_text("id: new-act\n")

    assert fingerprint(repository) == before


def test_data_that_rasa_refuses_leave_the_model_alone(repository: Path) -> None:
    """Whoever breaks a rule still has yesterday's model, and is told what Rasa said."""
    model = train(repository)
    (repository / "refuse").touch()
    (repository / "config.yml").write_text("language: mi\n")

    with pytest.raises(TrainingError, match="rules contradict each other"):
        train(repository)

    assert set((repository / "models").iterdir()) == {model, digest_file(model)}


def test_only_the_last_two_models_are_kept(repository: Path) -> None:
    """One to serve, one to go back to."""
    models = []
    for language in ("en", "mi", "sm"):
        (repository / "config.yml").write_text(f"language: {language}\n")
        models.append(train(repository))

    left = set(models[1:]) | {digest_file(model) for model in models[1:]}
    assert set((repository / "models").iterdir()) == left


def test_a_model_of_which_nothing_is_written_down_is_trained_again(repository: Path) -> None:
    """Rasa's server would not load it."""
    model = train(repository)
    check_digest(model)
    digest_file(model).unlink()

    assert train(repository) == model
    check_digest(model)
    assert (repository / "trained").read_text() == "once once "


def test_the_end_of_a_log_brings_the_cause_along(tmp_path: Path) -> None:
    """Python prints the cause first and pages of calls after it."""
    log = tmp_path / "rasa.log"
    calls = "\n".join(f"  File {number}" for number in range(60))
    log.write_text(f"ValueError: the file is cut short\n{calls}\nLoadError: no model\n")

    said = tail(log).splitlines()

    assert said[0] == "ValueError: the file is cut short"
    assert said[-1] == "LoadError: no model"
    assert len(said) < 30
