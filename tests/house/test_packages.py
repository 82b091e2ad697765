"""What code imports is named in ``requirements`` with its reason, not merely there by luck."""

from __future__ import annotations

import ast
import re
import sys
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
BESIDE_RASA = {"rasa", "nlu", "vectors", "tuning", "evaluation", "actions"}
"""Rooms that run in Rasa's environment, or in both: what they import cannot be looked up here."""


def imported(*folders: str) -> set[str]:
    """Names of modules that are not Python's own, nor ours."""
    found: set[str] = set()
    for folder in folders:
        for path in (ROOT / folder).rglob("*.py"):
            rooms = path.relative_to(ROOT).parts
            if "node_modules" not in rooms and not BESIDE_RASA & set(rooms):
                found |= modules(path.read_text(encoding="utf-8"))
    return found - set(sys.stdlib_module_names) - {path.name for path in ROOT.iterdir()}


def modules(source: str) -> set[str]:
    """The first part of each module's name that a source imports."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            found |= {each.name.split(".")[0] for each in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            found.add(node.module.split(".")[0])
    return found


def named(*files: str) -> set[str]:
    """Packages that the ``.in`` files name, each with a reason beside it."""
    found = set()
    for file in files:
        for line in (ROOT / "requirements" / file).read_text(encoding="utf-8").splitlines():
            if re.match(r"[A-Za-z]", line):
                assert "#" in line, f"{file} gives no reason for {line}"
                found.add(normal(re.split(r"[^\w.-]", line)[0]))
    return found


def normal(name: str) -> str:
    """A package's name as PyPI compares it."""
    return re.sub(r"[-_.]+", "-", name).lower()


@pytest.mark.parametrize(
    ("folders", "files"),
    [
        pytest.param(["bot"], ["gateway.in"], id="the product"),
        pytest.param(["tests", "bench"], ["gateway.in", "dev.in"], id="its tests"),
    ],
)
def test_what_is_imported_is_named(folders: list[str], files: list[str]) -> None:
    """A package that another one happens to bring along may be gone with its next version."""
    of_module, there = packages_distributions(), imported(*folders)
    known = named(*files)

    assert len(there) > 10
    missing = {
        module: of_module.get(module)
        for module in there
        if not known & {normal(package) for package in of_module.get(module, [])}
    }
    assert not missing


def test_imports_are_seen() -> None:
    """Of every form; those of ours by a dot are none."""
    source = "import a.b, c\nfrom d.e import f\nfrom . import g\ndef h():\n    import i"

    assert modules(source) == {"a", "c", "d", "i"}
