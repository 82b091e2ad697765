"""``resolve``: what the law gives on facts that are known, for people and for programs."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from rich.markup import escape
from rich.table import Table

from bot.law.questions import open_questions
from bot.law.resolve import Outcome, Resolution, resolve
from bot.law.truth import NO, UNKNOWN
from bot.render import blocks
from bot.render.days import spoken
from bot.render.finding import STATUS, finding_entry
from bot.render.headline import headline
from bot.render.phrases import missing
from bot.tools import console

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from bot.law.model import Law
    from bot.law.resolve import Finding

COLOURS = {"open": "green", "closed": "red", "undecided": "yellow"}


def answer(law: Law, given: Mapping[str, str], on: date) -> dict[str, Any]:
    """The answer as one JSON object; docs/how-to/look-at-the-law.md describes it.

    Raises:
        UnknownAnswer, Contradiction, NoLawInForce: as in ``resolve``.
    """
    found = resolve(law, given, on)
    asked = open_questions(law, given, on)
    unknown = [
        leaf for each in _routes(found) for leaf, truth in found.turned_on(each) if truth is UNKNOWN
    ]
    return {
        "on": on.isoformat(),
        "law": {"as_at": law.as_at.isoformat(), "digest": law.digest},
        "given": dict(given),
        "facts": dict(found.facts),
        "outcome": found.outcome.value,
        "headline": headline(law, found),
        "lead": found.lead.gateway.id if found.lead else None,
        "findings": [_finding(law, found, each) for each in found.findings],
        "missing": list(dict.fromkeys(missing(leaf, law, found.facts) for leaf in unknown)),
        "next_question": blocks.question(law, found.facts, asked[0]) if asked else None,
        "status": status(found),
    }


def status(found: Resolution) -> int:
    """0 for a yes, 1 for a no (also where advice comes first), 3 where more facts are needed."""
    if found.outcome in {Outcome.REQUIRED, Outcome.PERMITTED}:
        return console.YES
    if found.outcome is Outcome.CONSIDER and found.lead is not None:
        return console.YES
    undecided = any(each.status is UNKNOWN for each in _routes(found))
    if undecided and found.outcome is not Outcome.GET_ADVICE:
        return console.MORE_NEEDED
    return console.NO


def _routes(found: Resolution) -> list[Finding]:
    return [each for each in found.findings if each.is_route]


def _finding(law: Law, found: Resolution, finding: Finding) -> dict[str, Any]:
    """As in an answer of the product, and the points it turned on with what was said of each."""
    points = [
        {
            "fact": leaf.turns_on(found.facts),
            "truth": truth.name.lower(),
            "value": found.facts.get(leaf.turns_on(found.facts)),
        }
        for leaf, truth in found.turned_on(finding)
    ]
    return {**finding_entry(law, found, finding), "is_route": finding.is_route, "turned_on": points}


def print_json(said: Mapping[str, Any]) -> None:
    """The object, and nothing else, on standard output."""
    console.out().out(json.dumps(said, ensure_ascii=False, indent=2), highlight=False)


def print_text(law: Law, said: Mapping[str, Any], on: date, *, every: bool) -> None:
    """The outcome, a row for each finding, what is missing, and the next question."""
    out = console.out()
    colour = {console.YES: "green", console.NO: "red"}.get(said["status"], "yellow")
    out.print(f"[bold {colour}]{said['outcome'].replace('_', ' ')}[/]: {escape(said['headline'])}")
    out.print(f"[dim]on {spoken(on)}; law read as at {spoken(law.as_at)} or later[/dim]\n")
    shown = [each for each in said["findings"] if every or each["status"] != STATUS[NO]]
    out.print(_table(shown))
    hidden = len(said["findings"]) - len(shown)
    if hidden:
        out.print(f"[dim]{hidden} more are closed; --all shows them and why.[/dim]")
    if said["missing"]:
        out.print("\n[bold]Not known yet[/bold]")
        for line in said["missing"]:
            out.print(f"  - {escape(line)}")
    asked = said["next_question"]
    if asked:
        out.print(f"\n[bold]Next question[/bold] ({asked['fact']}): {escape(asked['text'])}")
        for option in asked["options"]:
            out.print(f"  {asked['fact']}={option['value']}  [dim]{escape(option['label'])}[/dim]")


def _table(findings: list[Mapping[str, Any]]) -> Table:
    table = Table("", "gateway", "what it turned on", box=None, header_style="bold", pad_edge=False)
    for each in findings:
        word = each["status"] + (", for others" if each["elsewhere"] else "")
        reasons = [*each["because"], *(f"not known: {line}" for line in each["missing"])]
        name = f"[bold]{each['gateway']}[/bold] ({each['effect'].replace('_', ' ')})"
        table.add_row(
            f"[{COLOURS[each['status']]}]{word}[/]",
            f"{name}\n{escape(each['title'])}",
            "\n".join(f"- {escape(line)}" for line in reasons) or "[dim]goes along[/dim]",
        )
    return table
