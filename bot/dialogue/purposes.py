"""Whose purpose a message tells of: what a request is for, or what telling would help with."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.dialogue.understanding import Understood

ITS_PURPOSE, OUR_PURPOSE = "request_purpose", "ota_purpose"
FOR_THEM, FOR_US = frozenset({"request", ITS_PURPOSE}), frozenset({"purpose", OUR_PURPOSE})
"""Questions what a request is for, and what telling would help with."""

INQUIRY = "inquiry"
"""Entity: an investigation, and not into what."""

OF_CARE = frozenset({"assess", "reduce_risk"})
"""What telling would help with, where it is what Oranga Tamariki is there for."""

TAMARIKI = frozenset({"oranga-tamariki", "oranga-tamariki-social-worker"})


def take_purpose(facts: Mapping[str, str], found: dict[str, str], turn: Understood) -> None:
    """Leave the one purpose in ``found``: "for the FGC" is theirs who asked, or ours who tell."""
    direction = facts.get("direction", found.get("direction", "asked"))
    if turn.asked in FOR_US or direction != "asked":
        found.pop(ITS_PURPOSE, None)
    elif turn.asked in FOR_THEM and ITS_PURPOSE in found:
        found.pop(OUR_PURPOSE, None)
    whose = found.get("recipient", facts.get("recipient"))
    if turn.asked in FOR_THEM and whose in TAMARIKI and found.get(OUR_PURPOSE) in OF_CARE:
        # What they need it for was asked: "to see if the kids are ok" is said of them.
        found.pop(OUR_PURPOSE)
        found.setdefault(ITS_PURPOSE, "care_protection")
    elif ITS_PURPOSE in found and whose in TAMARIKI and _is_inquiry(turn):
        if turn.asked in FOR_THEM:
            found[ITS_PURPOSE] = "care_protection"
        else:
            found.pop(ITS_PURPOSE)


def _is_inquiry(turn: Understood) -> bool:
    """Whether it is an investigation into nothing that is named: of Oranga Tamariki no offence."""
    return any(entity == INQUIRY for entity, _ in turn.entities)
