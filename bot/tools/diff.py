"""``diff``: what moved in the law since a revision, in words."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from rich.markup import escape

from bot.law.load import load_law
from bot.proof.moves import report
from bot.tools import console, given
from bot.tools.moves import moves
from bot.tools.revision import law_at

if TYPE_CHECKING:
    from pathlib import Path


def diff(rev: str, folder: Path, *, situations: bool = False) -> None:
    """Print what differs between the law at a revision and the law files now.

    Args:
        rev: a revision of git.
        folder: the law files now.
        situations: also walk all situations, and say how many moved from one outcome to another.

    Raises:
        WrongUse: git has no such revision, or no law files in it.
        LawError: the law files, then or now, cannot be read.
    """
    old, new = law_at(rev, folder), load_law(folder)
    out = console.out()
    out.print(f"[dim]law {old.digest[:12]} at {escape(rev)}, {new.digest[:12]} now[/dim]")
    if old.digest == new.digest:
        out.print("Nothing differs.")
        return
    said = list(moves(old, new))
    if situations:
        said += report(old, new, given.today(), processes=os.cpu_count() or 1)
    for line in said or ["The files differ, and what they say does not: layout or comments."]:
        out.print(escape(line), soft_wrap=True)
