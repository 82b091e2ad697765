"""A change of law is one entry, one case and one line in the changelog, and no Python.

Here it is done: from 1 July 2027, say, section 66C is no longer about classes of children.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
import yaml

from bot.law.load import load_law
from bot.law.reading import WordsLoader
from tests.law.comparing import CASES, TODAY, of_a_case

if TYPE_CHECKING:
    from pathlib import Path

OTA = "frameworks/oranga-tamariki-act.yml"
BEGINS = "2027-07-01"
ITS_CASES = """
- {case: a class on the last day, change: {subject: class}, on: 2027-06-30, status: open}
- {case: a class from then on, change: {subject: class}, on: 2027-07-01, status: closed}
- {case: one child as before, on: 2027-07-01, status: open, lead: ota.s66c}
"""


@pytest.fixture
def changed(law_copy: Path) -> Path:
    """The law files after an edit that anyone can make: end the entry, add the next one."""
    path = law_copy / OTA
    text = path.read_text(encoding="utf-8")
    start = text.index("  - id: ota.s66c\n")
    entry = text[start : text.index("  - id: ota.s66c-ask\n")]
    ended = entry.replace("until: open", "until: 2027-06-30")
    begun = entry.replace("from: 2019-07-01", f"from: {BEGINS}").replace(
        "under_18, class, adult_affecting_child", "under_18, adult_affecting_child"
    )
    path.write_text(text.replace(entry, ended + begun), encoding="utf-8")
    return law_copy


def test_one_entry_changes_the_law_from_its_day(changed: Path) -> None:
    """Its cases hold, on the last day before and from the first day on."""
    law = load_law(changed)
    entry = next(each for each in CASES if each["gateway"] == "ota.s66c")

    for case in yaml.load(ITS_CASES, WordsLoader):  # noqa: S506 a SafeLoader
        assert not list(of_a_case(law, entry, case))


def test_nothing_else_changes(changed: Path) -> None:
    """Every case of every provision comes out today as it did before."""
    law = load_law(changed)

    for entry in CASES:
        if entry.get("dormant") == "yes":
            continue
        for case in entry["cases"]:
            assert not list(of_a_case(law, entry, {"on": TODAY, **case}))


def test_what_goes_along_with_it_goes_along_with_the_new_entry(changed: Path) -> None:
    """The duty to consult and the protection need no change of their own."""
    law = load_law(changed)

    for name in ("ota.s66k", "ota.s16"):
        assert "ota.s66c" in law.gateway(name, date.fromisoformat(BEGINS)).attaches_to
