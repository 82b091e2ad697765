"""The conversations of tests/conversations, for whoever has them in a browser."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml

from bot.law.reading import WordsLoader

if TYPE_CHECKING:
    from bot.law.model import Law
    from tests.browser.ways import Mouse

FOLDER = Path(__file__).resolve().parents[1] / "conversations"


def telling(name: str) -> list[dict[str, Any]]:
    """The steps of the conversation with this name; it fails when there is none."""
    found: list[dict[str, Any]] = next(
        told["steps"]
        for file in sorted(FOLDER.glob("*.yml"))
        for told in yaml.load(file.read_text(encoding="utf-8"), WordsLoader)  # noqa: S506 it is safe
        if told["conversation"] == name
    )
    return found


def tell(way: Mouse, law: Law, name: str) -> None:
    """Have a conversation from its first words to its answer, in one of the ways."""
    asked = ""
    for step in telling(name):
        if "says" in step:
            way.say(step["says"])
        else:
            way.choose(asked, label(law, asked, step["presses"]))
        asked = next((each["question"] for each in step["bot"] if "question" in each), asked)


def label(law: Law, fact: str, value: str) -> str:
    """What stands on the button of an answer."""
    if value == "unknown":
        return law.wording["not_sure"]
    return law.facts[fact].options[value].label
