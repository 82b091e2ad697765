"""A copy of the law files that a test may break."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from bot.law.load import DATA_LAW

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def law_copy(tmp_path: Path) -> Path:
    """A copy of data/law to break."""
    return shutil.copytree(DATA_LAW, tmp_path / "law")
