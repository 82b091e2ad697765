"""What the law is made of here: gateways, and all of it together. Read from ``data/law``."""

from __future__ import annotations

import enum
import hashlib
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from bot.law.conditions import All, Condition, leaves

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from bot.law.papers import Papers
    from bot.law.texts import Contact, Explainer, NotCovered, Note, Passage
    from bot.law.vocabulary import Fact, Role


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
    LIMITS = "limits"


ROUTES = frozenset({Effect.REQUIRES, Effect.PERMITS, Effect.EXEMPTS})
"""Effects by which information may pass; the others go along with them."""

WEIGHTY = frozenset({Effect.EMERGENCY, Effect.REQUIRES, Effect.ADVICE, Effect.REQUIRES_CONSIDERING})
"""Effects that a person must hear of even when another route is already open."""

BESIDE = frozenset({Effect.DUTY, Effect.REGARD, Effect.PROTECTS, Effect.LIMITS})
"""Effects that go along with sharing: they open nothing, and nothing is asked for them."""


@dataclass(frozen=True)
class Citation:
    """Where a sentence of ours comes from; ``as_at`` is the consolidation that was read."""

    provision: str
    url: str
    as_at: date
    confidence: str


@dataclass(frozen=True)
class InForce:
    """First and last day, both included; None is open-ended.

    ``dormant``: on no day yet. ``after_gap`` says why there is none between this version of a
    gateway and the one before.
    """

    start: date | None
    end: date | None
    dormant: bool = False
    after_gap: str = ""

    def covers(self, day: date) -> bool:
        """Whether the provision is in force on ``day``."""
        if self.dormant:
            return False
        return (self.start is None or self.start <= day) and (self.end is None or day <= self.end)


@dataclass(frozen=True, eq=False)
class Gateway:
    """One provision that requires, permits, protects or conditions sharing; itself only.

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

    @cached_property
    def whole(self) -> Condition | None:
        """All that must hold, who is told included; None where it goes along with others."""
        if self.when is None or self.to is None:
            return self.when
        return All((self.when, self.to))

    @cached_property
    def reads(self) -> tuple[str, ...]:
        """Every fact that it can turn on."""
        found = leaves(self.whole) if self.whole else ()
        return tuple(
            sorted({name for leaf in found for name in (leaf.fact, leaf.settled_by) if name})
        )


@dataclass(frozen=True)
class Law:
    """All of ``data/law``, checked.

    ``memberships`` gives each kind of membership its label, ``asked_in`` the facts that each
    compound fact asks; ``digest`` is the SHA-256 of the files it was read from; ``papers`` is what
    a person takes away; ``te_reo`` are words and names of te reo Māori, longest first, to be marked
    as such wherever they are shown.
    """

    facts: Mapping[str, Fact]
    roles: Mapping[str, Role]
    memberships: Mapping[str, str]
    gateways: tuple[Gateway, ...]
    passages: Mapping[str, Passage]
    explainers: Mapping[str, Explainer]
    contacts: Mapping[str, Contact]
    wording: Mapping[str, str]
    te_reo: tuple[str, ...]
    not_covered: Mapping[str, NotCovered]
    as_at: date
    digest: str
    papers: Papers
    asked_in: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @cached_property
    def vocabulary(self) -> str:
        """The version of the closed sets: twelve digits that change with any fact, value or role.

        A model learns what people say for these; a change of law elsewhere needs no training.
        """
        names = [f"{fact.id}={'|'.join(fact.options)}" for fact in self.facts.values()]
        return hashlib.sha256("\n".join([*names, *self.roles]).encode()).hexdigest()[:12]

    @cached_property
    def groups(self) -> dict[str, str]:
        """The sector of each role, by its id."""
        return {role.id: role.group for role in self.roles.values()}

    @cached_property
    def assumed(self) -> tuple[Fact, ...]:
        """The facts of which something is taken for granted."""
        return tuple(fact for fact in self.facts.values() if fact.assumed)

    @cached_property
    def _by_day(self) -> dict[date, tuple[Gateway, ...]]:
        return {}

    def in_force(self, on: date) -> tuple[Gateway, ...]:
        """The gateways in force on a day, in order of preference."""
        if on not in self._by_day:
            self._by_day[on] = tuple(g for g in self.gateways if g.in_force.covers(on))
        return self._by_day[on]

    def gateway(self, gateway_id: str, on: date) -> Gateway:
        """The version of a gateway in force on a day.

        Raises:
            KeyError: no version of it covers the day.
        """
        for gateway in self.gateways:
            if gateway.id == gateway_id and gateway.in_force.covers(on):
                return gateway
        raise KeyError(gateway_id)
