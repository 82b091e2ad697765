"""What must be so of what a person reads, on one situation of every kind of answer."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from bot.law.model import ROUTES, Effect
from bot.law.resolve import resolve
from bot.law.table import as_told_to, company, is_meeting
from bot.law.truth import YES
from bot.render.answer import answer_blocks
from bot.render.phrases import fill

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from datetime import date

    from bot.law.model import Law
    from bot.proof.telling import Raw

Blocks = list[dict[str, Any]]
REFUSES = re.compile(
    r"\b(cannot|can't|can’t|must not|may not|not allowed|forbidden)\b", re.IGNORECASE
)

NOTHING_OPEN = "outcome_not_under_these_no_other"


def danger_puts_111_first(law: Law, facts: dict[str, str], day: date) -> Iterator[str]:
    """Whatever else was told: with danger now the first block says to ring 111."""
    danger = {**facts, "danger_now": "yes"}
    first = answer_blocks(law, danger, day)[0]
    if first.get("level") != "emergency" or "111" not in first.get("text", ""):
        yield f"the first block is not 111: {_shown(danger)}"
    for found in resolve(law, danger, day).findings:
        if found.gateway.effect is Effect.EMERGENCY and found.status is not YES:
            yield f"{found.gateway.id} is not open: {_shown(danger)}"


def each_answer_cites_and_leads_on(law: Law, facts: dict[str, str], day: date) -> Iterator[str]:
    """Every finding, duty, limit and protection names its provision; someone can be rung."""
    blocks = answer_blocks(law, facts, day)
    for block in blocks:
        for name in ("findings", "duties", "limits", "judgements", "protections"):
            for item in block.get(name, ()):
                if isinstance(item, dict) and not str(item.get("provision", "")).strip():
                    yield f"{name} without a provision: {_shown(facts)}"
    if not any(block["type"] == "contacts" and block["items"] for block in blocks):
        yield f"nobody to turn to: {_shown(facts)}"


def no_headline_denies_an_open_way(law: Law, facts: dict[str, str], day: date) -> Iterator[str]:
    """While any route is open, to the recipient or others, no headline says that none is."""
    resolution = resolve(law, _seated(facts), day)
    is_open = [
        found.gateway.id
        for found in resolution.findings
        if found.status is YES and found.gateway.effect in ROUTES
    ]
    if not is_open:
        return
    for block in answer_blocks(law, facts, day):
        said = str(block.get("headline", ""))
        if REFUSES.search(said) or said in _denials(law, facts):
            yield f"{is_open[0]} is open, yet '{said}': {_shown(facts)}"


def _denials(law: Law, facts: dict[str, str]) -> set[str]:
    """The headlines that are for when nothing is open at all, and for nothing else."""
    nothing = {k: v for k, v in law.wording.items() if k.startswith(NOTHING_OPEN)}
    others = {v for k, v in law.wording.items() if k not in nothing}
    return {fill(v, law, facts) for v in nothing.values() if v not in others}


def _seated(facts: dict[str, str]) -> dict[str, str]:
    seats = company(facts) if is_meeting(facts) else ()
    return as_told_to(facts, seats[0]) if seats else facts


def _shown(facts: dict[str, str]) -> str:
    return ", ".join(f"{name}={value}" for name, value in facts.items())


READ: tuple[Callable[[Law, dict[str, str], date], Iterator[str]], ...] = (
    danger_puts_111_first,
    each_answer_cites_and_leads_on,
    no_headline_denies_an_open_way,
)


def read_all(law: Law, day: date, answers: Iterable[Raw]) -> dict[str, list[str]]:
    """Hold all of them against these situations; what is broken, by the name of the function."""
    found: dict[str, list[str]] = {}
    for raw in answers:
        for check in READ:
            for message in check(law, dict(raw), day):
                found.setdefault(check.__name__, []).append(message)
    return found
