"""The way in: ``python -m bot COMMAND``.

``run`` and ``train`` must work on a machine where nothing is installed yet, from Python 3.9
with only its standard library. All else is in ``bot/tools``, which needs the product's Python.
"""

from __future__ import annotations

import subprocess
import sys
from typing import Callable, Sequence

NEEDS = (3, 11)
"""The oldest Python of the environment that the commands run in."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit status."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    bare = {"run": _run, "train": _train}
    if len(given) == 1 and given[0] in bare:
        command: Callable[[], int] = bare[given[0]]
        return command()
    if given[:1] == ["evaluate"]:
        return _evaluate(given[1:])
    if given[:1] == ["purge"]:
        return _purge(given[1:])
    try:
        # Beside Rasa there is a Typer too, but an old one that spaCy asked for.
        if sys.version_info < NEEDS:
            return _not_here("Python 3.11")
        if given == ["migrate"] or given[:1] == ["report"]:
            return _at_the_store(given)
        from bot.tools.app import app

        app(given, prog_name="python -m bot")
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] in {"bot", "actions"}:
            raise  # a part of the product itself: a fault of ours, to be seen whole
        return _not_here(str(error.name))
    except SystemExit as ended:
        return ended.code if isinstance(ended.code, int) else 0
    return 0


def _at_the_store(given: Sequence[str]) -> int:
    if given[0] == "report":
        from bot.gateway.usage.command import main as report

        return report(given[1:])
    from bot.gateway.ready_store import main as migrate

    return migrate()


def _not_here(missing: str) -> int:
    print(
        f"This command needs {missing}, which {sys.executable} does not have.\n"
        "Use the product's own Python: make install, then .venv/gateway/bin/python -m bot\n"
        "Without it there are: python3 -m bot run, and python3 -m bot train",
        file=sys.stderr,
    )
    return 1


def _run() -> int:
    from bot.run import run

    return run()


def _train() -> int:
    from bot.training import main as train

    return train()


def _purge(arguments: Sequence[str]) -> int:
    """Remove old conversations from both stores, each in its own environment."""
    from bot.install import GATEWAY, RASA, ROOT, python

    parts = (GATEWAY, "bot.gateway.purge"), (RASA, "bot.rasa.purge")
    commands = [[str(python(place)), "-m", module, *arguments] for place, module in parts]
    return max(subprocess.run(each, cwd=ROOT, check=False).returncode for each in commands)


def _evaluate(arguments: Sequence[str]) -> int:
    """Measure understanding, beside Rasa."""
    from bot.install import RASA, ROOT, python

    command = [str(python(RASA)), "-m", "bot.evaluation", *arguments]
    return subprocess.run(command, cwd=ROOT, check=False).returncode
