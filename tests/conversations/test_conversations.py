"""Whole conversations: what a person says or presses, and the blocks that come back.

A step has ``says`` (typed) or ``presses`` (the value of a button of the open question, or
``{question: fact, value: v}``), and ``bot``: what must be among the blocks of the reply, in this
order. What each kind of expectation means stands in ``EXPECTATIONS``.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

import pytest
import yaml

from bot.law.load import load_law
from bot.law.reading import WordsLoader

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.conversations.conftest import Conversation

Block = dict[str, Any]
FOLDER = Path(__file__).parent
CONVERSATIONS = [
    pytest.param(told, id=f"{file.stem}: {told['conversation']}")
    for file in sorted(FOLDER.glob("*.yml"))
    for told in yaml.load(file.read_text(encoding="utf-8"), WordsLoader)  # noqa: S506 it is safe
]
AT_LEAST = 25
GATEWAYS = {gateway.id for gateway in load_law().gateways}


class Driver(Protocol):
    """A person in some channel."""

    def say(self, text: str) -> None:
        """Type something."""

    def press(self, value: str, question: str | None = None) -> None:
        """Press a button: of the open question, or of another one."""


def is_text(block: Block, words: str) -> bool:
    """A text block that has these words."""
    return block["type"] == "text" and words in block["text"]


def is_notice(block: Block, level: str) -> bool:
    """A notice of this level; an emergency names 111."""
    if block["type"] != "notice" or block["level"] != level:
        return False
    return level != "emergency" or "111" in block["text"]


def is_question(block: Block, fact: str) -> bool:
    """The question of this fact, with its reason, and *not sure* among its buttons."""
    return (
        block["type"] == "question"
        and block["fact"] == fact
        and bool(block["why"])
        and "unknown" in {option["value"] for option in block["options"]}
    )


def is_facts(block: Block, facts: dict[str, str]) -> bool:
    """Chips that show these facts; a value of "absent" means that there is no chip."""
    if block["type"] != "facts":
        return False
    shown = {item["fact"]: item["value"] for item in block["items"]}
    return all(shown.get(fact, "absent") == value for fact, value in facts.items())


def is_quote(block: Block, words: str) -> bool:
    """A quotation with these words, and its source."""
    return block["type"] == "quote" and words in block["text"] and bool(block["source"]["url"])


def is_contacts(block: Block, phone: str) -> bool:
    """People to ring, this number among them."""
    return block["type"] == "contacts" and phone in {item.get("phone") for item in block["items"]}


def is_answer(block: Block, wanted: dict[str, Any]) -> bool:
    """An answer with this outcome and lead; gateways by status; provisions and words in it."""
    if block["type"] != "answer":
        return False
    for key in ("outcome", "lead"):
        if key in wanted and block[key] != wanted[key]:
            return False
    status = {finding["gateway"]: finding["status"] for finding in block["findings"]}
    for kind in ("open", "closed", "undecided"):
        for gateway in wanted.get(kind, ()):
            assert gateway in GATEWAYS, f"no gateway is called {gateway}"
            # What goes along with a route is left out of an answer while it is closed.
            if status.get(gateway, "closed") != kind:
                return False
    for key in ("duties", "limits", "judgements", "protections"):
        cited = " ".join(note["provision"] for note in block[key])
        if any(provision not in cited for provision in wanted.get(key, ())):
            return False
    return wanted.get("says", "") in block["headline"]


EXPECTATIONS: dict[str, Callable[[Block, Any], bool]] = {
    "text": is_text,
    "notice": is_notice,
    "question": is_question,
    "facts": is_facts,
    "quote": is_quote,
    "contacts": is_contacts,
    "answer": is_answer,
}


@pytest.mark.parametrize("told", CONVERSATIONS)
def test_a_conversation(conversation: Conversation, told: dict[str, Any]) -> None:
    """Each step's reply has what the file says, and nothing that it rules out."""
    for number, step in enumerate(told["steps"], 1):
        take(conversation, step)

        where = f"step {number}: {step.get('says', step.get('presses'))}"
        assert conversation.status == int(step.get("status", 200)), (where, conversation.blocks)
        check(where, conversation.blocks, step)

    if "asks_at_most" in told:
        assert len(set(conversation.asked)) <= told["asks_at_most"], conversation.asked


def take(conversation: Driver, step: dict[str, Any]) -> None:
    """Say or press what the step says."""
    if "says" in step:
        conversation.say(step["says"])
    elif isinstance(step["presses"], dict):
        conversation.press(step["presses"]["value"], step["presses"]["question"])
    else:
        conversation.press(step["presses"])


def check(where: str, blocks: list[Block], step: dict[str, Any]) -> None:
    """Find each expectation among the blocks, in order; and none of what must not be there."""
    rest = iter(blocks)
    for expected in step["bot"]:
        ((kind, wanted),) = expected.items()
        found = any(EXPECTATIONS[kind](block, wanted) for block in rest)
        assert found, f"{where}\nwanted {expected}\nin {blocks}"
    for unwanted in step.get("not", ()):
        ((kind, wanted),) = unwanted.items()
        found = any(EXPECTATIONS[kind](block, wanted) for block in blocks)
        assert not found, f"{where}\ndid not want {unwanted}\nin {blocks}"
    if step.get("first"):
        ((kind, wanted),) = step["first"].items()
        assert EXPECTATIONS[kind](blocks[0], wanted), f"{where}\nfirst was {blocks[0]}"


def test_there_are_enough_conversations() -> None:
    """An empty folder would pass every test above."""
    assert len(CONVERSATIONS) >= AT_LEAST
