"""How large what comes in may be."""

from __future__ import annotations

LARGEST_BODY = 16 * 1024
"""Bytes of a request body."""

LARGEST_ACTIVITY = 256 * 1024
"""Bytes of a delivery from Teams: it carries typed words twice, and each may take six bytes."""

LARGEST_FORM = 64 * 1024
"""Bytes of a form of the chat without scripts: 4,000 characters of any script fit in, escaped."""

LARGEST_HEAD = 64 * 1024
"""Bytes of an address and headers; a browser with many cookies sends a fifth of that."""

LONGEST_TEXT = 4_000
"""Characters of one typed message."""
