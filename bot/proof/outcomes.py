"""The outcomes of all situations, kept beside the tests so that none can change unseen."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import yaml

from bot.proof.node import shown

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.proof.ledger import Ledger

ROOT = Path(__file__).resolve().parents[2]
KEPT = ROOT / "tests" / "proof" / "outcomes.yml"
DAY = date(2026, 11, 22)
"""The day of sharing that the kept outcomes are for; the sweep over dates looks at others."""
HEAD = """\
# What all situations come to: written by `python -m bot.proof accept`, never by hand.
# situations: how many, with every role by its own name. such as: one of them, in order of telling.
# mark: a sum over all of them, of their answers and of what became of each gateway. If it changes
# and the number does not, some changed places, or a gateway that goes along opened or closed.
"""


@dataclass(frozen=True)
class Kept:
    """One outcome as it is kept."""

    situations: int
    mark: str
    such_as: str


def outcomes(ledger: Ledger) -> dict[str, Kept]:
    """The outcomes of a ledger, in order of their names."""
    return {
        str(label): Kept(count.weight, f"{count.mark:032x}", shown(count.shown[0]))
        for label, count in sorted(ledger.outcomes.items())
    }


def write(found: Mapping[str, Kept], path: Path = KEPT) -> None:
    """Keep them."""
    lines = [
        f'"{name}":\n  situations: {kept.situations}\n  mark: "{kept.mark}"\n'
        f'  such as: "{kept.such_as}"\n'
        for name, kept in found.items()
    ]
    path.write_text(HEAD + "".join(lines), encoding="utf-8")


def read(path: Path = KEPT) -> dict[str, Kept]:
    """Those that were kept; none where there is no file yet."""
    if not path.is_file():
        return {}
    found = yaml.safe_load(path.read_text(encoding="utf-8")) or {}
    return {
        name: Kept(int(one["situations"]), str(one["mark"]), str(one["such as"]))
        for name, one in found.items()
    }


def differences(was: Mapping[str, Kept], is_now: Mapping[str, Kept]) -> list[str]:
    """What changed by outcome, for when it cannot be said which situations moved."""
    lines = []
    for name in sorted({*was, *is_now}):
        old, new = was.get(name), is_now.get(name)
        if old is None and new is not None:
            lines.append(f"new: {name}, {new.situations:,}, such as {new.such_as}")
        elif new is None and old is not None:
            lines.append(f"gone: {name}, {old.situations:,}, such as {old.such_as}")
        elif old and new and old.situations != new.situations:
            lines.append(
                f"{name}: {old.situations:,} situations are now {new.situations:,}, "
                f"such as {new.such_as}; it was kept with {old.such_as}"
            )
        elif old and new and old.mark != new.mark:
            lines.append(
                f"{name}: as many situations as before, but others, or a gateway that goes along "
                f"changed in them, such as {new.such_as}"
            )
    return lines
