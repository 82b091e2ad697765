"""``python -m bot.evaluation``: print the figures, and what the last run had."""

from __future__ import annotations

import argparse
import json
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from bot.model_digest import ForeignModel, check_digest
from bot.rasa import quiet
from bot.rasa.settings import CannotStart, newest_model

if TYPE_CHECKING:
    from collections.abc import Mapping

ROOT = Path(__file__).resolve().parents[2]
LAST, PICTURE = "evaluation.json", "confusion.svg"


def main() -> int:
    """Measure; with ``--choose`` choose the bands first; with ``--peers`` train others as well."""
    parser = argparse.ArgumentParser(prog="python -m bot evaluate", description=__doc__)
    parser.add_argument("--choose", action="store_true", help="choose data/bands.yml and end")
    parser.add_argument("--peers", action="store_true", help="train DIET and plain counts beside")
    parser.add_argument("--banking77", type=Path, help="folder with train_10/ and test/ of it")
    given = parser.parse_args()
    quiet.settle()
    if given.banking77:
        from bot.evaluation import banking  # noqa: PLC0415 - each way imports what it needs

        return _print(banking.figures(given.banking77), {})
    try:
        model = newest_model(ROOT / "models")
        check_digest(model)
    except (CannotStart, ForeignModel) as error:
        print(error, file=sys.stderr)
        return 1
    from bot.evaluation.listener import Listener  # noqa: PLC0415 - takes seconds

    listener = Listener(model)
    if given.choose:
        from bot.evaluation import choose  # noqa: PLC0415 - as above

        text = choose.choose(listener)
        choose.write(text)
        print(text)
        return 0
    return _measure(listener, peers=given.peers)


def _measure(listener: object, *, peers: bool) -> int:
    from bot.evaluation import figures, picture  # noqa: PLC0415 - scikit-learn takes a second

    state = Path(os.environ.get("SAFE_TO_SHARE_STATE") or ROOT / ".state")
    state.mkdir(parents=True, exist_ok=True)
    found, truth, guessed = figures.intents(listener)  # type: ignore[arg-type]  # a Listener
    for each in (figures.facts, figures.asked, figures.guidance, figures.crises):
        found |= each(listener)  # type: ignore[arg-type]  # a Listener
    found["understanding, ms of processor time a message"] = listener.cpu_ms  # type: ignore[attr-defined]
    picture.draw(truth, guessed, state / PICTURE)
    if peers:
        from bot.evaluation import peers as others  # noqa: PLC0415 - TensorFlow takes seconds

        found |= others.figures()
    last = state / LAST
    before = json.loads(last.read_text("utf-8")) if last.exists() else {}
    last.write_text(json.dumps(found, indent=1), "utf-8")
    print(f"Confusions of intents, as a picture: {state / PICTURE}")
    return _print(found, before)


def _print(found: Mapping[str, float], before: Mapping[str, float]) -> int:
    for name, value in found.items():
        moved = f"{value - before[name]:+8.3f}" if name in before else ""
        print(f"{name:<52}{value:>9.3f}{moved}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
