"""The turns that are timed: one person's conversation, as typed, over and over."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

EXAMPLE = (
    "I teach year 3 and I'm worried one of my kids isn't being fed at home. "
    "can I tell the practice nurse?"
)
ROUND = (
    EXAMPLE,
    "why do you ask?",
    "no",
    "to reduce the risk",
    "sorry I meant police",
    "no",
    "what does the guidance say about trust?",
    "start again",
)
"""An opening, an interruption, answers, a correction, the whole answer, a quote, a reset."""


def turns(count: int) -> Iterator[str]:
    """The first ``count`` messages of the endless conversation."""
    return itertools.islice(itertools.cycle(ROUND), count)
