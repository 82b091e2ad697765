"""Every invariant can fail: a law that breaks it is noticed, in a part of the space."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from bot.law.conditions import All, AnyOf, Condition, Leaf
from bot.law.resolve import Outcome
from bot.law.truth import NOT_SURE
from bot.proof.answers import each_answer_cites_and_leads_on, no_headline_denies_an_open_way
from bot.proof.invariants import (
    a_way_that_is_open_is_not_denied,
    each_question_matters,
    few_questions,
    no_question_comes_twice,
    not_sure_gives_the_least,
)
from bot.proof.kinds import kinds
from bot.proof.node import Node
from bot.proof.side import Side
from bot.proof.space import Told, Where, prove
from bot.proof.states import States
from bot.proof.verdicts import breaches
from bot.proof.walk import EngineDiffers, Walk

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from bot.law.model import Law

    Broken = Callable[..., dict[str, list[str]]]

PART = (
    ("direction", "thinking_of_sharing"),
    ("sharer", "state-school-teacher"),
    ("recipient", "practice-nurse"),
)
EXAMPLE = dict(PART) | {"subject": "child", "concern": "neglect"}


def breaks(law: Law, day: date, *, told: tuple[str, ...] = ()) -> dict[str, list[str]]:
    """What is broken in one part of the space."""
    return breaches(law, day, prove(Where(law, day, told=(Told(told),), only=PART)))


def with_gateway(law: Law, gateway_id: str, **changes: object) -> Law:
    """The law with one gateway otherwise."""
    changed = [
        replace(g, **changes) if g.id == gateway_id else g  # type: ignore[arg-type]  # by name
        for g in law.gateways
    ]
    return replace(law, gateways=tuple(changed))


def leaf(fact: str, *values: str) -> Leaf:
    """One fact has one of these values."""
    return Leaf(fact, frozenset(values), frozenset(), "it is so", "it is not")


def test_danger_that_opens_nothing_is_seen(broken: Broken) -> None:
    """The answer *yes* does not open 111 any more, so nothing puts it first."""
    found = broken("frameworks/emergency.yml", "is: [yes]", "is: [no]")

    assert found["danger_is_an_emergency"]
    assert found["danger_puts_111_first"]


def test_a_worry_that_cannot_be_reported_is_seen(broken: Broken) -> None:
    """Section 15 loses one of its worries."""
    worries = "is: [harm, neglect, wellbeing, family_violence, self_harm]"
    file = "frameworks/oranga-tamariki-act.yml"
    found = broken(file, worries, worries.replace(", self_harm", ""))

    assert "self_harm" in found["a_concern_may_always_be_reported"][0]


def test_a_gateway_that_never_opens_or_closes_is_seen(law: Law, day: date) -> None:
    """One that asks for both yes and no, and one that asks for nothing that can fail."""
    never: Condition = All((leaf("danger_now", "yes"), leaf("danger_now", "no")))
    always: Condition = AnyOf((leaf("concern", "harm"), All(())))
    shut = breaks(with_gateway(law, "fva.s24", when=never, to=None), day)
    ajar = breaks(with_gateway(law, "fva.s24", when=always, to=None), day)

    assert "fva.s24 is never open" in shut["each_gateway_opens_and_closes"]
    assert "fva.s24 is never closed" in ajar["each_gateway_opens_and_closes"]


def test_a_gateway_that_cites_nothing_is_seen(law: Law, day: date) -> None:
    """Neither in the data nor in the answer."""
    cited = replace(law.gateway("ota.s66c", day).citation, provision=" ")
    mute = with_gateway(law, "ota.s66c", citation=cited)
    facts = {**EXAMPLE, "danger_now": "no", "purpose": "assess"}

    assert breaks(mute, day)["each_gateway_is_cited"]
    assert list(each_answer_cites_and_leads_on(mute, facts, day))
    assert not list(each_answer_cites_and_leads_on(law, facts, day))


def test_a_headline_that_denies_an_open_way_is_seen(law: Law, day: date) -> None:
    """The words for *yes* say no."""
    said = {**law.wording, "outcome_permitted": "No, you cannot tell {recipient}. {name}"}
    facts = {**EXAMPLE, "danger_now": "no", "purpose": "assess", "violence": "no"}

    assert list(no_headline_denies_an_open_way(replace(law, wording=said), facts, day))
    assert not list(no_headline_denies_an_open_way(law, facts, day))


def test_an_answer_that_takes_something_back_is_seen(law: Law, day: date) -> None:
    """A later answer implies otherwise than an earlier one that was believed."""
    subject = law.facts["subject"]
    child = replace(subject.options["child"], implies={"capacity": "private"})
    early = replace(subject, options={**subject.options, "child": child})
    states = States(Side(replace(law, facts={**law.facts, "subject": early}), day))
    raw = (("direction", "thinking_of_sharing"), ("sharer", "state-school-teacher"))
    begun = states.start(raw)
    assert begun is not None

    states.after(begun.state, (*raw, ("subject", "class")), ("subject", "class"))
    assert not states.taken_back
    states.after(begun.state, (*raw, ("subject", "child")), ("subject", "child"))
    assert "capacity=work becomes private" in states.taken_back[0][0]


class Looking:
    """Keeps every question, for a test to look at."""

    def __init__(self) -> None:
        self.seen: list[tuple[Node, str, Sequence[tuple[str, Node]]]] = []

    def node(self, node: Node) -> None:
        """Nothing is kept of nodes."""

    def question(self, node: Node, fact: str, children: Sequence[tuple[str, Node]]) -> None:
        """Keep it."""
        self.seen.append((node, fact, children))


def looked(law: Law, day: date) -> tuple[States, Looking]:
    """A small walk and what it asked."""
    states, looking = States(Side(law, day)), Looking()
    narrow = kinds(law)
    for name, value in PART:
        narrow[name] = tuple(kind for kind in narrow[name] if value in kind.members)
    walk = Walk(states, narrow, ())
    walk.to_the_end(walk.openings(), looking, 9)
    return states, looking


def test_a_question_that_cannot_matter_is_seen(law: Law, day: date) -> None:
    """All its answers lead to the same."""
    states, looking = looked(law, day)
    node, fact, children = looking.seen[-1]

    assert not list(each_question_matters(states, node, fact, children))
    assert list(each_question_matters(states, node, fact, [children[0], children[0]]))


def test_a_question_that_comes_twice_or_too_late_is_seen(law: Law, day: date) -> None:
    """One that was answered, and a tenth."""
    states, looking = looked(law, day)
    node, fact, children = looking.seen[-1]

    assert not list(no_question_comes_twice(states, node, fact, children))
    assert list(no_question_comes_twice(states, node, node.raw[0][0], children))
    assert not list(few_questions(states, node, fact, children))
    node.raw = tuple((f"fact{number}", "yes") for number in range(9))
    assert list(few_questions(states, node, fact, children))


def test_not_sure_that_gives_more_is_seen(law: Law, day: date) -> None:
    """The outcome of *not sure* is taken from an answer that gives, and the others do not."""
    states, looking = looked(law, day)
    node, fact, children = next(
        (node, fact, children)
        for node, fact, children in looking.seen
        if any(child.verdict.outcome is Outcome.PERMITTED for _, child in children)
        and dict(children)[NOT_SURE].verdict.outcome is not Outcome.PERMITTED
    )
    unsure = dict(children)[NOT_SURE]
    gives = next(child for _, child in children if child.verdict.outcome is Outcome.PERMITTED)

    assert not list(not_sure_gives_the_least(states, node, fact, children))
    unsure.verdict = gives.verdict
    gives.verdict = replace(gives.verdict, outcome=Outcome.UNDECIDED)
    assert list(not_sure_gives_the_least(states, node, fact, children))


def test_an_outcome_that_denies_its_lead_is_seen(law: Law, day: date) -> None:
    """A route is open, and the outcome says that none is."""
    _, looking = looked(law, day)
    node = next(child for _, __, found in looking.seen for _, child in found if child.verdict.lead)

    assert not list(a_way_that_is_open_is_not_denied(node))
    node.verdict = replace(node.verdict, outcome=Outcome.NOT_UNDER_THESE)
    assert list(a_way_that_is_open_is_not_denied(node))


def test_questions_and_facts_that_do_nothing_are_seen(law: Law, day: date) -> None:
    """In a part in which everybody is the same teacher, who they are changes nothing."""
    found = breaks(law, day)

    assert (
        "sharer is asked, and changes nothing anywhere" in found["each_question_changes_something"]
    )
    assert "request is never asked" in found["each_fact_is_asked_or_told"]


def test_an_engine_that_reads_more_than_a_state_holds_is_seen(
    law: Law, day: date, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was taken to be alike is put to the engine again, and one that differs is an error."""
    asked = Side.ask

    def odd(self: Side, raw: tuple[tuple[str, str], ...], *rest: int) -> object:
        found = asked(self, raw, *rest)
        return replace(found, lead="by name") if len(rest) == 1 else found

    monkeypatch.setattr(Side, "ask", odd)
    monkeypatch.setattr("bot.proof.walk.ASKED_AGAIN", 1)

    with pytest.raises(EngineDiffers, match="taken to be alike"):
        looked(law, day)
