"""The edge cases of the law, E01 to E62, and our own: ``tests/law/edge_cases.yml``."""

from __future__ import annotations

import re
from collections import Counter
from typing import Any

import pytest

from bot.law.load import load_law
from tests.law.comparing import EDGES, of_an_edge_case, situations

LAW = load_law()
ABOUT = frozenset({"id", "title", "cites", "confidence", "facts", "also", "change"})
EXPECTED = frozenset(
    {"outcome", "not_outcome", "lead", "open", "closed", "undecided", "not_open", "not_closed"}
    | {"not_in_force", "elsewhere", "asks", "does_not_ask", "said", "not_said"}
    | {"explainer", "explainer_cites", "meeting"}
)
OWN_AT_LEAST = 10


@pytest.mark.parametrize(
    ("facts", "expected"),
    [pytest.param(facts, case, id=name) for name, facts, case in situations()],
)
def test_an_edge_case(facts: dict[str, str], expected: dict[str, Any]) -> None:
    """What must hold, holds; every difference is named at once."""
    assert not list(of_an_edge_case(LAW, facts, expected))


def test_every_edge_case_is_there_once() -> None:
    """E01 to E62 in order, then enough of our own."""
    ids = [entry["id"] for entry in EDGES]
    own = [name for name in ids if name.startswith("X")]

    assert ids[:62] == [f"E{number:02}" for number in range(1, 63)]
    assert ids[62:] == own
    assert len(own) >= OWN_AT_LEAST
    assert max(Counter(ids).values()) == 1


@pytest.mark.parametrize("entry", EDGES, ids=lambda entry: entry["id"])
def test_an_entry_can_be_read_and_checked(entry: dict[str, Any]) -> None:
    """It cites what it rests on, says how sure that is, expects something, and has no stray key."""
    assert re.fullmatch(r"(P\*?|G|S|M)((, | \+ )(P\*?|G|S|M))*", entry["confidence"])
    assert entry["title"]
    assert entry["cites"]
    for case in (entry, *entry.get("also", [])):
        assert set(case) <= ABOUT | EXPECTED
        assert EXPECTED.intersection(case)
