"""Slips of the finger: swapped, lost, doubled or neighbouring letters, the same in every run.

Copies of training messages with slips teach what is left when words were not put right; the same
slips, on messages that training never saw, measure it (``bot.evaluation``).
"""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
LEAST_LETTERS = 3
EITHER = 0.5
SWAPPED, LOST, DOUBLED, BESIDE = range(4)


def mistyped(texts: Iterable[str], seed: int) -> Iterator[str]:
    """The texts, each with one slip or two."""
    dice = random.Random(seed)  # noqa: S311 - the same slips in every run
    for text in texts:
        once = _slipped(text, dice)
        yield _slipped(once, dice) if dice.random() < EITHER else once


def _slipped(text: str, dice: random.Random) -> str:
    letters = [at for at, letter in enumerate(text) if letter.isalpha()]
    if len(letters) < LEAST_LETTERS:
        return text
    at, kind = dice.choice(letters), dice.choice((SWAPPED, LOST, DOUBLED, BESIDE))
    if kind == SWAPPED and text[at + 1 : at + 2].isalpha():
        return text[:at] + text[at + 1] + text[at] + text[at + 2 :]
    if kind == LOST:
        return text[:at] + text[at + 1 :]
    if kind == DOUBLED:
        return text[:at] + text[at] + text[at:]
    return text[:at] + _beside(text[at], dice) + text[at + 1 :]


def _beside(letter: str, dice: random.Random) -> str:
    """A letter next to this one on the keyboard; itself where there is none."""
    row = next((row for row in ROWS if letter.lower() in row), "")
    at = row.find(letter.lower())
    near = [row[place] for place in (at - 1, at + 1) if row and 0 <= place < len(row)]
    return dice.choice(near or [letter])
