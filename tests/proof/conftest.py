"""The walk of all situations, made once; a law to break, and a part of the space to look at."""

from __future__ import annotations

import os
import shutil
from datetime import date
from typing import TYPE_CHECKING

import pytest

from bot.law.load import DATA_LAW, load_law
from bot.proof.outcomes import DAY
from bot.proof.space import Told, Where, prove
from bot.proof.verdicts import breaches

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from bot.law.model import Law
    from bot.proof.ledger import Ledger

PART = {
    "direction": "thinking_of_sharing",
    "sharer": "state-school-teacher",
    "recipient": "practice-nurse",
}


@pytest.fixture(scope="session")
def day() -> date:
    """The day for which outcomes are kept."""
    return DAY


@pytest.fixture(scope="session")
def whole(law: Law) -> Ledger:
    """All situations."""
    return prove(Where(law, DAY), os.cpu_count() or 1)


@pytest.fixture
def law_copy(tmp_path: Path) -> Path:
    """A copy of data/law to break."""
    return shutil.copytree(DATA_LAW, tmp_path / "law")


@pytest.fixture
def broken(law_copy: Path) -> Callable[..., dict[str, list[str]]]:
    """What breaks when words in a law file are replaced, in one part of the space."""

    def breaks(
        file: str, old: str, new: str, told: tuple[str, ...] = (), **only: str
    ) -> dict[str, list[str]]:
        path = law_copy / file
        text = path.read_text(encoding="utf-8")
        assert old in text, f"{file} does not say: {old}"
        path.write_text(text.replace(old, new, 1), encoding="utf-8")
        law = load_law(law_copy)
        narrow = tuple({**PART, **only}.items())
        return breaches(law, DAY, prove(Where(law, DAY, told=(Told(told),), only=narrow)))

    return breaks
