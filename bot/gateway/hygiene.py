"""Typed text as it may go on: one Unicode form, nothing invisible."""

from __future__ import annotations

import unicodedata

_KEPT_CONTROLS = "\n\t"
_JOINERS = "\u200c\u200d"
"""Hold emoji and some scripts together. Every other invisible character goes."""

_INVISIBLE = {"Cf", "Cs", "Co", "Cn"}


def clean(text: str) -> str:
    """NFC, without null bytes, control and bidirectional characters; empty if nothing is left."""
    unified = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    shown = "".join(_shown(char) for char in unified)
    return "" if not shown.strip(_JOINERS + _KEPT_CONTROLS + " ") else shown.strip()


def _shown(char: str) -> str:
    category = unicodedata.category(char)
    if category == "Cc":
        return char if char in _KEPT_CONTROLS else ""
    if category in _INVISIBLE:
        return char if char in _JOINERS else ""
    return char
