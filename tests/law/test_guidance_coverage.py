"""Nothing that the guidance says is lost: it is quoted, learnt as an answer, or not needed.

How a question finds a passage is the search's: bot/nlu/guidance_search.py.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from bot.law.load import DATA_LAW, load_law
from bot.law.reading import read_block
from bot.render.blocks import quotes

if TYPE_CHECKING:
    from bot.law.texts import Passage

LAW = load_law()
FILE = "guidance-coverage.yml"
ON_A_LIST = {"recipient": "practice-nurse"}
"""Facts on which a passage may be shown that not everybody may see."""
SENTENCE = re.compile(r"[A-Z].*\w \w+.*\.")


def not_needed() -> dict[str, str]:
    """The passages that the file lists, with its reason for each."""
    schema = DATA_LAW / "schema" / "guidance-coverage.schema.json"
    listed = read_block((DATA_LAW / FILE).read_text(encoding="utf-8"), FILE, schema)["not_needed"]
    ids = [entry["id"] for entry in listed]
    assert len(set(ids)) == len(ids)
    return {entry["id"]: entry["why"] for entry in listed}


def may_answer(passage: Passage) -> bool:
    """Whether the search learns the passage, and it may be shown to one who asks."""
    return bool(passage.topics) and bool(quotes(LAW, ON_A_LIST, [passage.id]))


def covered() -> set[str]:
    """Passages that a gateway quotes or that may answer, and words that open a list of such."""
    named = {name for gateway in LAW.gateways for name in gateway.quotes}
    named |= {name for name, passage in LAW.passages.items() if may_answer(passage)}
    opening = {LAW.passages[name].lead_in for name in named} - {""}
    return named | {passage.id for passage in LAW.passages.values() if passage.text in opening}


def test_no_passage_is_lost() -> None:
    """Each is quoted, may answer a question, or is listed with the reason why it is not needed."""
    assert set(LAW.passages) - covered() - set(not_needed()) == set()


def test_nothing_is_listed_that_is_shown_or_gone() -> None:
    """A reason stays only as long as it is one."""
    assert set(not_needed()) <= set(LAW.passages) - covered()


@pytest.mark.parametrize("reason", not_needed().values(), ids=not_needed())
def test_each_reason_is_a_sentence(reason: str) -> None:
    """Whoever reads the list learns why."""
    assert SENTENCE.fullmatch(reason)


@pytest.mark.parametrize("reason", ["not needed", "Title.", ""])
def test_the_rule_on_reasons_sees(reason: str) -> None:
    """The rule itself: a word or a half is no reason."""
    assert not SENTENCE.fullmatch(reason)
