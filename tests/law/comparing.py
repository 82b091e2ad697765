"""What the law gives against what was expected of it: for the tests, and for what tests them."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml

from bot.law.questions import open_questions
from bot.law.reading import WordsLoader
from bot.law.resolve import Resolution, resolve
from bot.law.table import around_the_table
from bot.render.finding import STATUS
from bot.render.headline import headline

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from bot.law.model import Law

HERE = Path(__file__).parent
TODAY = date(2026, 11, 22)
NOT_ASKED = "not asked"


def read(path: Path) -> Any:
    """A file of expectations, in which yes and no stay words."""
    return yaml.load(path.read_text(encoding="utf-8"), WordsLoader)  # noqa: S506 a SafeLoader


CASES = [entry for file in sorted((HERE / "cases").glob("*.yml")) for entry in read(file)]
EDGES = read(HERE / "edge_cases.yml")


def changed(facts: Mapping[str, str], change: Mapping[str, str]) -> dict[str, str]:
    """The facts with some changed, or taken away where they were not asked."""
    return {name: said for name, said in {**facts, **change}.items() if said != NOT_ASKED}


def of_a_case(law: Law, entry: Mapping[str, Any], case: Mapping[str, Any]) -> Iterator[str]:
    """Where status, lead, outcome or what it turned on are not as the provision says."""
    facts = changed(entry["open"], case.get("change", {}))
    day, name = case.get("on", TODAY), entry["gateway"]
    if case["status"] == "not in force":
        if name in {gateway.id for gateway in law.in_force(day)}:
            yield "it is in force"
        return
    resolution = resolve(law, facts, day)
    if name not in {found.gateway.id for found in resolution.findings}:
        yield "it is not in force"
        return
    yield from _finding(resolution, entry, case)
    yield from _what_it_comes_to(resolution, case)


def _finding(
    resolution: Resolution, entry: Mapping[str, Any], case: Mapping[str, Any]
) -> Iterator[str]:
    finding = resolution.of(entry["gateway"])
    if STATUS[finding.status] != case["status"]:
        yield f"it is {STATUS[finding.status]}, not {case['status']}"
    if finding.elsewhere != (case.get("elsewhere") == "yes"):
        yield "it is open elsewhere" if finding.elsewhere else "it is not open elsewhere only"
    turned_on = {leaf.fact for leaf, _ in resolution.turned_on(finding)}
    if "turned_on" in case and turned_on != set(case["turned_on"]):
        yield f"it turned on {', '.join(sorted(turned_on))}"
    said = " ".join(note.text for note in finding.gateway.limits)
    if case.get("limits_say", "") not in said:
        yield f"its limits do not say '{case['limits_say']}'"
    if "limits_do_not_say" in case and case["limits_do_not_say"] in said:
        yield f"its limits say '{case['limits_do_not_say']}'"


def _what_it_comes_to(resolution: Resolution, case: Mapping[str, Any]) -> Iterator[str]:
    outcome = resolution.outcome.value
    leads = resolution.lead.gateway.id if resolution.lead else "nothing"
    if outcome != case.get("outcome", outcome):
        yield f"the outcome is {outcome}, not {case['outcome']}"
    if leads != case.get("lead", leads):
        yield f"{leads} leads, not {case['lead']}"


def situations() -> Iterator[tuple[str, dict[str, str], dict[str, Any]]]:
    """Each edge case, and each of its *also*: its name, its facts and what must hold."""
    for entry in EDGES:
        for number, case in enumerate([entry, *entry.get("also", [])]):
            name = f"{entry['id']}: {entry['title']}" + (f" ({number})" if number else "")
            yield name, changed(entry["facts"], case.get("change", {})), case


def of_an_edge_case(
    law: Law, facts: Mapping[str, str], expected: Mapping[str, Any]
) -> Iterator[str]:
    """Every difference, in words."""
    resolution = resolve(law, facts, TODAY)
    asked = {question.fact.id for question in open_questions(law, facts, TODAY)}
    yield from _differences(law, resolution, expected)
    yield from _explained(law, expected)
    yield from (f"does not ask {name}" for name in expected.get("asks", ()) if name not in asked)
    yield from (f"asks {name}" for name in expected.get("does_not_ask", ()) if name in asked)
    seats = {seat.role: seat.resolution for seat in around_the_table(law, facts, TODAY)}
    for role, holds in expected.get("meeting", {}).items():
        for problem in _differences(law, seats[role], holds):
            yield f"{role}: {problem}"


def _differences(law: Law, resolution: Resolution, expected: Mapping[str, Any]) -> Iterator[str]:
    yield from _what_it_comes_to(resolution, expected)
    if resolution.outcome.value in expected.get("not_outcome", ()):
        yield f"outcome is {resolution.outcome.value}"
    yield from _statuses(resolution, expected)
    sentence = headline(law, resolution)
    if expected.get("said", "") not in sentence:
        yield f"does not say '{expected['said']}', but '{sentence}'"
    if "not_said" in expected and expected["not_said"] in sentence:
        yield f"says '{expected['not_said']}' in '{sentence}'"


def _statuses(resolution: Resolution, expected: Mapping[str, Any]) -> Iterator[str]:
    found = {finding.gateway.id: STATUS[finding.status] for finding in resolution.findings}
    away = {finding.gateway.id for finding in resolution.findings if finding.elsewhere}
    for status in STATUS.values():
        for name in expected.get(status, ()):
            if found.get(name) != status:
                yield f"{name} is {found.get(name)}, not {status}"
        for name in expected.get(f"not_{status}", ()):
            if found.get(name) == status:
                yield f"{name} is {status}"
    yield from (f"{name} is in force" for name in expected.get("not_in_force", ()) if name in found)
    for name in expected.get("elsewhere", ()):
        if found.get(name) != "open" or name not in away:
            yield f"{name} is {found.get(name)}, not open elsewhere"


def _explained(law: Law, expected: Mapping[str, Any]) -> Iterator[str]:
    name = expected.get("explainer")
    if name is None:
        return
    if name not in law.explainers:
        yield f"no explainer is called {name}"
        return
    cited = " ".join(note.provision for note in law.explainers[name].says)
    if expected.get("explainer_cites", "") not in cited:
        yield f"explainer {name} does not cite {expected['explainer_cites']}"
