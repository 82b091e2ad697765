"""The version of the closed sets: another one when a model has to learn anew, and only then."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from bot.law.load import load_law
from tests.law.test_load import OTA, break_file

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from bot.law.model import Law


def with_an_option_more(law: Law) -> Law:
    """As if danger could also be past."""
    danger = law.facts["danger_now"]
    options = {**danger.options, "past": danger.options["no"]}
    return replace(law, facts={**law.facts, "danger_now": replace(danger, options=options)})


def with_a_role_more(law: Law) -> Law:
    """As if the law spoke of lighthouse keepers."""
    return replace(law, roles={**law.roles, "lighthouse-keeper": law.roles["gp"]})


def without_a_role(law: Law) -> Law:
    """As if it spoke of no landlord."""
    return replace(law, roles={n: role for n, role in law.roles.items() if n != "landlord"})


def without_a_fact(law: Law) -> Law:
    """As if it asked nobody's age."""
    return replace(law, facts={n: fact for n, fact in law.facts.items() if n != "age"})


def test_it_is_short_enough_for_a_file_name(law: Law) -> None:
    """Twelve digits, and the same each time."""
    assert re.fullmatch(r"[0-9a-f]{12}", law.vocabulary)
    assert load_law().vocabulary == law.vocabulary


@pytest.mark.parametrize(
    "change", [with_an_option_more, with_a_role_more, without_a_role, without_a_fact]
)
def test_other_closed_sets_are_another_version(law: Law, change: Callable[[Law], Law]) -> None:
    """A model has not learnt the new name, or still speaks of one that is no more."""
    assert change(law).vocabulary != law.vocabulary


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        pytest.param("wording.yml", "Not sure", "Not certain", id="a wording"),
        pytest.param("facts.yml", "How old are they?", "What is their age?", id="a question"),
        pytest.param(OTA, "effect: requires", "effect: permits", id="what a gateway does"),
    ],
)
def test_other_words_are_the_same_version(
    law: Law, law_copy: Path, file: str, old: str, new: str
) -> None:
    """What a model has learnt still holds."""
    break_file(law_copy, file, old, new)

    changed = load_law(law_copy)

    assert changed.digest != law.digest
    assert changed.vocabulary == law.vocabulary


def test_each_role_has_its_sector(law: Law) -> None:
    """A teacher's is education, whatever the school."""
    assert set(law.groups) == set(law.roles)
    assert law.groups["state-school-teacher"] == law.groups["private-school"]
    assert law.groups["state-school-teacher"] != law.groups["gp"]
