"""What the law is made of here: facts, roles, gateways. Plain values, read from ``data/law``."""

from __future__ import annotations

import enum
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from bot.law.conditions import Condition
    from bot.law.texts import Contact, Explainer, Note, Passage


class Effect(str, enum.Enum):
    """What a gateway does when it is open."""

    EMERGENCY = "emergency"
    REQUIRES = "requires"
    ADVICE = "advice"
    REQUIRES_CONSIDERING = "requires_considering"
    PERMITS = "permits"
    EXEMPTS = "exempts"
    DUTY = "duty"
    REGARD = "regard"
    PROTECTS = "protects"


ROUTES = frozenset({Effect.REQUIRES, Effect.PERMITS, Effect.EXEMPTS})
"""Effects by which information may pass; the others go along with them."""

WEIGHTY = frozenset({Effect.EMERGENCY, Effect.REQUIRES, Effect.ADVICE, Effect.REQUIRES_CONSIDERING})
"""Effects that a person must hear of even when another route is already open."""


@dataclass(frozen=True)
class Option:
    """One answer that a fact may have.

    ``words`` are everyday ways of saying it; ``implies`` other facts that it settles.
    """

    value: str
    label: str
    words: tuple[str, ...] = ()
    implies: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Fact:
    """Something the person can answer.

    ``name`` heads its chip, ``question`` asks it (``variants`` by direction), ``whether`` names
    it while it is not known, ``cost`` orders the questions (0 is asked first), ``offer`` lists
    the values shown as buttons (all of them when empty), ``open_ended`` says that words of one's
    own are the better answer.
    """

    id: str
    name: str
    question: str
    whether: str
    cost: int
    options: Mapping[str, Option]
    variants: Mapping[str, str] = field(default_factory=dict)
    name_variants: Mapping[str, str] = field(default_factory=dict)
    offer: tuple[str, ...] = ()
    open_ended: bool = False
    is_role: bool = False
    may_change: bool = True


@dataclass(frozen=True)
class Membership:
    """Whether a role is, for the law, a thing of some kind: yes, no, or *unknown* and why."""

    value: str
    because: str
    provision: str
    settled_by: str = ""


@dataclass(frozen=True)
class Role:
    """What a person or body is, for the law. ``row`` is its row in the classification table."""

    id: str
    row: str
    group: str
    label: str
    the: str
    memberships: Mapping[str, Membership]
    words: tuple[str, ...]
    confidence: str


@dataclass(frozen=True)
class Citation:
    """Where a sentence of ours comes from; ``as_at`` is the consolidation that was read."""

    provision: str
    url: str
    as_at: date
    confidence: str


@dataclass(frozen=True)
class InForce:
    """First and last day, both included; None is open-ended."""

    start: date | None
    end: date | None

    def covers(self, day: date) -> bool:
        """Whether the provision is in force on ``day``."""
        return (self.start is None or self.start <= day) and (self.end is None or day <= self.end)


@dataclass(frozen=True)
class Gateway:
    """One provision that requires, permits, protects or conditions sharing.

    Attributes:
        name: how to speak of it within a sentence.
        when: what must hold, apart from who is told.
        to: who may be told; None when it does not matter.
        standing: stays open for its own recipients whoever the person meant to tell (s 15).
        attaches_to: goes along with these gateways instead of having conditions of its own.
        rank: place in the order of preference, low first; ``rank_reason`` says why.
        decides: what an answer to one of its questions decides, for *why we ask*.
    """

    id: str
    framework: str
    framework_title: str
    name: str
    title: str
    effect: Effect
    says: str
    decides: str
    in_force: InForce
    rank: int
    rank_reason: str
    citation: Citation
    when: Condition | None = None
    to: Condition | None = None
    standing: bool = False
    attaches_to: tuple[str, ...] = ()
    duties: tuple[Note, ...] = ()
    limits: tuple[Note, ...] = ()
    judgements: tuple[Note, ...] = ()
    quotes: tuple[str, ...] = ()
    unsettled: tuple[Note, ...] = ()


@dataclass(frozen=True)
class Law:
    """All of ``data/law``, checked.

    ``memberships`` gives each kind of membership its label; ``digest`` is the SHA-256 of the
    files it was read from.
    """

    facts: Mapping[str, Fact]
    roles: Mapping[str, Role]
    memberships: Mapping[str, str]
    gateways: tuple[Gateway, ...]
    passages: Mapping[str, Passage]
    explainers: Mapping[str, Explainer]
    contacts: Mapping[str, Contact]
    wording: Mapping[str, str]
    synonyms: Mapping[str, tuple[str, ...]]
    as_at: date
    digest: str

    def gateway(self, gateway_id: str, on: date) -> Gateway:
        """The version of a gateway in force on a day.

        Raises:
            KeyError: no version of it covers the day.
        """
        for gateway in self.gateways:
            if gateway.id == gateway_id and gateway.in_force.covers(on):
                return gateway
        raise KeyError(gateway_id)
