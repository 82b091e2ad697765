"""What anybody gets who reaches the gateway: nothing of it is about anyone."""

from __future__ import annotations

_PUBLIC = frozenset({"/", "/widget.js", "/healthz", "/readyz", "/metrics", "/api/messages"})
"""Pages and health; numbers and Teams have closed doors of their own."""

_FILES = "/assets/"


def is_public(path: str) -> bool:
    """Whether a path is for everybody. What is not named here is not, also what is added later."""
    return path in _PUBLIC or path.startswith(_FILES)
