"""What must be so of every situation and every question, whatever the law files say.

Each is a function that yields a message for each breach. ``tests/proof`` breaks the law for each
of them and sees it noticed. Those about what a person reads are in ``answers.py``, those about the
whole in ``whole.py``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.law.questions import MOST_QUESTIONS
from bot.law.resolve import Outcome
from bot.law.truth import NOT_SURE, UNKNOWN
from bot.proof.node import shown

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from bot.proof.node import Node
    from bot.proof.states import States

    Children = Sequence[tuple[str, Node]]

GIVES = (Outcome.PERMITTED, Outcome.CONSIDER, Outcome.REQUIRED)
"""Outcomes that give something, the least first."""


def a_way_that_is_open_is_not_denied(node: Node) -> Iterator[str]:
    """Where a route to the recipient is open, the outcome is not one that says there is none."""
    denied = {Outcome.NOT_UNDER_THESE, Outcome.UNDECIDED}
    if node.verdict.lead and node.verdict.outcome in denied:
        yield f"{node.verdict.lead} is open, yet {node.verdict.outcome.value}: {shown(node.raw)}"


def not_sure_gives_the_least(
    states: States, node: Node, fact: str, children: Children
) -> Iterator[str]:
    """A gateway that opens or closes on *not sure* does so on every answer that is offered.

    So *not sure* never gives more, and never takes more, than each of the answers would; and an
    outcome that gives something on *not sure* is matched or exceeded on every answer.
    """
    unsure = next((child for value, child in children if value == NOT_SURE), None)
    if unsure is None:
        return
    for cell in node.state.live:
        status = states.cell_after(node.state, (fact, NOT_SURE), cell).status
        if status is UNKNOWN:
            continue
        for value, _ in children:
            if states.cell_after(node.state, (fact, value), cell).status is not status:
                name = states.side.in_force[cell.gateway].id
                yield (
                    f"{name} is {status.name} if not sure of {fact}, not if {value}: "
                    f"{shown(node.raw)}"
                )
    given = _given(unsure)
    for value, child in children:
        if _given(child) < given:
            yield (
                f"{unsure.verdict.outcome.value} if not sure of {fact}, "
                f"{child.verdict.outcome.value} if {value}: {shown(node.raw)}"
            )


def _given(node: Node) -> int:
    outcome = node.verdict.outcome
    if outcome is Outcome.GET_ADVICE:
        # Handing over is for an adviser to say: neither more nor less than the others.
        return len(GIVES) if node.verdict.weighty else -1
    return GIVES.index(outcome) if outcome in GIVES else -1


def each_question_matters(
    states: States, node: Node, fact: str, children: Children
) -> Iterator[str]:
    """Two answers to it lead to different things for some gateway, now or later."""
    if fact in states.side.apart:
        return
    if len({child.state[1:] for _, child in children}) < 2:  # noqa: PLR2004  two answers that differ
        yield f"{fact} is asked, and no answer to it changes anything: {shown(node.raw)}"


def no_question_comes_twice(_: States, node: Node, fact: str, __: Children) -> Iterator[str]:
    """What was answered, or follows from an answer, is not asked again."""
    if any(name == fact for name, _ in node.raw):
        yield f"{fact} is asked again: {shown(node.raw)}"


def few_questions(_: States, node: Node, fact: str, __: Children) -> Iterator[str]:
    """Nobody is asked more than nine."""
    if len(node.raw) >= MOST_QUESTIONS + node.told:
        yield f"{fact} would be question {len(node.raw) - node.told + 1}: {shown(node.raw)}"


AT_EACH: tuple[Callable[[Node], Iterator[str]], ...] = (a_way_that_is_open_is_not_denied,)
AT_QUESTIONS: tuple[Callable[[States, Node, str, Children], Iterator[str]], ...] = (
    not_sure_gives_the_least,
    each_question_matters,
    no_question_comes_twice,
    few_questions,
)
