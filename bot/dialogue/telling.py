"""What a turn changed, in words: what is taken instead, what no longer fits, what was answered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.law.truth import NOT_SURE
from bot.render.phrases import heading, label

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from bot.law.model import Law

    Facts = Mapping[str, str]
    Changes = Mapping[str, str | None]


def changed(law: Law, facts: Facts, changes: Changes) -> str:
    """What is known otherwise now than before, a sentence each; nothing where all is only more.

    Args:
        law: names and labels of facts.
        facts: what was known before the turn.
        changes: what the turn changes; None where a fact falls away.
    """
    return " ".join([*_replaced(law, facts, changes), *_dropped(law, facts, changes)])


def _replaced(law: Law, facts: Facts, changes: Changes) -> Iterator[str]:
    for name, value in changes.items():
        before = facts.get(name)
        if value is None or before in {None, NOT_SURE, value}:
            continue
        now = label(law, name, value, {**facts, name: value})
        yield law.wording["changed"].format(name=heading(law, name, facts), now=now)


def _dropped(law: Law, facts: Facts, changes: Changes) -> Iterator[str]:
    gone = [
        heading(law, name, facts)
        for name, value in changes.items()
        if value is None and facts.get(name) not in {None, NOT_SURE}
    ]
    if gone:
        yield law.wording["dropped"].format(names=", ".join(gone))


def given(outcome: str, lead: str | None) -> str:
    """What was answered, in words of the closed sets only, to compare the next answer with."""
    return f"{outcome},{lead}" if lead else outcome


def moved(law: Law, before: str, now: str) -> str:
    """That the answer is another one than before, or that it stays."""
    if before == now:
        return law.wording["answer_stays"]
    outcome, _, lead = before.partition(",")
    names = {gateway.id: gateway.name for gateway in law.gateways}
    was = law.wording[f"was_{outcome}"]
    under = law.wording["was_under"].format(name=names[lead]) if lead in names else ""
    return law.wording["answer_moved"].format(was=f"{was}{under}")
