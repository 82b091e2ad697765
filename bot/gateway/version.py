"""Which Safe to Share this is."""

from __future__ import annotations

import functools
from pathlib import Path

import tomllib

_PROJECT = Path(__file__).resolve().parents[2] / "pyproject.toml"


@functools.cache
def software() -> str:
    """The version of the software, year.month.count."""
    version: str = tomllib.loads(_PROJECT.read_text(encoding="utf-8"))["project"]["version"]
    return version
