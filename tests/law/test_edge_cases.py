"""The edge cases of the law, E01 to E62, and our own: ``tests/law/edge_cases.yml``."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from bot.law.load import load_law
from bot.law.questions import open_questions
from bot.law.reading import WordsLoader
from bot.law.resolve import Resolution, resolve
from bot.law.table import around_the_table
from bot.render.finding import STATUS
from bot.render.headline import headline

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

LAW = load_law()
TODAY = date(2026, 11, 22)
FILE = Path(__file__).parent / "edge_cases.yml"
ENTRIES = yaml.load(FILE.read_text(encoding="utf-8"), WordsLoader)  # noqa: S506 a SafeLoader
ABOUT = frozenset({"id", "title", "cites", "confidence", "facts", "also", "change"})
EXPECTED = frozenset(
    {"outcome", "not_outcome", "lead", "open", "closed", "undecided", "not_open", "not_closed"}
    | {"not_in_force", "elsewhere", "asks", "does_not_ask", "said", "not_said"}
    | {"explainer", "explainer_cites", "meeting"}
)
OWN_AT_LEAST = 10


def situations() -> Iterator[Any]:
    """Each entry, and each of its *also*, with the facts of it and what must hold."""
    for entry in ENTRIES:
        for number, case in enumerate([entry, *entry.get("also", [])]):
            facts = {**entry["facts"], **case.get("change", {})}
            told = {name: value for name, value in facts.items() if value != "not asked"}
            name = f"{entry['id']}: {entry['title']}" + (f" ({number})" if number else "")
            yield pytest.param(told, case, id=name)


@pytest.mark.parametrize(("facts", "expected"), list(situations()))
def test_an_edge_case(facts: dict[str, str], expected: Mapping[str, Any]) -> None:
    """What must hold, holds; every difference is named at once."""
    resolution = resolve(LAW, facts, TODAY)
    asked = {question.fact.id for question in open_questions(LAW, facts, TODAY)}
    wrong = [*differences(resolution, expected), *_explained(expected)]
    wrong += [f"does not ask {name}" for name in expected.get("asks", ()) if name not in asked]
    wrong += [f"asks {name}" for name in expected.get("does_not_ask", ()) if name in asked]
    seats = {seat.role: seat.resolution for seat in around_the_table(LAW, facts, TODAY)}
    for role, holds in expected.get("meeting", {}).items():
        wrong += [f"{role}: {problem}" for problem in differences(seats[role], holds)]

    assert not wrong, f"{'; '.join(wrong)}. It says: {headline(LAW, resolution)}"


def differences(resolution: Resolution, expected: Mapping[str, Any]) -> Iterator[str]:
    """Where a resolution is not what was expected of it, in words."""
    outcome, lead = resolution.outcome.value, resolution.lead
    leads = lead.gateway.id if lead else "nothing"
    if outcome != expected.get("outcome", outcome):
        yield f"outcome is {outcome}, not {expected['outcome']}"
    if outcome in expected.get("not_outcome", ()):
        yield f"outcome is {outcome}"
    if leads != expected.get("lead", leads):
        yield f"{leads} leads, not {expected['lead']}"
    yield from _statuses(resolution, expected)
    sentence = headline(LAW, resolution)
    if expected.get("said", "") not in sentence:
        yield f"does not say '{expected['said']}'"
    if "not_said" in expected and expected["not_said"] in sentence:
        yield f"says '{expected['not_said']}'"


def _statuses(resolution: Resolution, expected: Mapping[str, Any]) -> Iterator[str]:
    found = {finding.gateway.id: STATUS[finding.status] for finding in resolution.findings}
    away = {finding.gateway.id for finding in resolution.findings if finding.elsewhere}
    for status in STATUS.values():
        for name in expected.get(status, ()):
            if found[name] != status:
                yield f"{name} is {found[name]}, not {status}"
        for name in expected.get(f"not_{status}", ()):
            if found[name] == status:
                yield f"{name} is {status}"
    yield from (f"{name} is in force" for name in expected.get("not_in_force", ()) if name in found)
    for name in expected.get("elsewhere", ()):
        if found[name] != "open" or name not in away:
            yield f"{name} is {found[name]}, not open elsewhere"


def _explained(expected: Mapping[str, Any]) -> Iterator[str]:
    name = expected.get("explainer")
    if name is None:
        return
    if name not in LAW.explainers:
        yield f"no explainer is called {name}"
        return
    cited = " ".join(note.provision for note in LAW.explainers[name].says)
    if expected.get("explainer_cites", "") not in cited:
        yield f"explainer {name} does not cite {expected['explainer_cites']}"


def test_every_edge_case_is_there_once() -> None:
    """E01 to E62 in order, then enough of our own."""
    ids = [entry["id"] for entry in ENTRIES]
    own = [name for name in ids if name.startswith("X")]

    assert ids[:62] == [f"E{number:02}" for number in range(1, 63)]
    assert ids[62:] == own
    assert len(own) >= OWN_AT_LEAST
    assert max(Counter(ids).values()) == 1


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry["id"])
def test_an_entry_can_be_read_and_checked(entry: dict[str, Any]) -> None:
    """It cites what it rests on, says how sure that is, expects something, and has no stray key."""
    assert re.fullmatch(r"(P\*?|G|S|M)((, | \+ )(P\*?|G|S|M))*", entry["confidence"])
    assert entry["title"]
    assert entry["cites"]
    for case in (entry, *entry.get("also", [])):
        assert set(case) <= ABOUT | EXPECTED
        assert EXPECTED.intersection(case)
