"""Three-valued truth: not knowing is neither yes nor no."""

from __future__ import annotations

import enum
from typing import Final


class Truth(enum.IntEnum):
    """What can be said of a condition. Ordered so that ``min`` is *all* and ``max`` is *any*.

    Strong Kleene logic: a no outweighs an unknown in *all*, a yes outweighs it in *any*.
    Source: docs/decisions/0006-three-valued-answers.md.
    """

    NO = 0
    UNKNOWN = 1
    YES = 2

    def negated(self) -> Truth:
        """Yes for no, no for yes; not knowing stays not knowing."""
        return Truth(2 - self)


NO: Final = Truth.NO
UNKNOWN: Final = Truth.UNKNOWN
YES: Final = Truth.YES

NOT_SURE: Final = "unknown"
"""The value of a fact that was asked and that the person does not know."""
