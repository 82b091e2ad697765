"""All lists of data/privacy at once, so that what is wrong with one is met at a start."""

from __future__ import annotations

from bot.law.errors import LawError
from bot.privacy.guess import guess
from bot.privacy.lexicon import lexicon
from bot.privacy.signs import parts


def read_lists() -> None:
    """Read what redaction knows, and keep it.

    Raises:
        LawError: a list is not there that it looks into.
    """
    try:
        lexicon()
        guess()
        parts()
    except (AttributeError, KeyError, TypeError) as error:
        raise LawError(
            "data/privacy",
            "names.yml, places.yml, parts.yml and weights.json do not hold what they should "
            f"({type(error).__name__}: {error}). Put them back as they came with this version.",
        ) from None
