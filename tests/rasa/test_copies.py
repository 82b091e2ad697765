"""Copies are what they were, and what is not copied any more is only logged."""

from __future__ import annotations

import ast
import copy
import inspect
from typing import TYPE_CHECKING, Any

import pytest
from rasa.core.policies import rule_policy
from rasa.shared.core import slots

from bot.rasa import copies

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import ModuleType

SLOTS = [
    slots.TextSlot("text", [], initial_value="x"),
    slots.CategoricalSlot("kind", [{"type": "custom"}], values=["a", "b"]),
    slots.BooleanSlot("yes", [], influence_conversation=False),
    slots.FloatSlot("how_much", [], max_value=3.0),
    slots.ListSlot("several", []),
    slots.AnySlot("any", []),
]


@pytest.fixture(autouse=True)
def patched() -> Iterator[None]:
    """Patched while a test runs, as it was afterwards."""
    copies.apply()
    yield
    del slots.Slot.__copy__
    for module in copies.LOGGED_ONLY:
        module.copy = copy


@pytest.mark.parametrize("slot", SLOTS, ids=lambda slot: type(slot).__name__)
def test_a_slot_is_copied_as_python_does_it(slot: Any) -> None:
    """Everything in it the same, and a change of the copy is none of the slot."""
    copied = copy.copy(slot)

    assert type(copied) is type(slot)
    assert vars(copied) == vars(slot)
    assert all(vars(copied)[name] is value for name, value in vars(slot).items())
    copied.value = "other"
    assert slot.value != "other"
    assert not slot.has_been_set


@pytest.mark.parametrize("module", copies.LOGGED_ONLY, ids=lambda module: module.__name__)
def test_what_is_not_copied_goes_into_debug_lines_only(module: ModuleType) -> None:
    """Rasa's source has no other use of ``copy`` there."""
    tree = ast.parse(inspect.getsource(module))
    uses = [node for node in ast.walk(tree) if isinstance(node, ast.Name) and node.id == "copy"]
    logged = {
        inner
        for call in ast.walk(tree)
        if isinstance(call, ast.Call) and ast.unparse(call.func) == "structlogger.debug"
        for inner in ast.walk(call)
    }

    assert uses
    assert set(uses) <= logged
    assert all("deepcopy" in ast.unparse(tree) for _ in uses)
    assert rule_policy.copy.deepcopy is copies._itself
