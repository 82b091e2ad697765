"""Copies that Rasa makes a thousand times a turn, made for less, or not at all.

A tracker copies each of its slots, and a turn makes ten trackers. Beside them, whole lists of
events are copied for log lines of a level that nobody sees.
"""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

from rasa.core import processor
from rasa.core.actions import forms
from rasa.core.policies import rule_policy
from rasa.shared.core.slots import Slot

LOGGED_ONLY = (processor, forms, rule_policy)
"""Modules that copy nothing but what goes into debug lines; a test reads their source."""


def _copied(self: Slot) -> Slot:
    """As ``copy.copy`` makes it, without asking each slot how it is pickled."""
    made: Slot = object.__new__(type(self))
    vars(made).update(vars(self))
    return made


def _itself(what: Any) -> Any:
    return what


def apply() -> None:
    """Put these in the place of Python's and Rasa's. Doing it twice changes nothing."""
    Slot.__copy__ = _copied
    for module in LOGGED_ONLY:
        module.copy = SimpleNamespace(deepcopy=_itself)
