"""The faults that the chat could have: each can still be put in, and names tests that exist."""

from __future__ import annotations

import ast
import shutil
from pathlib import Path

import pytest

from bot.gateway import pages
from bot.law.model import Law
from tests.browser.faults import Fault, NotInPlaceError, faults, place

FAULTS = faults()
BOT = pages.WIDGET.parent
COMPONENT = Path(__file__).parents[1] / "browser" / "component"


def test_every_fault_has_a_name_and_a_change_of_its_own() -> None:
    """None is there twice, and all that the fact sheet asks for are many."""
    assert len({fault.breaks for fault in FAULTS}) == len(FAULTS) > 200
    assert len({(fault.file, fault.was, fault.now) for fault in FAULTS}) == len(FAULTS)


def test_every_fault_changes_one_place_and_leaves_a_script(law: Law, tmp_path: Path) -> None:
    """What would not even be joined is noticed by nobody but the joiner, and proves nothing."""
    shutil.copytree(pages.WIDGET, tmp_path / "widget")
    for fault in FAULTS:
        sound = place(BOT, fault.file).read_text(encoding="utf-8")
        faulty = fault.applied(sound)
        assert faulty != sound
        if fault.file.endswith((".js", ".css")):
            copy = tmp_path / "widget" / fault.file
            copy.write_text(faulty, encoding="utf-8")
            assert pages.script(law, tmp_path / "widget")
            copy.write_text(sound, encoding="utf-8")


def test_the_tests_to_try_first_are_there() -> None:
    """A test that was given another name would no longer be tried first."""
    known = {
        node.name
        for file in COMPONENT.glob("test_*.py")
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef)
    }
    named = {name.partition("[")[0] for fault in FAULTS for name in fault.first}

    assert all(fault.first for fault in FAULTS)
    assert named <= known


@pytest.mark.parametrize("source", ["", "a rule; a rule;"], ids=["gone", "twice"])
def test_a_fault_that_is_not_in_one_place_is_refused(source: str) -> None:
    """It would be put in nowhere, or in more places than meant."""
    fault = Fault("a thing", "x.js", "a rule;", "", ("test_x",))

    with pytest.raises(NotInPlaceError, match="a thing"):
        fault.applied(source)
