"""Which situations moved from one outcome to another between two laws."""

from __future__ import annotations

import io
import subprocess
import tarfile
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from bot.law.errors import LawError
from bot.law.load import load_law
from bot.proof.ledger import MOVED_SHOWN
from bot.proof.node import shown
from bot.proof.outcomes import ROOT
from bot.proof.space import TOLD, Where, prove

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from bot.law.model import Law
    from bot.proof.space import Told

MOST_LINES = 40


class NoLawBefore(Exception):
    """The law of the last commit cannot be had or read; the message says why."""


def report(  # noqa: PLR0913  two laws, a day, and how much to walk
    old: Law,
    new: Law,
    day: date,
    processes: int = 1,
    *,
    told: Sequence[Told] = TOLD[:1],
    only: Sequence[tuple[str, str]] = (),
) -> list[str]:
    """One line for each pair of outcomes between which situations moved, the most first.

    Situations are those of the new law, as the old one has them; one that the old vocabulary
    cannot tell moved from "could not be told". Facts that only the old one had are not there.

    Args:
        old: the law before.
        new: the law after.
        day: the day of sharing.
        processes: how many to run.
        told: what is told before the first question.
        only: facts with one answer each, for a small part of the space.
    """
    where = Where(new, day, beside=old, told=tuple(told), only=tuple(only))
    ledger = prove(where, processes)
    found = sorted(ledger.moves.items(), key=lambda item: (-item[1].weight, item[0]))
    lines = []
    for (before, after), count in found[:MOST_LINES]:
        some = "; ".join(shown(raw) for raw in count.shown[:MOVED_SHOWN])
        lines.append(
            f"{count.weight:,} situations ({count.kinds:,} kinds) moved from [{before}] to "
            f"[{after}]; here are {len(count.shown)}: {some}"
        )
    if len(found) > MOST_LINES:
        lines.append(f"and {len(found) - MOST_LINES} more pairs of outcomes")
    return lines


def law_before(commit: str = "HEAD", root: Path = ROOT) -> Law:
    """The law as a commit has it, read with the present engine.

    Raises:
        NoLawBefore: there is no git, no such commit, or its files cannot be read any more.
    """
    command = ["git", "archive", "--format=tar", commit, "data/law"]
    try:
        made = subprocess.run(command, cwd=root, capture_output=True, check=True)
    except (OSError, subprocess.CalledProcessError) as error:
        raise NoLawBefore(f"git does not give the law of {commit}: {error}") from error
    with tempfile.TemporaryDirectory() as folder:
        with tarfile.open(fileobj=io.BytesIO(made.stdout)) as archive:
            archive.extractall(folder, filter="data")
        try:
            return load_law(Path(folder) / "data" / "law")
        except (LawError, KeyError, OSError) as error:
            raise NoLawBefore(f"the law of {commit} cannot be read any more: {error}") from error
