"""Print to the person at the terminal, and end with the right status."""

from __future__ import annotations

import re
from contextlib import contextmanager
from typing import TYPE_CHECKING

import typer
from rich.console import Console
from rich.markup import escape

from bot.install import ROOT
from bot.law.errors import Contradiction, LawError, NoLawInForce, UnknownAnswer

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

YES, NO, WRONG_USE, MORE_NEEDED = 0, 1, 2, 3
"""Exit statuses: yes or done, no or failed, could not be answered, more facts needed."""

_HINT = re.compile(r"(?= Did you mean | Allowed: )")


class WrongUse(ValueError):
    """The command was given something that it cannot use; the message says what to do."""


def out(*, width: int | None = None) -> Console:
    """Standard output; plain where it is no terminal."""
    return Console(highlight=False, width=width, soft_wrap=False)


def err() -> Console:
    """Standard error."""
    return Console(stderr=True, highlight=False)


def count(number: int, thing: str) -> str:
    """A number of things, in the plural where it has to be."""
    return f"{number} {thing}" if number == 1 else f"{number} {thing}s"


def print_law_error(error: LawError, folder: Path) -> None:
    """Where it is wrong as ``file:line``, on lines of their own the reason and the hints."""
    where, _, problem = str(error).partition(": ")
    reason, *hints = (part.strip() for part in _HINT.split(problem))
    shown = folder.relative_to(ROOT) if folder.is_relative_to(ROOT) else folder
    err().print(f"[bold]{escape(str(shown / where))}[/bold]", soft_wrap=True)
    for line in (reason, *hints):
        err().print(f"  {escape(line)}", soft_wrap=True)


@contextmanager
def wrong_use(command: str, folder: Path) -> Iterator[None]:
    """End with status 2 where a question cannot be answered, saying why in one line.

    Raises:
        typer.Exit: the facts, the day, a name or the law files are wrong.
    """
    try:
        yield
    except LawError as error:
        print_law_error(error, folder)
        raise typer.Exit(WRONG_USE) from error
    except (WrongUse, UnknownAnswer, Contradiction, NoLawInForce) as error:
        err().print(f"{command}: {escape(str(error))}", soft_wrap=True)
        raise typer.Exit(WRONG_USE) from error
