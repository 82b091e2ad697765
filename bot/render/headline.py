"""The answer in one sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.law.model import Effect
from bot.law.resolve import Outcome
from bot.law.truth import NO
from bot.render.phrases import fill
from bot.render.selecting import also_open, is_silent, leading

if TYPE_CHECKING:
    from bot.law.model import Law
    from bot.law.resolve import Resolution


def headline(law: Law, resolution: Resolution) -> str:
    """What the findings come to, under what, and whether it has to be done."""
    facts, outcome = resolution.facts, resolution.outcome
    name = f"outcome_{outcome.value}"
    chosen = leading(resolution)
    if outcome is Outcome.PERMITTED and chosen and chosen.gateway.effect is Effect.EXEMPTS:
        name = "outcome_permitted_exempt"
    elif outcome is Outcome.CONSIDER and resolution.lead is None:
        name = "outcome_consider_only"
    elif outcome is Outcome.NOT_UNDER_THESE and not also_open(resolution):
        name = "outcome_not_under_these_no_other"
    elif outcome is Outcome.GET_ADVICE and chosen is None:
        name = "outcome_get_advice_unsettled"
    named = {
        "name": chosen.gateway.name if chosen else "",
        "lead": resolution.lead.gateway.name if resolution.lead else "",
    }
    words = law.wording.get(f"{name}_{facts.get('direction')}", law.wording[name])
    sentences = [words, *_whether_required(law, resolution)]
    return " ".join(fill(said, law, facts, **named) for said in sentences)


def _whether_required(law: Law, resolution: Resolution) -> list[str]:
    """To one who was asked and may share: whether they have to. Never a no while it is open."""
    if resolution.facts.get("direction") != "asked":
        return []
    if resolution.outcome in {Outcome.REQUIRED, Outcome.GET_ADVICE}:
        return []
    musts = [
        found
        for found in resolution.findings
        if found.gateway.effect in {Effect.REQUIRES, Effect.ADVICE}
    ]
    certain = all(found.status is NO or is_silent(resolution, found) for found in musts)
    if certain:
        may_be_told = resolution.outcome in {Outcome.PERMITTED, Outcome.CONSIDER}
        return [law.wording["not_required"]] if may_be_told else []
    return [law.wording["maybe_required"]]
