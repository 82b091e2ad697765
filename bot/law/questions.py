"""Which questions can still change the answer, cheapest first, and why each is asked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.law.conditions import evaluate
from bot.law.model import ROUTES, WEIGHTY, Effect, Gateway, Law
from bot.law.resolve import Finding, Outcome, Resolution, resolve
from bot.law.table import OF_ONE_RECIPIENT, as_told_to, company, is_meeting
from bot.law.truth import NO, NOT_SURE, YES

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from bot.law.vocabulary import Fact, Option


@dataclass(frozen=True)
class Question:
    """A fact worth asking, and the gateways that its answer can still open or close."""

    fact: Fact
    decides: tuple[Gateway, ...]


MOST_QUESTIONS = 9
"""What a person with three minutes can be asked. After nine answers we say what we have."""


def open_questions(
    law: Law, facts: Mapping[str, str], on: date, *, asked: int | None = None
) -> tuple[Question, ...]:
    """The questions that can still change the answer, cheapest first, then in the file's order.

    A fact is worth asking when a gateway that matters is undecided, could still open, and turns
    on that fact. A gateway matters when it is a route that comes before the one that leads, or
    when the person must hear of it anyway (danger, a requirement, a duty to consider). What the
    person is not sure of, or what the law leaves unsettled, is never asked again. The last of
    the nine questions is the one that can decide most.

    Args:
        law: all the law.
        facts: what was answered, without what follows from it.
        on: the day of sharing.
        asked: how many questions were asked to get there; when not given, one for each fact.

    Raises:
        NoLawInForce, UnknownAnswer, Contradiction: as in ``resolve``.
    """
    asked = len(facts) if asked is None else asked
    feeds = _at_a_meeting(law, facts, on) if is_meeting(facts) else _with_one(law, facts, on)
    worth = [
        Question(law.facts[name], tuple(dict.fromkeys(found)))
        for name, found in feeds.items()
        if name not in facts
    ]
    return _in_order(law, worth, left=MOST_QUESTIONS - asked)


def choices(fact: Fact, facts: Mapping[str, str]) -> tuple[str, ...]:
    """The answers that go together with what was said, in the file's order; never "unknown".

    Args:
        fact: the one that is asked.
        facts: settled facts.
    """
    return tuple(value for value, option in fact.options.items() if _fits(option, facts))


def _is_a_question(fact: Fact, facts: Mapping[str, str]) -> bool:
    """Whether two answers at least are left that go together with what was said."""
    fitting = (option for option in fact.options.values() if _fits(option, facts))
    return next(fitting, None) is not None and next(fitting, None) is not None


def _fits(option: Option, facts: Mapping[str, str]) -> bool:
    allowed = {name: (value,) for name, value in option.implies.items() if value != NOT_SURE}
    return all(
        facts.get(name, NOT_SURE) in {*values, NOT_SURE}
        for name, values in {**allowed, **option.only_with}.items()
    )


def _with_one(law: Law, facts: Mapping[str, str], on: date) -> dict[str, list[Gateway]]:
    """By fact worth asking, the gateways that it can decide."""
    resolution = resolve(law, facts, on)
    feeds: dict[str, list[Gateway]] = {}
    settled = _is_settled(resolution)
    for finding in resolution.findings:
        if not finding.can_open or not _matters(finding, resolution, settled=settled):
            continue
        for name in finding.asks:
            question = _asked_through(law, law.facts[name], resolution.facts)
            if _is_a_question(law.facts[question], resolution.facts):
                feeds.setdefault(question, []).append(finding.gateway)
    return feeds


def _at_a_meeting(law: Law, facts: Mapping[str, str], on: date) -> dict[str, list[Gateway]]:
    """The same for all round the table; who they are is one question."""
    feeds: dict[str, list[Gateway]] = {}
    for role in company(facts) or ("",):
        for name, gateways in _with_one(law, as_told_to(facts, role), on).items():
            if name == "recipient":
                feeds.setdefault("company", []).extend(gateways)
            elif name not in OF_ONE_RECIPIENT:
                feeds.setdefault(name, []).extend(gateways)
    return feeds


def _in_order(law: Law, worth: list[Question], left: int) -> tuple[Question, ...]:
    """Cheapest first; with one answer left the question that decides most; then danger only."""
    order = {name: number for number, name in enumerate(law.facts)}

    def rank(question: Question) -> tuple[bool, int, int, int]:
        decides = len(question.decides) if left == 1 else 0
        place = order[question.fact.id]
        return (not _is_danger(question), -decides, question.fact.cost, place)

    kept = (question for question in worth if left > 0 or _is_danger(question))
    return tuple(sorted(kept, key=rank))


def _is_danger(question: Question) -> bool:
    return any(gateway.effect is Effect.EMERGENCY for gateway in question.decides)


def _asked_through(law: Law, fact: Fact, facts: Mapping[str, str]) -> str:
    """The compound fact whose question asks it, or the fact by itself."""
    beside = law.asked_in.get(fact.asked_in, ())
    if not beside or (fact.alone and any(other in facts for other in beside)):
        return fact.id
    return fact.asked_in


def _matters(finding: Finding, resolution: Resolution, *, settled: bool) -> bool:
    effect, lead = finding.gateway.effect, resolution.lead
    if effect is Effect.EMERGENCY:
        return True
    if settled:
        return False
    if effect in WEIGHTY:
        return True
    if effect not in ROUTES or _is_known_elsewhere(finding, resolution):
        return False
    return lead is None or finding.gateway.rank < lead.gateway.rank


def _is_settled(resolution: Resolution) -> bool:
    """Whether it has to be handed over, or an adviser has to look first: nothing else matters."""
    return resolution.outcome is Outcome.REQUIRED or any(
        found.gateway.effect is Effect.ADVICE and found.status is YES
        for found in resolution.findings
    )


def _is_known_elsewhere(finding: Finding, resolution: Resolution) -> bool:
    """Whether the way leads to others than the one named, and no answer can change that."""
    to, facts = finding.gateway.to, resolution.facts
    if not finding.elsewhere or to is None:
        return False
    return "recipient" in facts or evaluate(to, facts) is NO
