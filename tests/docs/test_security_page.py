"""The page of threats: each has the test that shows what stands before it."""

from __future__ import annotations

import ast
import re
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs" / "security.md").read_text(encoding="utf-8")
ROWS = re.findall(r"^\| ([STRIDE]) \| (.+?) \| (.+) \| (.+) \|$", PAGE, re.MULTILINE)
TEST = re.compile(r"`(tests/[\w/]+\.py)::(test_\w+)`")


@cache
def names_in(file: str) -> frozenset[str]:
    """The names of the tests of a file."""
    tree = ast.parse((ROOT / file).read_text(encoding="utf-8"))
    functions = (ast.FunctionDef, ast.AsyncFunctionDef)
    return frozenset(node.name for node in ast.walk(tree) if isinstance(node, functions))


def test_every_row_of_the_page_is_looked_at() -> None:
    """A row of another form would not be checked."""
    rows = [line for line in PAGE.splitlines() if line.startswith("| ") and "threat" not in line]
    assert len(rows) == len(ROWS) > 30
    assert {row[0] for row in ROWS} == set("STRIDE")


@pytest.mark.parametrize(("threat", "tests"), [(row[1], row[3]) for row in ROWS])
def test_each_threat_has_a_test_that_there_is(threat: str, tests: str) -> None:
    """By its name, in its file."""
    named = TEST.findall(tests)

    assert named, f"{threat}: no test"
    assert [name for file, name in named if name not in names_in(file)] == []
