"""What is left of a condition once some facts are known.

Two situations that leave the same of every condition are decided alike from then on, whatever is
answered next: that is what lets the proof go through all of them and visit each case once.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.law.conditions import All, AnyOf, Leaf, Not
from bot.law.truth import NOT_SURE

if TYPE_CHECKING:
    from collections.abc import Hashable, Mapping

    from bot.law.conditions import Condition

HOLDS, FAILS = "holds", "fails"
UNSURE, UNSETTLED = "not sure", "not settled"  # unknown for good: by the person, by the law
_TURNED = {HOLDS: FAILS, FAILS: HOLDS, UNSURE: UNSURE, UNSETTLED: UNSETTLED}


def residue(condition: Condition | None, facts: Mapping[str, str]) -> Hashable:
    """What is left to decide of a condition, as a value that can be compared.

    Args:
        condition: of a gateway; None where it has none, which holds.
        facts: settled facts, those that follow from others included.
    """
    if condition is None:
        return HOLDS
    if isinstance(condition, Leaf):
        return _of_leaf(condition, facts)
    if isinstance(condition, Not):
        left = residue(condition.part, facts)
        return _TURNED[left] if isinstance(left, str) else ("not", left)
    return _of_parts(condition, facts)


def _of_parts(condition: All | AnyOf, facts: Mapping[str, str]) -> Hashable:
    ends, adds_nothing = (FAILS, HOLDS) if isinstance(condition, All) else (HOLDS, FAILS)
    left: dict[Hashable, None] = {}
    for part in condition.parts:
        one = residue(part, facts)
        if one == ends:
            return ends
        if one != adds_nothing:
            left[one] = None
    if not left:
        return adds_nothing
    return next(iter(left)) if len(left) == 1 else (type(condition).__name__, *left)


def _of_leaf(leaf: Leaf, facts: Mapping[str, str]) -> Hashable:
    value = facts.get(leaf.fact)
    settling = facts.get(leaf.settled_by)
    if value is None:
        return ("told", leaf, settling)
    if value in leaf.asked_of and settling is None:
        return ("settled", leaf.settled_by, value in leaf.stays_open)
    if leaf.is_unsettled(facts):
        return UNSETTLED
    if value == NOT_SURE or value in leaf.silent or value in leaf.unsettled:
        return UNSURE
    if value in leaf.asked_of:
        return {NOT_SURE: UNSURE, "yes": HOLDS}.get(settling or "", FAILS)
    return HOLDS if value in leaf.values else FAILS
