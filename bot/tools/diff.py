"""``diff``: what moved in the law since a revision, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.markup import escape

from bot.law.load import load_law
from bot.tools import console
from bot.tools.moves import moves
from bot.tools.revision import law_at

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from bot.law.model import Law

REPORTS: tuple[Callable[[Law, Law], Iterable[str]], ...] = (moves,)
"""Each says in sentences what differs between the old law and the new; one more goes in here."""


def diff(rev: str, folder: Path) -> None:
    """Print what differs between the law at a revision and the law files now.

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
    said = [line for report in REPORTS for line in report(old, new)]
    for line in said or ["The files differ, and what they say does not: layout or comments."]:
        out.print(escape(line), soft_wrap=True)
