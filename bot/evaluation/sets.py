"""The held-out sets, and slips put into them."""

from __future__ import annotations

import random
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

HELD_OUT = Path(__file__).resolve().parents[2] / "tests" / "held_out"
ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
SEED = 7
LEAST_LETTERS = 3


@dataclass(frozen=True)
class Question:
    """A question and what answers it; nothing where nothing here does."""

    asks: str
    answers: tuple[str, ...]


def by_intent(name: str) -> list[tuple[str, str]]:
    """Messages and their intents, of ``turns.yml`` or ``choosing.yml``."""
    return [(str(text), intent) for intent, texts in _read(name).items() for text in texts]


def crises() -> dict[str, list[str]]:
    """Crisis, hostile and ordinary messages by kind."""
    return {kind: [str(text) for text in texts] for kind, texts in _read("crisis.yml").items()}


def openings() -> list[tuple[str, dict[str, str]]]:
    """First messages and the facts that each states; ``|`` stands between two fair readings."""
    return [(one["says"], dict(one["facts"])) for one in _read("openings.yml")]


def questions(name: str) -> list[Question]:
    """Questions, of ``questions.yml`` or ``questions_for_choosing.yml``."""
    return [Question(one["asks"], tuple(one["answers"])) for one in _read(name)]


def mistyped(texts: list[str]) -> list[str]:
    """The texts with one or two slips each: swapped, lost, doubled or neighbouring letters."""
    dice = random.Random(SEED)  # noqa: S311 - the same slips in every run
    return [_slipped(_slipped(text, dice), dice) if dice.random() < 0.5 else _slipped(text, dice) for text in texts]  # noqa: E501, PLR2004


def _slipped(text: str, dice: random.Random) -> str:
    letters = [at for at, letter in enumerate(text) if letter.isalpha()]
    if len(letters) < LEAST_LETTERS:
        return text
    at, kind = dice.choice(letters), dice.randrange(4)
    if kind == 0 and text[at + 1 : at + 2].isalpha():
        return text[:at] + text[at + 1] + text[at] + text[at + 2 :]
    if kind == 1:
        return text[:at] + text[at + 1 :]
    if kind == 2:  # noqa: PLR2004 - the third of four kinds
        return text[:at] + text[at] + text[at:]
    return text[:at] + _beside(text[at], dice) + text[at + 1 :]


def _beside(letter: str, dice: random.Random) -> str:
    """A letter next to this one on the keyboard."""
    row = next((row for row in ROWS if letter.lower() in row), "")
    at = row.find(letter.lower())
    near = [row[place] for place in (at - 1, at + 1) if row and 0 <= place < len(row)]
    return dice.choice(near or [letter])


def _read(name: str) -> Any:
    return yaml.load((HELD_OUT / name).read_text("utf-8"), Loader=yaml.BaseLoader)  # noqa: S506 - strings only
