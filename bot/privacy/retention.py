"""How long a conversation is kept after its last turn. Pure."""

from __future__ import annotations

SETTING = "SAFE_TO_SHARE_IDLE_HOURS"
DEFAULT_HOURS = 24.0
LONGEST_HOURS = 24.0 * 31


def read_idle_hours(given: str | None) -> float:
    """Hours after its last turn in which a conversation is gone.

    Args:
        given: the setting's text; the default when it is empty.

    Raises:
        ValueError: it is no number of hours that is allowed; the message names the setting.
    """
    if not given:
        return DEFAULT_HOURS
    try:
        hours = float(given)
    except ValueError:
        hours = 0
    if not 0 < hours <= LONGEST_HOURS:
        raise ValueError(f"{SETTING} has to be hours, above 0 and up to 744 (31 days).")
    return hours
