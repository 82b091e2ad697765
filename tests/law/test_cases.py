"""What the law gives on example facts, provision by provision, from ``tests/law/cases``."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import pytest

from bot.law.load import load_law
from tests.law.comparing import CASES, TODAY, of_a_case

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from bot.law.model import Gateway, Law

LAW = load_law()
AWAKE = [entry for entry in CASES if entry.get("dormant") != "yes"]
DORMANT = [entry for entry in CASES if entry.get("dormant") == "yes"]
KINDS = frozenset({"open", "closed", "undecided", "not in force"})
AT_LEAST = 250


def versions(law: Law, entry: dict[str, Any]) -> list[Gateway]:
    """Every version of the gateway of an entry, by date."""
    return [gateway for gateway in law.gateways if gateway.id == entry["gateway"]]


def each_case(entries: list[dict[str, Any]]) -> Iterator[Any]:
    """Every case of these entries, named as it is written."""
    for entry in entries:
        for case in entry["cases"]:
            yield pytest.param(entry, case, id=f"{entry['gateway']}: {case['case']}")


@pytest.mark.parametrize(("entry", "case"), list(each_case(AWAKE)))
def test_the_law_on_example_facts(entry: dict[str, Any], case: dict[str, Any]) -> None:
    """Each case of what is in force comes out as it is written."""
    assert not list(of_a_case(LAW, entry, case))


@pytest.mark.parametrize("entry", DORMANT, ids=lambda entry: entry["gateway"])
def test_what_is_dormant_says_nothing_today(entry: dict[str, Any]) -> None:
    """On no day that we hold: not in the past, not today, not in years to come."""
    (gateway,) = versions(LAW, entry)
    days = (date(2019, 7, 1), TODAY, date(2040, 1, 1))

    assert gateway.in_force.dormant
    assert not any(gateway.in_force.covers(day) for day in days)


def test_what_is_dormant_works_once_it_begins(law_copy: Path) -> None:
    """With a first day in the place of *not yet*, its cases come out as they are written."""
    for file in (law_copy / "frameworks").glob("*.yml"):
        text = file.read_text(encoding="utf-8")
        file.write_text(text.replace("from: not yet", f"from: {TODAY}"), encoding="utf-8")
    woken = load_law(law_copy)

    assert not any(gateway.in_force.dormant for gateway in woken.gateways)
    for entry in DORMANT:
        for case in entry["cases"]:
            on = TODAY - timedelta(days=1) if case["status"] == "not in force" else TODAY
            assert not list(of_a_case(woken, entry, {**case, "on": on}))


def test_there_are_many_cases() -> None:
    """So many that no provision is left with its first example only."""
    assert sum(len(entry["cases"]) for entry in CASES) >= AT_LEAST


def test_every_gateway_has_cases() -> None:
    """No provision is encoded without examples, and no example names one that is gone."""
    assert {entry["gateway"] for entry in CASES} == {gateway.id for gateway in LAW.gateways}


def test_a_gateway_has_one_entry() -> None:
    """All cases of a provision stand together, each under a name of its own."""
    assert max(Counter(entry["gateway"] for entry in CASES).values()) == 1
    for entry in CASES:
        assert max(Counter(case["case"] for case in entry["cases"]).values()) == 1


@pytest.mark.parametrize("entry", CASES, ids=lambda entry: entry["gateway"])
def test_a_gateway_has_a_case_of_each_kind(entry: dict[str, Any]) -> None:
    """Open, closed, undecided and the day before; where one cannot be, the file says why."""
    without = entry.get("none", {})
    given = {case["status"] for case in entry["cases"]}

    assert all(len(str(reason).split()) > 3 for reason in without.values())
    assert given.isdisjoint(without)
    assert given | set(without) == KINDS


@pytest.mark.parametrize("entry", CASES, ids=lambda entry: entry["gateway"])
def test_cases_cite_the_provision_of_the_law_file(entry: dict[str, Any]) -> None:
    """The citation beside the cases is the one that people are shown."""
    cited = {gateway.citation.provision for gateway in versions(LAW, entry)}

    assert cited == {entry["provision"]}


@pytest.mark.parametrize("entry", AWAKE, ids=lambda entry: entry["gateway"])
def test_days_are_those_on_which_the_law_changed(entry: dict[str, Any]) -> None:
    """A case without the provision is on its last day without; each change has both its days."""
    spans = [gateway.in_force for gateway in versions(LAW, entry)]
    starts = sorted(span.start for span in spans if span.start)
    before = {case["on"] for case in entry["cases"] if case["status"] == "not in force"}
    within = {case["on"] for case in entry["cases"] if "on" in case} - before

    assert before == {starts[0] - timedelta(days=1)} if starts else not before
    assert within >= {day for start in starts[1:] for day in (start - timedelta(days=1), start)}
