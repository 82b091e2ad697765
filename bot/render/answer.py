"""The answer: outcome, reasons, duties, limits, judgements, what would change it, and quotes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.law.changes import Change, would_change
from bot.law.model import ROUTES, WEIGHTY, Effect
from bot.law.resolve import Finding, Outcome, Resolution, resolve
from bot.law.truth import NO, UNKNOWN, YES, Truth
from bot.render import blocks
from bot.render.phrases import fill, hypothetical, is_open_point, missing, notes, reason

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from bot.law.conditions import Leaf
    from bot.law.model import Law, Note
    from bot.render.blocks import Block

STATUS = {YES: "open", NO: "closed", UNKNOWN: "undecided"}
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
    if _is_open(resolution, Effect.EMERGENCY):
        found.append(blocks.notice(law, "emergency", "emergency", "emergency_details"))
    found.append(answer(law, resolution))
    found += blocks.quotes(law, resolution.facts, _quote_names(resolution))
    found.append(blocks.contacts(law.contacts[name] for name in _whom_to_ring(resolution)))
    found.append(blocks.notice(law, "info", "not_legal_advice"))
    return found


def answer(law: Law, resolution: Resolution) -> Block:
    """The answer block of the contract."""
    applying = _applying(resolution)
    facts = resolution.facts

    def gathered(kind: str) -> list[dict[str, str]]:
        return notes((n for found in applying for n in getattr(found.gateway, kind)), law, facts)

    return {
        "type": "answer",
        "outcome": resolution.outcome.value,
        "headline": headline(law, resolution),
        "lead": resolution.lead.gateway.id if resolution.lead else None,
        "summary": _also_open(law, resolution),
        "findings": [
            _finding(law, resolution, found)
            for found in resolution.findings
            if _is_shown(resolution, found)
        ],
        "duties": _says(law, resolution, Effect.DUTY)
        + gathered("duties")
        + _says(law, resolution, Effect.REGARD),
        "limits": gathered("limits"),
        "judgements": gathered("judgements"),
        "protections": _says(law, resolution, Effect.PROTECTS),
        "would_change": _changes(law, resolution),
        "as_at": min(
            (found.gateway.citation.as_at for found in applying), default=law.as_at
        ).isoformat(),
    }


def headline(law: Law, resolution: Resolution) -> str:
    """The answer in one sentence."""
    facts, outcome = resolution.facts, resolution.outcome
    name = f"outcome_{outcome.value}"
    leading = _leading(resolution)
    if outcome is Outcome.PERMITTED and leading and leading.gateway.effect is Effect.EXEMPTS:
        name = "outcome_permitted_exempt"
    elif outcome is Outcome.CONSIDER and resolution.lead is None:
        name = "outcome_consider_only"
    elif outcome is Outcome.NOT_UNDER_THESE and not _also_open(law, resolution):
        name = "outcome_not_under_these_no_other"
    elif outcome is Outcome.GET_ADVICE and leading is None:
        name = "outcome_get_advice_unsettled"
    named = {
        "name": leading.gateway.name if leading else "",
        "lead": resolution.lead.gateway.name if resolution.lead else "",
    }
    words = law.wording.get(f"{name}_{facts.get('direction')}", law.wording[name])
    sentences = [words, *_whether_required(law, resolution)]
    return " ".join(fill(said, law, facts, **named) for said in sentences)


def _whether_required(law: Law, resolution: Resolution) -> list[str]:
    """To one who was asked and may share: whether they have to. Never a no while it is open."""
    asked = resolution.facts.get("direction") == "asked"
    if not asked or resolution.outcome not in {Outcome.PERMITTED, Outcome.CONSIDER}:
        return []
    musts = [
        found
        for found in resolution.findings
        if found.gateway.effect in {Effect.REQUIRES, Effect.ADVICE}
    ]
    certain = all(found.status is NO for found in musts)
    return [law.wording["not_required" if certain else "maybe_required"]]


def _leading(resolution: Resolution) -> Finding | None:
    """The finding that the headline names: what must be done before what may be done."""
    for effect in (Effect.REQUIRES, Effect.ADVICE, Effect.REQUIRES_CONSIDERING):
        for finding in resolution.findings:
            if finding.gateway.effect is effect and finding.status is YES:
                return finding
    return resolution.lead


def _applying(resolution: Resolution) -> list[Finding]:
    """Open gateways whose duties and limits the person takes on: the way chosen, and musts."""
    chosen = _leading(resolution)
    names = {found.gateway.id for found in (chosen, resolution.lead) if found}
    return [
        found
        for found in resolution.findings
        if found.status is YES
        and not found.elsewhere
        and (
            found.gateway.id in names
            or found.gateway.effect in WEIGHTY
            or names.intersection(found.gateway.attaches_to)
        )
    ]


def _is_open(resolution: Resolution, effect: Effect) -> bool:
    return any(
        found.gateway.effect is effect and found.status is YES for found in resolution.findings
    )


def _is_shown(resolution: Resolution, finding: Finding) -> bool:
    """Every route is shown, open or not; what goes along with one only when it applies.

    A route for another direction (asking, when the person would share) is no route here.
    """
    if finding.status is YES:
        return True
    if finding.status is UNKNOWN:
        return not finding.gateway.attaches_to
    turned_on = {leaf.fact for leaf, _ in resolution.turned_on(finding)}
    return finding.gateway.effect in ROUTES and turned_on != {"direction"}


def _finding(law: Law, resolution: Resolution, finding: Finding) -> dict[str, Any]:
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
        "says": fill(gateway.says, law, facts),
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


def _also_open(law: Law, resolution: Resolution) -> list[str]:
    """Other ways that are open besides the one that leads, one line each."""
    chosen = _leading(resolution)
    return [
        law.wording["also_open"].format(
            name=found.gateway.name,
            says=fill(found.gateway.says, law, resolution.facts),
        )
        for found in resolution.findings
        if found.status is YES
        and found.gateway.effect in ROUTES
        and found is not resolution.lead
        and found is not chosen
    ]


def _says(law: Law, resolution: Resolution, effect: Effect) -> list[dict[str, str]]:
    return [
        {
            "text": fill(found.gateway.says, law, resolution.facts),
            "provision": found.gateway.citation.provision,
        }
        for found in _applying(resolution)
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
    chosen = _leading(resolution) or next(
        (found for found in resolution.findings if found.status is YES), None
    )
    return list(chosen.gateway.quotes[:MOST_QUOTES]) if chosen else []


def _whom_to_ring(resolution: Resolution) -> list[str]:
    names = []
    if _is_open(resolution, Effect.EMERGENCY):
        names.append("emergency")
    if any(found.gateway.standing and found.status is not NO for found in resolution.findings):
        names.append("oranga-tamariki")
    if resolution.facts.get("family_violence") == "yes":
        names.append("family-violence-line")
    return [*names, "privacy-officer"]
