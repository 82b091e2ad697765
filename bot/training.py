"""Train Rasa's model, but only when something it is made from has changed.

The model's file name is the fingerprint of what went in, so the two cannot part, and a
model appears under that name only when it is complete: the previous one serves until then.
Standard library only; Rasa itself runs in its own environment.
"""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from bot.bootstrap import environment
from bot.install import RASA, ROOT, python
from bot.model_digest import digest_file, write_digest

MODELS = Path("models")
TRAINING_DATA = ("data/nlu", "data/rules", "data/stories")
# data/law/frameworks is not here on purpose: a change of law needs no training.
INGREDIENTS = (
    "config.yml",
    "domain.yml",
    *TRAINING_DATA,
    "bot/nlu",
    "bot/vectors",
    "data/crises",
    "data/danger.yml",  # its signs are part of how danger is judged
    "bot/safety",
    "data/openings",  # what messages state
    "data/law/explainers",  # how people ask
    "data/questions",
    "data/vectors",
    "data/law/not-covered.yml",
    "data/law/guidance",
    "data/law/facts.yml",  # the words for facts and roles go into the pipeline's patterns
    "data/law/roles.yml",
    "requirements/rasa.txt",
)
_CAUSE = re.compile(r"[\w.]+(Error|Exception)(: |$)")
KEPT = 2  # the model in use and the one before, for going back


class TrainingError(Exception):
    """Rasa could not make a model; the message is what Rasa said last."""


def fingerprint(root: Path = ROOT) -> str:
    """Sixteen hexadecimal digits that change whenever anything the model is made from does."""
    digest = hashlib.sha256()
    for path in _files(root):
        content = path.read_bytes()
        name = path.relative_to(root).as_posix()
        digest.update(f"{name}\0{len(content)}\0".encode())
        digest.update(content)
    return digest.hexdigest()[:16]


def training_data(root: Path = ROOT) -> tuple[str, ...]:
    """The folders that Rasa is given: it refuses one that is not there, and not all need be."""
    return tuple(each for each in TRAINING_DATA if (root / each).exists())


def model_path(root: Path = ROOT) -> Path:
    """Where the model made from the present data is, or will be."""
    return root / MODELS / f"{fingerprint(root)}.tar.gz"


def train(root: Path = ROOT, *, log: Path | None = None) -> Path:
    """Make the model for the present data unless it is there.

    Args:
        root: the repository's root.
        log: where to write what Rasa says; by default it goes to this process's output.

    Returns:
        The model's path. It is then the newest file in ``models``, as Rasa's own
        commands expect.

    Raises:
        TrainingError: Rasa refused the data. The previous model is untouched.
    """
    model = model_path(root)
    if model.exists() and digest_file(model).exists():
        os.utime(model)
        return model
    model.parent.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".training-", dir=model.parent) as folder:
        _rasa_train(root, Path(folder), model.name, log)
        trained = Path(folder, model.name)
        write_digest(trained)
        digest_file(trained).replace(digest_file(model))  # before it: a model is never without
        trained.replace(model)
    _forget_old(model)
    return model


def _rasa_train(root: Path, out: Path, name: str, log: Path | None) -> None:
    """Run ``rasa train``; everything it writes goes into ``out``."""
    command = [str(python(RASA, root)), "-m", "rasa", "train", "--domain", "domain.yml"]
    command += ["--config", "config.yml", "--out", str(out)]
    command += ["--fixed-model-name", name[: -len(".tar.gz")]]
    command += ["--data", *training_data(root)]
    said = log or out / "train.log"
    with said.open("wb") as output:
        code = subprocess.run(
            command,
            cwd=root,
            env=environment(),
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            check=False,
        ).returncode
    if code or not (out / name).exists():
        raise TrainingError(f"rasa train failed:\n{tail(said)}")


def tail(log: Path, lines: int = 20) -> str:
    """What a log says last, for the person who started us.

    An exception's cause is printed before the exception itself, often far above the end, so
    every line that names an exception comes along.
    """
    said = log.read_text(encoding="utf-8", errors="replace").strip().splitlines()
    causes = [line for line in said[:-lines] if _CAUSE.match(line)]
    return "\n".join([*causes, *said[-lines:]])


def _files(root: Path) -> list[Path]:
    """Every file that goes into a model, in an order that is the same everywhere."""
    found: set[Path] = set()
    for name in INGREDIENTS:
        path = root / name
        found.update(path.rglob("*") if path.is_dir() else [path])
    return sorted(path for path in found if path.is_file() and "__pycache__" not in path.parts)


def _forget_old(newest: Path) -> None:
    """Delete all but the last models; each is small, but they would pile up."""
    models = sorted(newest.parent.glob("*.tar.gz"), key=lambda path: path.stat().st_mtime)
    for old in models[:-KEPT]:
        old.unlink()
        digest_file(old).unlink(missing_ok=True)


def main() -> int:
    """Train if needed, and name the model."""
    if shutil.which(str(python(RASA))) is None:
        print("train: Rasa is not installed; run 'make train'.", file=sys.stderr)
        return 1
    try:
        model = train()
    except TrainingError as error:
        print(f"train: {error}", file=sys.stderr)
        return 1
    print(model.relative_to(ROOT))
    return 0


if __name__ == "__main__":
    sys.exit(main())
