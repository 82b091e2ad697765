"""What the law gives on example facts, provision by provision, from ``tests/law/cases``."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from bot.law.load import load_law
from bot.law.reading import WordsLoader
from bot.law.resolve import resolve
from bot.render.finding import STATUS

if TYPE_CHECKING:
    from collections.abc import Iterator

LAW = load_law()
TODAY = date(2026, 11, 22)
FILES = sorted((Path(__file__).parent / "cases").glob("*.yml"))
ENTRIES = [entry for file in FILES for entry in yaml.load(file.read_text(), WordsLoader)]  # noqa: S506


def each_case() -> Iterator[Any]:
    """Every case of every entry, named as it is written."""
    for entry in ENTRIES:
        for case in entry["cases"]:
            yield pytest.param(entry, case, id=f"{entry['gateway']}: {case['case']}")


@pytest.mark.parametrize(("entry", "case"), list(each_case()))
def test_the_law_on_example_facts(entry: dict[str, Any], case: dict[str, Any]) -> None:
    """Status, lead, outcome and the facts it turned on are as the provision says."""
    facts = {**entry["open"], **case.get("change", {})}
    day = case.get("on", TODAY)
    if case["status"] == "not in force":
        in_force = {g.id for g in LAW.gateways if g.in_force.covers(day)}
        assert entry["gateway"] not in in_force
        return

    resolution = resolve(LAW, facts, day)
    finding = resolution.of(entry["gateway"])

    assert STATUS[finding.status] == case["status"]
    assert finding.elsewhere == (case.get("elsewhere") == "yes")
    if "turned_on" in case:
        assert {leaf.fact for leaf, _ in resolution.turned_on(finding)} == set(case["turned_on"])
    if "outcome" in case:
        assert resolution.outcome.value == case["outcome"]
    if "lead" in case:
        assert resolution.lead is not None
        assert resolution.lead.gateway.id == case["lead"]


def test_every_gateway_has_cases() -> None:
    """No provision is encoded without examples, and no example names one that is gone."""
    assert {entry["gateway"] for entry in ENTRIES} == {gateway.id for gateway in LAW.gateways}


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry["gateway"])
def test_a_gateway_has_a_case_of_each_kind(entry: dict[str, Any]) -> None:
    """Open, closed, undecided, and the day before commencement where there is one."""
    wanted = {"open", "closed", "undecided"}
    if entry.get("always") != "yes":
        wanted.add("not in force")

    assert {case["status"] for case in entry["cases"]} >= wanted


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry["gateway"])
def test_cases_cite_the_provision_of_the_law_file(entry: dict[str, Any]) -> None:
    """The citation beside the cases is the one that people are shown."""
    gateway = next(g for g in LAW.gateways if g.id == entry["gateway"])

    assert gateway.citation.provision == entry["provision"]


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry["gateway"])
def test_the_day_before_is_the_last_day_without(entry: dict[str, Any]) -> None:
    """The case of the day before names the very day: the next one the gateway is in force."""
    gateway = next(g for g in LAW.gateways if g.id == entry["gateway"])
    before = [case["on"] for case in entry["cases"] if "on" in case]

    assert all(
        gateway.in_force.start is not None and (gateway.in_force.start - day).days == 1
        for day in before
    )
