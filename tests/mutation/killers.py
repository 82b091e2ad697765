"""What stands against a fault in the law files: loading, cases, edge cases and tables."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.law.errors import Contradiction, LawError
from bot.law.model import InForce, Law
from tests.law import comparing, second_statement

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tests.mutation.blocks import Files, Mutant


def killed_by(files: Files, mutant: Mutant) -> str:
    """The first thing that notices it, in words; "" where nothing does."""
    try:
        law = files.with_edits(mutant.edits)
    except (LawError, KeyError) as refusal:
        return f"loading: {refusal}"
    try:
        return next(differences(law, mutant.group.partition("@")[0]), "")
    except Contradiction as refusal:
        return f"refused: {refusal}"


def differences(law: Law, first: str = "") -> Iterator[str]:
    """Each difference between the law and what is expected of it; ``first`` a gateway's own."""
    tables: tuple[tuple[str, Callable[[Law], Iterator[str]]], ...] = (
        ("provisions", second_statement.of_provisions),
        ("memberships", second_statement.of_memberships),
        ("answers together", second_statement.of_answers_together),
    )
    own, awake = [e for e in comparing.CASES if e["gateway"] == first], woken(law)
    yield from _cases(law, awake, own)
    for entry in second_statement.ANSWERS:
        if entry["gateway"] == first:
            yield from _named(f"answers of {first}", second_statement.of_answers(awake, entry))
    for name, table in tables:
        yield from _named(name, table(law))
    for name, facts, expected in comparing.situations():
        yield from _named(name, comparing.of_an_edge_case(law, facts, expected))
    yield from _cases(law, awake, [e for e in comparing.CASES if e["gateway"] != first])
    yield from _named("interviews", second_statement.of_interviews(law))
    for entry in second_statement.ANSWERS:
        if entry["gateway"] != first:
            name = f"answers of {entry['gateway']}"
            yield from _named(name, second_statement.of_answers(awake, entry))


def woken(law: Law) -> Law:
    """The law once what is dormant has begun."""
    begun = InForce(comparing.TODAY, None)
    return replace(
        law,
        gateways=tuple(
            replace(gateway, in_force=begun) if gateway.in_force.dormant else gateway
            for gateway in law.gateways
        ),
    )


def _cases(law: Law, awake: Law, found: list[dict[str, object]]) -> Iterator[str]:
    for entry in found:
        dormant = entry.get("dormant") == "yes"
        for case in entry["cases"]:  # type: ignore[attr-defined]  # as the files are laid out
            if not (dormant and case["status"] == "not in force"):
                name = f"{entry['gateway']}: {case['case']}"
                asked = awake if dormant else law
                yield from _named(name, comparing.of_a_case(asked, entry, case))


def _named(name: str, found: Iterator[str]) -> Iterator[str]:
    return (f"{name}: {difference}" for difference in found)
