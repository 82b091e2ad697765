"""How well is what is personal left out? Figures for a file of messages in which it is marked."""

from __future__ import annotations

import re
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
import yaml

from bot.privacy.kinds import PersonalKind
from bot.privacy.redact import left_out, redact

if TYPE_CHECKING:
    from collections.abc import Iterable

_WORD = re.compile(r"[^\W\d_]+(?:['\u2018\u2019][^\W\d_]+)*")


class NotMarked(ValueError):
    """The file is not a list of messages with what is personal in them."""


@dataclass
class Figures:
    """What was found in a file of messages.

    Attributes:
        messages: how many there are; ``with_any`` of them hold something personal.
        marked: how many things are marked, by kind.
        found: of these, those of which something was left out.
        whole: of these, those of which nothing is left.
        words: words outside what is marked; ``touched`` of them were left out.
        missed: what was not left out whole, with its message.
        wrongly: words that were left out and should not be, with their message.
        clean_touched: messages with nothing personal in which something was left out.
        milliseconds: of processor time that each message took.
    """

    messages: int = 0
    with_any: int = 0
    marked: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    whole: Counter[str] = field(default_factory=Counter)
    words: int = 0
    touched: int = 0
    clean_touched: int = 0
    missed: list[tuple[str, str]] = field(default_factory=list)
    wrongly: list[tuple[str, str]] = field(default_factory=list)
    milliseconds: list[float] = field(default_factory=list)

    def within(self, share: float) -> float:
        """In how many milliseconds this share of the messages was done; 0 without any."""
        ordered = sorted(self.milliseconds)
        return ordered[min(int(share * len(ordered)), len(ordered) - 1)] if ordered else 0.0

    def share(self, kinds: Iterable[str], of: Counter[str] | None = None) -> float:
        """The share found of what is marked of these kinds; 1.0 when nothing is."""
        kinds = tuple(kinds)
        marked = sum(self.marked[kind] for kind in kinds)
        return sum((of or self.found)[kind] for kind in kinds) / marked if marked else 1.0

    @property
    def names(self) -> float:
        """The share of names found."""
        return self.share([PersonalKind.NAME.value])

    @property
    def structured(self) -> float:
        """The share of all else that left nothing."""
        return self.share(
            [kind.value for kind in PersonalKind if kind is not PersonalKind.NAME], self.whole
        )

    @property
    def ordinary_touched(self) -> float:
        """The share of ordinary words that were left out."""
        return self.touched / self.words if self.words else 0.0


def read(path: Path) -> list[dict[str, Any]]:
    """The messages of a file.

    Raises:
        NotMarked: it is something else; says which entry.
    """
    entries = yaml.safe_load(path.read_text(encoding="utf-8"))
    if not isinstance(entries, list):
        raise NotMarked(f"{path}: a list of messages is needed.")
    for number, entry in enumerate(entries, 1):
        try:
            says, marks = entry["says"], entry["personal"]
            lost = [mark["text"] for mark in marks if mark["text"] not in says]
            kinds = [PersonalKind(mark["kind"]) for mark in marks]
        except (KeyError, TypeError, ValueError) as error:
            raise NotMarked(f"{path}, entry {number}: {error!r}") from None
        if lost or len(kinds) != len(marks):
            raise NotMarked(f"{path}, entry {number}: {lost} is not in the message.")
    return entries


def measure(entries: Iterable[dict[str, Any]]) -> Figures:
    """Leave out what is personal in each message, and compare with what is marked."""
    figures = Figures()
    redact("")  # the word lists are read with the first
    for entry in entries:
        began = time.process_time()
        redact(entry["says"])
        figures.milliseconds.append((time.process_time() - began) * 1000)
        _count(figures, entry["says"], entry["personal"])
    return figures


def _count(figures: Figures, says: str, marks: list[dict[str, str]]) -> None:
    gone = left_out(says)
    figures.messages += 1
    figures.with_any += bool(marks)
    figures.clean_touched += not marks and any(gone)
    personal = [False] * len(says)
    end = 0
    for mark in marks:
        start = says.find(mark["text"], end)
        start = start if start >= 0 else says.index(mark["text"])
        end = start + len(mark["text"])
        personal[start:end] = [True] * (end - start)
        hidden = [gone[i] for i in range(start, end) if says[i].isalnum()]
        figures.marked[mark["kind"]] += 1
        figures.found[mark["kind"]] += any(hidden)
        figures.whole[mark["kind"]] += all(hidden)
        if not all(hidden):
            figures.missed.append((mark["text"], says))
    for word in _WORD.finditer(says):
        if not any(personal[word.start() : word.end()]):
            figures.words += 1
            if any(gone[word.start() : word.end()]):
                figures.touched += 1
                figures.wrongly.append((word.group(), says))


def command(
    file: Annotated[Path, typer.Argument(help="Messages with what is personal in them marked.")],
    *,
    details: Annotated[bool, typer.Option("--details", help="List every fault.")] = False,
) -> None:
    """Say how well what tells who somebody is is left out of marked messages."""
    raise typer.Exit(evaluate(file, details=details))


def evaluate(path: Path, *, details: bool = False) -> int:
    """Print the figures of a file; 0 when it could be read, 2 when not."""
    try:
        figures = measure(read(path))
    except (NotMarked, OSError, yaml.YAMLError) as error:
        print(error)
        return 2
    for line in lines(figures):
        print(line)
    if details:
        for text, says in figures.missed:
            print(f"missed   {text!r} in {says!r}")
        for text, says in figures.wrongly:
            print(f"wrongly  {text!r} in {says!r}")
    return 0


def lines(figures: Figures) -> list[str]:
    """The figures as people read them."""
    said = [f"messages          {figures.messages}, {figures.with_any} with personal information"]
    for kind, marked in sorted(figures.marked.items()):
        found, whole = figures.found[kind], figures.whole[kind]
        said.append(f"{kind:<17} {found} of {marked} found, {whole} whole")
    clean = figures.messages - figures.with_any
    share = f"{figures.touched} of {figures.words} touched, {figures.ordinary_touched:.2%}"
    return [
        *said,
        f"names found       {figures.names:.1%}",
        f"all else, whole   {figures.structured:.1%}",
        f"ordinary words    {share}",
        f"nothing personal  {figures.clean_touched} of {clean} messages touched",
        f"a message, p50    {figures.within(0.5):.2f} ms of processor time",
        f"p95, the longest  {figures.within(0.95):.2f} ms, {figures.within(1.0):.2f} ms",
    ]
