"""The faults that make no difference to anybody, each with its reason."""

from __future__ import annotations

from pathlib import Path

import yaml

FILE = Path(__file__).parent / "excused.yml"
SHORTEST_REASON = 5
"""Words of a reason; fewer explain nothing."""


def excused() -> dict[str, str]:
    """Reasons by the fault's id."""
    found: dict[str, str] = yaml.safe_load(FILE.read_text(encoding="utf-8"))["data"]
    return found
