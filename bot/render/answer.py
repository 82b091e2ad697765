"""The answer: outcome, reasons, duties, limits, judgements, what would change it, and quotes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.law.changes import Change, would_change
from bot.law.model import Effect
from bot.law.resolve import Resolution, resolve
from bot.law.truth import NO, YES
from bot.render import blocks
from bot.render.finding import finding_entry
from bot.render.headline import headline
from bot.render.phrases import fill, hypothetical, notes
from bot.render.selecting import also_open, applying, is_open, is_shown, leading

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from bot.law.model import Law
    from bot.render.blocks import Block

MOST_QUOTES = 2
MOST_CHANGES = 5


def answer_blocks(law: Law, facts: Mapping[str, str], on: date) -> list[Block]:
    """Everything a person needs to decide, as blocks without ids.

    Args:
        law: all the law.
        facts: answers by fact id.
        on: the day the information would be shared.

    Raises:
        NoLawInForce, UnknownAnswer: as in ``resolve``.
    """
    resolution = resolve(law, facts, on)
    found: list[Block] = []
    if is_open(resolution, Effect.EMERGENCY):
        found.append(blocks.notice(law, "emergency", "emergency", "emergency_details"))
    found.append(answer(law, resolution))
    found += blocks.quotes(law, resolution.facts, _quote_names(resolution))
    found.append(blocks.contacts(law.contacts[name] for name in _whom_to_ring(resolution)))
    found.append(blocks.notice(law, "info", "not_legal_advice"))
    return found


def answer(law: Law, resolution: Resolution) -> Block:
    """The answer block of the contract."""
    applied = applying(resolution)
    facts = resolution.facts

    def gathered(kind: str) -> list[dict[str, str]]:
        return notes((n for found in applied for n in getattr(found.gateway, kind)), law, facts)

    return {
        "type": "answer",
        "outcome": resolution.outcome.value,
        "headline": headline(law, resolution),
        "lead": resolution.lead.gateway.id if resolution.lead else None,
        "summary": [*_advice(law, resolution), *_also_open(law, resolution)],
        "findings": [
            finding_entry(law, resolution, found)
            for found in resolution.findings
            if is_shown(resolution, found)
        ],
        "duties": _says(law, resolution, Effect.DUTY)
        + gathered("duties")
        + _says(law, resolution, Effect.REGARD),
        "limits": _says(law, resolution, Effect.LIMITS) + gathered("limits"),
        "judgements": gathered("judgements"),
        "protections": _says(law, resolution, Effect.PROTECTS),
        "would_change": _changes(law, resolution),
        "as_at": min(
            (found.gateway.citation.as_at for found in applied), default=law.as_at
        ).isoformat(),
    }


def _advice(law: Law, resolution: Resolution) -> list[str]:
    """What the adviser has to look at, when the headline sends the person there."""
    return [
        fill(found.gateway.says, law, resolution.facts)
        for found in resolution.findings
        if found.gateway.effect is Effect.ADVICE and found.status is YES
    ]


def _also_open(law: Law, resolution: Resolution) -> list[str]:
    """The other ways that are open, one line each."""
    return [
        law.wording["also_open"].format(
            name=found.gateway.name, says=fill(found.gateway.says, law, resolution.facts)
        )
        for found in also_open(resolution)
    ]


def _says(law: Law, resolution: Resolution, effect: Effect) -> list[dict[str, str]]:
    return [
        {
            "text": fill(found.gateway.says, law, resolution.facts),
            "provision": found.gateway.citation.provision,
        }
        for found in applying(resolution)
        if found.gateway.effect is effect
    ]


def _changes(law: Law, resolution: Resolution) -> list[dict[str, str]]:
    return [
        {"text": _change(law, resolution, change), "gateway": change.gateway.id}
        for change in would_change(law, resolution)
    ][:MOST_CHANGES]


def _change(law: Law, resolution: Resolution, change: Change) -> str:
    facts = resolution.facts
    needs = law.wording["and"].join(
        hypothetical(leaf, truth, law, facts) for leaf, truth in change.needs
    )
    wording = law.wording["would_open" if change.becomes is YES else "would_close"]
    said = wording.format(gateway=change.gateway.name, changes=needs)
    return said[:1].upper() + said[1:]


def _quote_names(resolution: Resolution) -> list[str]:
    chosen = leading(resolution) or next(
        (found for found in resolution.findings if found.status is YES), None
    )
    return list(chosen.gateway.quotes[:MOST_QUOTES]) if chosen else []


def _whom_to_ring(resolution: Resolution) -> list[str]:
    names = []
    if is_open(resolution, Effect.EMERGENCY):
        names.append("emergency")
    if any(found.gateway.standing and found.status is not NO for found in resolution.findings):
        names.append("oranga-tamariki")
    if resolution.facts.get("family_violence") == "yes":
        names.append("family-violence-line")
    return [*names, "privacy-officer"]
