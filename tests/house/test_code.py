"""The house's rules for code: small, named for what it does, pure where it says so."""

from __future__ import annotations

import ast
import re
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parents[2]
CODE = sorted(path for top in ("bot", "actions") for path in (ROOT / top).rglob("*.py"))
ALL_CODE = sorted(
    path for top in ("bot", "actions", "tests") for path in (ROOT / top).rglob("*.py")
)
PURE = sorted(
    path
    for room in ("law", "render", "safety", "privacy")
    for path in (ROOT / "bot" / room).rglob("*.py")
)
LINES_OF_A_FILE = 250
LINES_OF_A_FUNCTION = 40
NAMES_THAT_SAY_NOTHING = {"utils", "helpers", "common", "constants"}
OUTSIDE = {"time", "os", "socket", "urllib", "http", "subprocess", "random", "secrets", "httpx"}
CLOCK = {"now", "today", "utcnow", "fromtimestamp"}
DAYS = {"date", "datetime"}


def named(path: Path) -> str:
    """A file's name from the root, for messages."""
    return path.relative_to(ROOT).as_posix()


def functions(tree: ast.AST) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    """Every function and method of a module."""
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def last(node: ast.AST) -> str:
    """The last name of a dotted one: ``date`` for both ``date`` and ``datetime.date``."""
    return node.attr if isinstance(node, ast.Attribute) else getattr(node, "id", "")


def impurities(source: str) -> list[str]:
    """What in a module reaches for the clock, the environment or the network."""
    found = []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            modules = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            modules = [node.module or ""]
        else:
            modules = []
        found += [f"imports {name}" for name in modules if name.split(".")[0] in OUTSIDE]
        if isinstance(node, ast.Attribute) and node.attr in CLOCK and last(node.value) in DAYS:
            found.append(f"asks for .{node.attr}")
    return found


def test_files_are_small() -> None:
    """A file of more than 250 lines has more than one reason to change."""
    long = {
        named(path): lines
        for path in ALL_CODE
        if (lines := len(path.read_text(encoding="utf-8").splitlines())) > LINES_OF_A_FILE
    }

    assert not long


def test_functions_are_small() -> None:
    """A function of more than 40 lines cannot be read in one look."""
    long = [
        f"{named(path)}:{node.lineno} {node.name}"
        for path in ALL_CODE
        for node in functions(ast.parse(path.read_text(encoding="utf-8")))
        if (node.end_lineno or 0) - node.lineno + 1 > LINES_OF_A_FUNCTION
    ]

    assert not long


def test_names_say_what_is_inside() -> None:
    """Nothing is called utils, and actions are one to a file."""
    vague = [named(path) for path in ALL_CODE if path.stem in NAMES_THAT_SAY_NOTHING]

    assert not vague
    assert not (ROOT / "actions" / "actions.py").exists()


def test_class_names_are_unique() -> None:
    """Rasa registers components by bare class name, so two of a name would clash unseen.

    The gateway never meets Rasa, and its models of the wire are named as the law's they show.
    """
    names = Counter(
        node.name
        for path in CODE
        if "gateway" not in path.parts
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.ClassDef)
    )

    assert [name for name, times in names.items() if times > 1] == []


def test_the_pure_rooms_reach_for_nothing() -> None:
    """Law, rendering, safety and redaction read no clock, no environment and no network."""
    found = {
        named(path): faults
        for path in PURE
        if (faults := impurities(path.read_text(encoding="utf-8")))
    }

    assert PURE
    assert not found


@pytest.mark.parametrize(
    ("source", "fault"),
    [
        ("import os", "imports os"),
        ("from urllib.request import urlopen", "imports urllib.request"),
        ("from datetime import date\nday = date.today()", "asks for .today"),
        ("import datetime\nat = datetime.datetime.now", "asks for .now"),
    ],
)
def test_the_rule_on_purity_sees(source: str, fault: str) -> None:
    """The rule itself: each way out of the room is noticed."""
    assert impurities(source) == [fault]


@pytest.mark.parametrize(
    "source", ["from datetime import date", "from pathlib import Path", "danger.now = True"]
)
def test_the_rule_on_purity_lets_pass(source: str) -> None:
    """The rule itself: a day given as an argument, and law files, are fine."""
    assert impurities(source) == []


def test_tests_are_no_packages() -> None:
    """An __init__.py under tests/ would let tests/actions hide the product's actions."""
    tests = ROOT / "tests"

    assert not [*tests.glob("__init__.py"), *tests.glob("*/__init__.py")]


def test_the_tests_lock_holds_the_products() -> None:
    """The tests run on the very versions that people run, so one environment serves both."""
    locks = ROOT / "requirements"
    pins = {
        name: {
            line.split()[0]
            for line in (locks / name).read_text(encoding="utf-8").splitlines()
            if "==" in line and not line.startswith((" ", "#"))
        }
        for name in ("gateway.txt", "dev.txt")
    }

    assert pins["gateway.txt"]
    assert pins["gateway.txt"] <= pins["dev.txt"]


@pytest.mark.parametrize("lock", ["rasa", "gateway", "dev", "tools"])
def test_a_lock_holds_what_people_asked_for(lock: str) -> None:
    """A line in an .in file that nobody compiled would install nothing."""
    asked, pinned = (
        {
            found.group().lower().replace("_", "-")
            for line in (ROOT / "requirements" / name).read_text(encoding="utf-8").splitlines()
            if (found := re.match(r"[A-Za-z][\w.-]*", line))
        }
        for name in (f"{lock}.in", f"{lock}.txt")
    )

    assert asked
    assert asked <= pinned
