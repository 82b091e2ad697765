"""What a person can read: of blocks, and of the messages in Teams that should show them.

Apart from the code that draws cards, so that words which that forgets are missed here.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

Block = dict[str, Any]

UNSEEN = {
    *("type", "id", "fact", "value", "url", "gateway", "effect", "level", "digest", "expires"),
    *("answer_id", "lead", "changeable", "free_text", "elsewhere"),
    *("outcome", "status", "as_at"),  # in words of our own: badges, and a day as it is said
}
"""Fields of blocks that are for machines. Every other one has to be read in Teams, too."""
_ESCAPED = re.compile(r"\\([^\w\s])")
_LINK = re.compile(r"\[((?:[^\[\]\\]|\\.)*)\]\([^)]*\)")


def of_blocks(found: Any) -> Iterator[str]:
    """Each sentence of blocks, a line at a time."""
    if isinstance(found, dict):
        for name, each in found.items():
            if name not in UNSEEN:
                yield from of_blocks(each)
    elif isinstance(found, list):
        for each in found:
            yield from of_blocks(each)
    elif isinstance(found, str):
        yield from (line for line in map(plain, found.splitlines()) if line)


def as_shown(block: Block, *, is_short: bool) -> Block:
    """A block as every channel shows it.

    An answer's first law is told by what it says, and by its title only where it says nothing.

    Args:
        block: any.
        is_short: there was no room for all, so that other laws are listed in few words or not.
    """
    if block["type"] != "answer":
        return block
    first = [each for each in block["findings"] if each["gateway"] == block.get("lead")]
    others = [] if is_short else [each for each in block["findings"] if each not in first]
    told = [{**each, "title": each.get("says") or each["title"]} for each in first]
    return {**block, "findings": told + others}


def of_messages(found: Any) -> str:
    """All that messages show or unfold, as one line."""
    return plain(" ".join(_shown(found)))


def _shown(found: Any) -> Iterator[str]:
    if isinstance(found, dict):
        for name, each in found.items():
            if name in {"text", "title", "label"} and isinstance(each, str):
                unlinked = each
                while (inner := _LINK.sub(r"\1", unlinked)) != unlinked:
                    unlinked = inner
                yield _ESCAPED.sub(r"\1", unlinked.replace("**", ""))
            elif name not in {"fallbackText", "speak", "summary"}:
                yield from _shown(each)
    elif isinstance(found, list):
        for each in found:
            yield from _shown(each)


def plain(words: str) -> str:
    """On one line, with single spaces."""
    return " ".join(words.replace("\u200b", "").split())
