"""What a person can answer, and who is who: facts, their options, roles, memberships."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True)
class Option:
    """One answer that a fact may have.

    ``words`` are everyday ways of saying it; ``implies`` other facts that it settles;
    ``only_with`` other facts, and the values of them with which it makes sense.
    """

    value: str
    label: str
    words: tuple[str, ...] = ()
    implies: Mapping[str, str] = field(default_factory=dict)
    only_with: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True)
class Fact:
    """Something the person can answer.

    Attributes:
        name: heads its chip.
        question: asks it; ``variants`` by direction.
        whether: names it while it is not known.
        cost: orders the questions; 0 is asked first.
        offer: the values shown as buttons; all of them when empty.
        open_ended: words of one's own are the better answer.
        is_role: its values are roles.
        many: its value is several of them, joined by commas.
        may_change: whether it is ever suggested as something that could be otherwise.
        asked_in: the compound fact whose question also asks this one.
        alone: asked by a question of its own once another fact of its compound is known.
        told_only: never asked, only taken when it is told.
        only_with: other facts, and the values of them with which this one makes sense.
        plain_no: what a bare no to the question means; "" where it means nothing.
        assumed: the value taken for granted until told otherwise; "" for none.
        assumed_unless: other facts, and the values of them with which it is not; while one of
            those facts is not known, nothing is assumed.
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
    many: bool = False
    may_change: bool = True
    asked_in: str = ""
    alone: bool = True
    told_only: bool = False
    only_with: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    plain_no: str = ""
    assumed: str = ""
    assumed_unless: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True)
class Membership:
    """Whether a role is, for the law, a thing of some kind: yes, no, or *unknown* and why.

    ``settled_by`` says what would settle an unknown; ``open_in_law`` that no fact would, since
    the law itself, or our reading of it, leaves it open.
    """

    value: str
    because: str
    provision: str
    settled_by: str = ""
    open_in_law: bool = False


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
