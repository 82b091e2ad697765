"""The law as it stands, and a fixed day."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from bot.law.load import load_law

if TYPE_CHECKING:
    from bot.law.model import Law


@pytest.fixture(scope="session")
def law() -> Law:
    """All of data/law."""
    return load_law()


@pytest.fixture
def today() -> date:
    """A fixed day: tests read no clock."""
    return date(2026, 11, 22)
