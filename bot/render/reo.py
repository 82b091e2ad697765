"""Runs of te reo Māori within English text, so that each is read out and printed as such."""

from __future__ import annotations

import functools
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


def runs(text: str, words: tuple[str, ...]) -> Iterator[tuple[str, bool]]:
    """The text in pieces that join to it again; true for a piece of te reo Māori.

    Args:
        text: a sentence of ours or of the guidance.
        words: words and names of te reo Māori, longest first; capitals make no difference.
    """
    at = 0
    for found in _pattern(words).finditer(text):
        if found.start() > at:
            yield text[at : found.start()], False
        yield found.group(), True
        at = found.end()
    if at < len(text):
        yield text[at:], False


@functools.lru_cache(maxsize=4)
def _pattern(words: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, words))})\b", re.IGNORECASE)
