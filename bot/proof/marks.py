"""Marks: numbers by which many situations are summed up so that none can change unseen."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.proof.kinds import Kind

PRIME = (1 << 127) - 1
"""Marks are numbers below it. The mark of a situation is the product of those of its answers
and of what became of each gateway; that of many is their sum."""


def mark_of(name: str, kind: Kind) -> int:
    """The sum of the marks of all answers of a kind, so that splitting a kind changes nothing."""
    return sum(number_of(f"{name}={value}") for value in kind.members) % PRIME


def number_of(text: str) -> int:
    """A number below ``PRIME`` that stands for a text."""
    return int.from_bytes(hashlib.sha256(text.encode()).digest()[:16], "big") % PRIME
