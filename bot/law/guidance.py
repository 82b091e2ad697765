"""Read a page of guidance: front matter about the passages, then their words, verbatim."""

from __future__ import annotations

import hashlib
import re
from typing import TYPE_CHECKING

from bot.law import building
from bot.law.errors import LawError, UnknownName
from bot.law.reading import Block, read_block, read_text
from bot.law.texts import Passage, Source

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from bot.law.vocabulary import Fact, Role

_PARTS = re.compile(r"\A---\n(?P<head>.*?)\n---\n(?P<body>.*)\Z", re.DOTALL)
_PASSAGE = re.compile(r"^## (?P<id>\S+)\n(?P<text>.*?)(?=^## |\Z)", re.MULTILINE | re.DOTALL)
_LIST_MARK = "• "


def passages(
    path: Path,
    schema: Path,
    sources: Mapping[str, Source],
    facts: Mapping[str, Fact],
    roles: Mapping[str, Role],
) -> Iterator[Passage]:
    """The passages of one page, in the page's order.

    Raises:
        LawError: the words are not those of the source any more (checksum), or the front matter
            and the words do not name the same passages.
    """
    file = f"guidance/{path.name}"
    text = read_text(path, file)
    parts = _PARTS.match(text)
    if parts is None:
        raise LawError(f"{file}:1", "expected front matter between two lines of '---'.")
    head = read_block(parts["head"], file, schema, first_line=2)
    if head["source"] not in sources:
        raise UnknownName(f"{file}:{head.lines['source']}", "source", head["source"], sources)
    words = {
        found["id"]: " ".join(found["text"].split()) for found in _PASSAGE.finditer(parts["body"])
    }
    _same_passages(file, head, words)
    _unaltered(file, head, words)
    for block in head["passages"]:
        requires = block.get("requires")
        yield Passage(
            id=block["id"],
            text=words[block["id"]].removeprefix(_LIST_MARK),
            place=block["place"],
            source=sources[head["source"]],
            topics=tuple(block.get("topics", ())),
            requires=building.condition(requires, file, facts, roles) if requires else None,
            beside=block.get("beside", ""),
            lead_in=_lead_in(file, block, words),
        )


def _lead_in(file: str, block: Block, words: Mapping[str, str]) -> str:
    """The words that open the list which the passage is a point of, or nothing."""
    name = block.get("lead_in")
    if name and name not in words:
        raise UnknownName(f"{file}:{block.lines['lead_in']}", "passage", name, words)
    return words[name] if name else ""


def _same_passages(file: str, head: Block, words: Mapping[str, str]) -> None:
    named = [block["id"] for block in head["passages"]]
    if named != list(words):
        strange = set(named) ^ set(words)
        what = f"'{min(strange)}' stands in one of them only" if strange else "orders differ"
        raise LawError(f"{file}:1", f"front matter and words name different passages: {what}.")


def _unaltered(file: str, head: Block, words: Mapping[str, str]) -> None:
    digest = hashlib.sha256(" ".join(words.values()).encode()).hexdigest()
    if digest != head["sha256"]:
        raise LawError(
            f"{file}:{head.lines['sha256']}",
            "the words below are not the words of the source any more. Quotes are exact: put the "
            "words back, or, where the source itself was published anew, read it again and set "
            f"sha256 to {digest}.",
        )
