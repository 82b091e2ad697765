"""The law as it stands, a day, and a copy of the law files that a test may break."""

from __future__ import annotations

import shutil
from datetime import date
from typing import TYPE_CHECKING

import pytest

from bot.law.load import DATA_LAW, load_law

if TYPE_CHECKING:
    from pathlib import Path

    from bot.law.model import Law


@pytest.fixture(scope="session")
def law() -> Law:
    """All of data/law."""
    return load_law()


@pytest.fixture
def today() -> date:
    """A fixed day: tests read no clock."""
    return date(2026, 11, 22)


@pytest.fixture
def law_copy(tmp_path: Path) -> Path:
    """A copy of data/law to break."""
    return shutil.copytree(DATA_LAW, tmp_path / "law")
