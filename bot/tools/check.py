"""``check``: is all of the law data right, and are Rasa's files?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.markup import escape
from rich.table import Table

from bot.law.errors import LawError
from bot.law.load import load_law
from bot.tools import console
from bot.tools.sound import Checked, checks

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path


def check(folder: Path, today: date) -> int:
    """Print a row for each check, and every fault below; 0 if there is none, else 1."""
    try:
        law = load_law(folder)
    except LawError as error:
        console.print_law_error(error, folder)
        console.err().print("1 fault. Nothing else was looked at, since the rest rests on it.")
        return console.NO
    files = sum(1 for path in folder.rglob("*") if path.suffix in {".yml", ".md"})
    rows = [Checked("files, names, schemas", f"{files} files", ()), *checks(law, today)]
    _print(rows)
    faults = [fault for row in rows for fault in row.faults]
    for fault in faults:
        console.err().print(f"  {escape(fault)}", soft_wrap=True)
    said = console.count(len(faults), "fault")
    console.out().print(f"{said}. Law {law.digest[:12]}, read as at {law.as_at} or later.")
    return console.NO if faults else console.YES


def _print(rows: list[Checked]) -> None:
    table = Table("check", "looked at", "result", box=None, header_style="bold", pad_edge=False)
    for row in rows:
        faults = console.count(len(row.faults), "fault")
        fine = f"[red]{faults}[/red]" if row.faults else "[green]right[/green]"
        table.add_row(row.what, row.looked_at, fine)
    console.out().print(table)
