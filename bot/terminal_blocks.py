"""Blocks as lines in a terminal."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from rich.markup import escape
from rich.padding import Padding
from rich.panel import Panel
from rich.text import Text

if TYPE_CHECKING:
    from collections.abc import Callable

    from rich.console import Console

    Block = dict[str, Any]


@dataclass(frozen=True)
class Choice:
    """A button: the question it stands under and its value."""

    question: str
    value: str


def draw(console: Console, block: Block) -> list[Choice]:
    """Print a block.

    Returns:
        The answers that it offers, numbered from 1 as printed.
    """
    drawing = _DRAW.get(block["type"])
    if drawing is None:
        return []
    return drawing(console, block) or []


def _text(console: Console, block: Block) -> None:
    console.print(Text(f"\n{block['text']}"))


def _notice(console: Console, block: Block) -> None:
    style = {"emergency": "bold white on red", "error": "bold"}.get(block["level"], "dim")
    if block["level"] == "emergency":
        console.print(Panel(Text(block["text"]), style=style))
    else:
        console.print(Text(f"\n{block['text']}", style=style))


def _question(console: Console, block: Block) -> list[Choice]:
    question, *hint = block["text"].split("\n")
    console.print(f"\n[bold]{escape(question)}[/]")
    for line in hint:
        console.print(Text(line))
    if block.get("why"):
        console.print(f"[dim]Why we ask: {escape(block['why'])}[/]")
    for number, option in enumerate(block["options"], 1):
        console.print(f"  [bold]{number}[/]  {escape(option['label'])}")
    return [Choice(block["fact"], option["value"]) for option in block["options"]]


def _facts(console: Console, block: Block) -> None:
    console.print("\n[dim]What I have understood:[/]")
    for item in block["items"]:
        console.print(f"[dim]  {escape(item['name'])}: {escape(item['label'])}[/]")


def _answer(console: Console, block: Block) -> None:
    """What to do comes before why: the person may have three minutes."""
    console.print(Panel(Text(block["headline"], style="bold"), expand=False))
    for line in block.get("summary", ()):
        console.print(Text(line))
    for title, key in (
        ("What only you can judge", "judgements"),
        ("What you have to do", "duties"),
        ("What to keep to", "limits"),
        ("How you are protected", "protections"),
    ):
        _section(console, title, [note["text"] for note in block.get(key, ())])
    for finding in block.get("findings", ()):
        if finding["gateway"] == block.get("lead"):
            _section(console, "Why", finding["because"] + finding["missing"], finding["provision"])
    changes = [change["text"] for change in block.get("would_change", ())]
    _section(console, "What would change this", changes)
    console.print(f"[dim]The law as at {escape(block['as_at'])}.[/]")


def _section(console: Console, title: str, lines: list[str], source: str = "") -> None:
    if not lines:
        return
    console.print(f"\n[bold]{title}[/] [dim]{escape(source)}[/]")
    for line in lines:
        console.print(Padding(Text(f"- {line}"), (0, 0, 0, 2)))


def _quote(console: Console, block: Block) -> None:
    source = block["source"]
    console.print(Padding(Text(f"“{block['text']}”", style="italic"), (1, 0, 0, 4)))
    console.print(
        Padding(Text(f"{source['publisher']}, {source['title']}", style="dim"), (0, 0, 0, 4))
    )


def _contacts(console: Console, block: Block) -> None:
    console.print()
    for item in block["items"]:
        ways = [item[way] for way in ("phone", "email") if item.get(way)]
        where = f": {', '.join(ways)}" if ways else ""
        console.print(f"[bold]{escape(item['name'] + where)}[/]  [dim]{escape(item['when'])}[/]")


def _record(console: Console, block: Block) -> None:
    """Its address in one line, and the messages that there are to copy on other channels."""
    line = Text(f"\nFor the file, until you leave: {block['url']}", style="dim")
    console.print(line, soft_wrap=True)  # an address is copied whole
    for letter in block.get("letters", ()):
        console.print(Text(f"  Message to copy: {letter['title']}", style="dim"))


_DRAW: dict[str, Callable[[Console, Block], list[Choice] | None]] = {
    "text": _text,
    "notice": _notice,
    "question": _question,
    "facts": _facts,
    "answer": _answer,
    "quote": _quote,
    "contacts": _contacts,
    "record": _record,
}
