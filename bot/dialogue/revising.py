"""What was answered before and cannot stand beside what is said now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.law.settling import clashes, with_implied
from bot.law.truth import NOT_SURE

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from bot.law.model import Law


def consistent(law: Law, said: Mapping[str, str]) -> dict[str, str]:
    """What one message says, without what makes no sense beside the rest of it."""
    kept = dict(said)
    while wrong := {name for name, _, _ in clashes(law, with_implied(law, kept))}:
        kept = {
            name: value for name, value in kept.items() if not _rests_on(law, name, value, wrong)
        }
    return kept


def no_longer_so(law: Law, facts: Mapping[str, str], said: Mapping[str, str]) -> dict[str, None]:
    """Facts that fall away, each with None. The latest word counts.

    Args:
        law: the vocabulary.
        facts: what was answered before.
        said: what this message says, consistent in itself.
    """
    gone = set(_otherwise_implied(law, facts, said)) - said.keys()
    while wrong := _without_sense(law, {**facts, **said}, said, gone):
        gone |= wrong
    return dict.fromkeys(sorted(gone & facts.keys()))


def _otherwise_implied(
    law: Law, facts: Mapping[str, str], said: Mapping[str, str]
) -> Iterator[str]:
    """Facts that what is said implies otherwise, and answers that imply something else."""
    for name, value in said.items():
        for implied, its_value in _implies(law, name, value).items():
            if facts.get(implied, its_value) != its_value:
                yield implied
    for name, value in facts.items():
        for implied, its_value in _implies(law, name, value).items():
            if said.get(implied, its_value) not in {its_value, NOT_SURE}:
                yield name


def _without_sense(
    law: Law, together: Mapping[str, str], said: Mapping[str, str], gone: set[str]
) -> set[str]:
    """Earlier answers that one clash, if there is one, rests on."""
    kept = {name: value for name, value in together.items() if name not in gone}
    for name, other, _ in clashes(law, with_implied(law, kept)):
        clashing = {name, other}
        rest = {n for n, value in kept.items() if _rests_on(law, n, value, clashing)}
        return rest - said.keys()
    return set()


def _rests_on(law: Law, name: str, value: str, wrong: set[str]) -> bool:
    return name in wrong or not wrong.isdisjoint(_implies(law, name, value))


def _implies(law: Law, name: str, value: str) -> Mapping[str, str]:
    option = law.facts[name].options.get(value)
    return option.implies if option else {}
