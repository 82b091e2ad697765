"""The held-out sets, and slips put into them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from bot.nlu.slips import mistyped

HELD_OUT = Path(__file__).resolve().parents[2] / "tests" / "held_out"
SEED = 7


@dataclass(frozen=True)
class Asked:
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


def questions(name: str) -> list[Asked]:
    """Questions, of ``questions.yml`` or ``questions_for_choosing.yml``."""
    return [Asked(one["asks"], tuple(one["answers"])) for one in _read(name)]


def with_slips(texts: list[str], draw: int = 0) -> list[str]:
    """The texts with one or two slips each; other slips in another draw."""
    return list(mistyped(texts, SEED + draw))


def _read(name: str) -> Any:
    return yaml.load((HELD_OUT / name).read_text("utf-8"), Loader=yaml.BaseLoader)  # noqa: S506 - strings only
