"""A record as plain text, 80 columns wide."""

from __future__ import annotations

import textwrap
from datetime import date
from typing import TYPE_CHECKING, Any

from bot.render.days import spoken

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from bot.render.record import Record

WIDTH = 80
_INDENT = "  "
_LINE = "_"


def as_text(made: Record, words: Mapping[str, str]) -> str:
    """The whole record. An address longer than a line stays in one piece.

    Args:
        made: a record.
        words: the labels, ``law.papers.words``.
    """
    lines = [f"{words['product']}: {made['title']}", "=" * WIDTH, ""]
    if made["emergency"]:
        lines += [*_wrapped(made["emergency"]), ""]
    lines += [*_wrapped(made["decided"]), "", words["outcome"].upper()]
    for each in (made["headline"], *made["summary"]):
        lines += [*_wrapped(each), ""]
    for section in made["sections"]:
        lines += [section["title"].upper(), *_wrapped(section["intro"])]
        draw = _DRAW[section["as"]]
        for item in section["items"]:
            lines += draw(item, words)
        lines.append("")
    lines += [f"{words['digest']}:", made["digest"], *_wrapped(words["digest_explained"]), ""]
    return "\n".join([*lines, *_wrapped(made["notice"])]) + "\n"


def _wrapped(text: str, first: str = "", rest: str | None = None) -> list[str]:
    found: list[str] = []
    for line in text.split("\n") if text else ():
        found += textwrap.wrap(
            line,
            WIDTH,
            initial_indent=first if not found or rest is None else rest,
            subsequent_indent=first if rest is None else rest,
            break_long_words=False,
            break_on_hyphens=False,
        )
    return found


def _pairs(item: Mapping[str, Any], _words: Mapping[str, str]) -> Iterator[str]:
    yield from _wrapped(f"{item['name']}: {item['value']}", "- ", _INDENT)


def _notes(item: Mapping[str, Any], _words: Mapping[str, str]) -> Iterator[str]:
    yield from _wrapped(_cited(item), "- ", _INDENT)


def _ticks(item: Mapping[str, Any], _words: Mapping[str, str]) -> Iterator[str]:
    yield from _wrapped(_cited(item), "[ ] ", " " * 4)


def _judgements(item: Mapping[str, Any], words: Mapping[str, str]) -> Iterator[str]:
    yield from _notes(item, words)
    for label in (words["in_my_judgement"], words["reasons"]):
        yield (f"{_INDENT}{label} ").ljust(WIDTH, _LINE)
    yield _INDENT.ljust(WIDTH, _LINE)


def _cited(item: Mapping[str, Any]) -> str:
    return f"{item['text']} ({item['provision']})" if item.get("provision") else str(item["text"])


def _blanks(item: Mapping[str, Any], _words: Mapping[str, str]) -> Iterator[str]:
    *before, last = _wrapped(f"{item['label']}:")
    yield from before
    yield f"{last} ".ljust(WIDTH, _LINE)
    yield from ["_" * WIDTH] * (item["lines"] - 1)


def _provisions(item: Mapping[str, Any], words: Mapping[str, str]) -> Iterator[str]:
    yield from _wrapped(f"{item['title']}: {item['status']}", "* ", _INDENT)
    yield from _wrapped(f"{item['provision']}, {item['read']}", _INDENT)
    yield f"{_INDENT}{item['url']}"
    yield from _wrapped(item["says"], _INDENT)
    for label, key in ((words["because"], "because"), (words["not_known"], "missing")):
        if item[key]:
            yield f"{_INDENT}{label}:"
        for each in item[key]:
            yield from _wrapped(each, f"{_INDENT}- ", _INDENT * 2)


def _quotes(item: Mapping[str, Any], words: Mapping[str, str]) -> Iterator[str]:
    source = item["source"]
    yield from _wrapped(f"“{item['text']}”", _INDENT * 2)
    where = words["quoted_from"].format(
        title=source["title"],
        publisher=source["publisher"],
        place=source["place"],
        day=spoken(date.fromisoformat(source["as_at"])),
    )
    yield from _wrapped(where, _INDENT)
    yield f"{_INDENT}{source['url']}"
    if item["beside"]:
        yield from _wrapped(words["beside"].format(text=item["beside"]), _INDENT)


def _contacts(item: Mapping[str, Any], _words: Mapping[str, str]) -> Iterator[str]:
    ways = ", ".join(item[way] for way in ("phone", "email") if item.get(way))
    yield from _wrapped(f"{item['name']}{': ' if ways else ''}{ways}", "- ", _INDENT)
    yield from _wrapped(item["when"], _INDENT)
    if item.get("url"):
        yield f"{_INDENT}{item['url']}"


_DRAW: dict[str, Callable[[Mapping[str, Any], Mapping[str, str]], Iterator[str]]] = {
    "blanks": _blanks,
    "contacts": _contacts,
    "judgements": _judgements,
    "notes": _notes,
    "pairs": _pairs,
    "provisions": _provisions,
    "quotes": _quotes,
    "ticks": _ticks,
}
