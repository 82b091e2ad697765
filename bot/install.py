"""Make the two Python environments from their locked, hashed requirements.

Runs on any Python from 3.9 with nothing but its standard library, since at this point
nothing else is installed: ``python3 -m bot.install``. A second run does nothing.

Source: docs/decisions/0001-two-environments.md
"""

from __future__ import annotations

import argparse
import hashlib
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from bot import bootstrap
from bot.bootstrap import InstallError

ROOT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True)
class Environment:
    """One folder of installed packages.

    Attributes:
        name: its folder under ``.venv``.
        pythons: the versions it runs on, the tested one first.
        lock: the requirements it must hold, a file name in ``requirements``.
        wider: locks that hold all of ``lock`` with the same versions, and more.
    """

    name: str
    pythons: tuple[str, ...]
    lock: str
    wider: tuple[str, ...] = ()


RASA = Environment("rasa", ("3.10",), "rasa.txt")
GATEWAY = Environment("gateway", ("3.11", "3.12", "3.13"), "gateway.txt", ("dev.txt",))
TESTS = Environment("gateway", GATEWAY.pythons, "dev.txt")


def python(environment: Environment, root: Path = ROOT) -> Path:
    """Path of the environment's interpreter, whether it is there yet or not."""
    return root / ".venv" / environment.name / "bin" / "python"


def is_current(environment: Environment, root: Path = ROOT) -> bool:
    """Whether the environment holds what its lock asks for, or a wider lock's packages."""
    stamp = _stamp(environment, root)
    if not python(environment, root).exists() or not stamp.exists():
        return False
    locks = (environment.lock, *environment.wider)
    return stamp.read_text(encoding="ascii") in {_digest(root, lock) for lock in locks}


def install(*environments: Environment, root: Path = ROOT) -> None:
    """Bring each environment to its lock; those that are there already cost nothing.

    Raises:
        InstallError: something is missing that only the person can provide, or a
            package did not match its hash.
    """
    stale = [each for each in environments if not is_current(each, root)]
    if not stale:
        return
    uv = bootstrap.find_or_make_uv(root)
    for environment in stale:
        _create(uv, environment, root)
        _sync(uv, environment, root)


def _create(uv: Path, environment: Environment, root: Path) -> None:
    """Make the empty environment, unless a working one stands there."""
    if python(environment, root).exists():
        return
    folder = python(environment, root).parent.parent
    shutil.rmtree(folder, ignore_errors=True)
    version = _interpreter(uv, environment, root)
    # From the repository's root: uv then reads .python-version, and so do pyenv's shims.
    made = bootstrap.run([uv, "venv", "--quiet", "--python", version, folder], root)
    if made.returncode:
        raise InstallError(
            f"Python {environment.pythons[0]} was not found, and could not be downloaded.\n"
            f"Install it (for instance: pyenv install {environment.pythons[0]}), "
            f"then start again.\n{made.stdout.strip()}"
        )


def _interpreter(uv: Path, environment: Environment, root: Path) -> str:
    """The first listed version that is on this machine; else the first, to download."""
    for version in environment.pythons:
        found = bootstrap.run([uv, "python", "find", "--no-python-downloads", version], root)
        if found.returncode == 0:
            return version
    return environment.pythons[0]


def _sync(uv: Path, environment: Environment, root: Path) -> None:
    """Install exactly the lock. The stamp is written last, so a broken run is run again."""
    stamp = _stamp(environment, root)
    stamp.unlink(missing_ok=True)
    lock = root / "requirements" / environment.lock
    # `sync`, because `uv pip install` refuses the pins of Rasa that the lock overrides.
    # Compiled, because importing Rasa from source costs ten seconds at every start.
    command: list[bootstrap.Argument] = [uv, "pip", "sync"]
    command += ["--require-hashes", "--compile-bytecode", "--quiet"]
    done = bootstrap.run([*command, "--python", python(environment, root), lock], root)
    if done.returncode:
        raise InstallError(
            f"Could not install requirements/{environment.lock}:\n{done.stdout.strip()}"
        )
    stamp.write_text(_digest(root, environment.lock), encoding="ascii")


def _stamp(environment: Environment, root: Path) -> Path:
    return root / ".venv" / environment.name / ".lock-digest"


def _digest(root: Path, lock: str) -> str:
    return hashlib.sha256((root / "requirements" / lock).read_bytes()).hexdigest()


def main() -> int:
    """Install what the argument names: what runs, what tests, or one environment alone."""
    parser = argparse.ArgumentParser(prog="python3 -m bot.install", description=__doc__)
    parser.add_argument("what", choices=["run", "test", "gateway", "rasa", "dev"])
    sets = {
        "run": (GATEWAY, RASA),
        "test": (TESTS, RASA),
        "gateway": (GATEWAY,),
        "rasa": (RASA,),
        "dev": (TESTS,),
    }
    try:
        install(*sets[parser.parse_args().what])
    except (InstallError, subprocess.SubprocessError, OSError) as error:
        print(f"install: {error}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
