"""The faults that make no difference to anybody, each with its reason."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, TypeVar

import yaml

if TYPE_CHECKING:
    from collections.abc import Iterable

FILE = Path(__file__).parent / "excused.yml"
SHORTEST_REASON = 5
"""Words of a reason; fewer explain nothing."""


class Named(Protocol):
    """A fault with a name of its own."""

    @property
    def id(self) -> str:
        """Stays while the place of the fault does."""


Each = TypeVar("Each", bound=Named)


def excused(kind: str = "data") -> dict[str, str]:
    """Reasons by the fault's id; ``kind`` is ``data`` or ``operators``."""
    found: dict[str, str] = yaml.safe_load(FILE.read_text(encoding="utf-8"))[kind]
    return found


def sample(found: Iterable[Each], salt: str, size: int) -> list[Each]:
    """Some of them: always the same for one salt, others for another."""
    return sorted(found, key=lambda one: hashlib.sha256(f"{salt} {one.id}".encode()).digest())[
        :size
    ]
