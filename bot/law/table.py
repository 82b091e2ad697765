"""A meeting: each person round the table is judged by their own role."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.law.resolve import Resolution, resolve

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from bot.law.model import Law

MEETING = "meeting"
OF_ONE_RECIPIENT = frozenset(
    {"recipient", "recipient_on_ota_list", "recipient_on_fva_list", "recipient_delegated"}
)
"""Facts about the one who would be told: with several, one answer cannot stand for all."""


@dataclass(frozen=True)
class Seat:
    """One role at the meeting, and what the law gives for telling them."""

    role: str
    resolution: Resolution


def is_meeting(facts: Mapping[str, str]) -> bool:
    """Whether several people would be told at once."""
    return facts.get("direction") == MEETING


def as_told_to(facts: Mapping[str, str], role: str) -> dict[str, str]:
    """The facts, as they are for one of those round the table."""
    kept = {
        name: value
        for name, value in facts.items()
        if name != "company" and name not in OF_ONE_RECIPIENT
    }
    return {**kept, "recipient": role} if role else kept


def company(facts: Mapping[str, str]) -> tuple[str, ...]:
    """The roles round the table, each once; empty while they are not known."""
    named = facts.get("company", "")
    return tuple(dict.fromkeys(role for role in named.split(",") if role and role != "unknown"))


def around_the_table(law: Law, facts: Mapping[str, str], on: date) -> tuple[Seat, ...]:
    """What the law gives for each one at the meeting.

    Raises:
        NoLawInForce, UnknownAnswer, Contradiction: as in ``resolve``.
    """
    return tuple(Seat(role, resolve(law, as_told_to(facts, role), on)) for role in company(facts))
