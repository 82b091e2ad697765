"""One finding of an answer: its status, what that turned on, and what is not known."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.law.truth import NO, UNKNOWN, YES, Truth
from bot.render.phrases import fill, is_open_point, missing, reason

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from bot.law.conditions import Leaf
    from bot.law.model import Law
    from bot.law.resolve import Finding, Resolution
    from bot.law.texts import Note

STATUS = {YES: "open", NO: "closed", UNKNOWN: "undecided"}


def finding_entry(law: Law, resolution: Resolution, finding: Finding) -> dict[str, Any]:
    """An entry of the answer block's ``findings``."""
    gateway, facts = finding.gateway, resolution.facts
    turned_on = resolution.turned_on(finding)
    open_points = [leaf for leaf, truth in turned_on if is_open_point(leaf, truth, facts)]
    unknown = [leaf for leaf, truth in turned_on if truth is UNKNOWN]
    unsettled = [note for note in gateway.unsettled if _stands(note, open_points, facts)]
    return {
        "gateway": gateway.id,
        "framework": gateway.framework_title,
        "provision": gateway.citation.provision,
        "title": gateway.title,
        "effect": gateway.effect.value,
        "status": STATUS[finding.status],
        "elsewhere": finding.elsewhere,
        # A closed gateway does not say "you may".
        "says": fill(gateway.says, law, facts) if finding.status is not NO else "",
        "because": [
            reason(leaf, truth, law, facts)
            for leaf, truth in turned_on
            if truth is not UNKNOWN and not _goes_without_saying(leaf, truth)
        ],
        "missing": list(dict.fromkeys(missing(leaf, law, facts) for leaf in unknown))
        + [fill(note.text, law, facts) for note in unsettled],
        "url": gateway.citation.url,
    }


def _goes_without_saying(leaf: Leaf, truth: Truth) -> bool:
    """Whether a reason only repeats what the person set out to do."""
    return leaf.fact == "direction" and truth is YES


def _stands(note: Note, open_points: Iterable[Any], facts: Mapping[str, str]) -> bool:
    given = {facts.get(leaf.fact) for leaf in open_points}
    return bool(given) and (not note.values or not given.isdisjoint(note.values))
