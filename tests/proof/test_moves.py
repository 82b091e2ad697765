"""Which situations moved between two laws; and any number of processes finds the same."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from bot.law.conditions import All
from bot.proof.moves import NoLawBefore, law_before, report
from bot.proof.outcomes import differences, outcomes, read, write
from bot.proof.space import Told, Where, prove

if TYPE_CHECKING:
    from datetime import date

    from bot.law.model import Law

PART = (("sharer", "state-school-teacher"), ("recipient", "practice-nurse"))
TOLD = (Told(()), Told(("subject", "concern"), 2))


def without(law: Law, gateway_id: str) -> Law:
    """The law as if a gateway had never been open."""
    shut = [
        replace(g, when=All(()), to=None, in_force=replace(g.in_force, dormant=True))
        if g.id == gateway_id
        else g
        for g in law.gateways
    ]
    return replace(law, gateways=tuple(shut))


def test_nothing_moves_between_a_law_and_itself(law: Law, day: date) -> None:
    """The comparison finds no difference where there is none."""
    assert report(law, law, day, told=(Told(()),), only=PART) == []


def test_a_gateway_that_is_gone_moves_its_situations(law: Law, day: date) -> None:
    """How many, from what to what, and three of them with their answers."""
    lines = report(law, without(law, "ota.s66c"), day, told=(Told(()),), only=PART)

    assert "ota.s66c" in lines[0].split("] to [")[0]
    assert any("[thinking_of_sharing: permitted by ota.s66c] to" in line for line in lines)
    assert "here are 3: danger_now=no, direction=asked, sharer=state-school-teacher" in lines[0]


def test_the_same_in_any_number_of_processes(law: Law, day: date) -> None:
    """Counts, marks and witnesses do not turn on who walked what."""
    where = Where(law, day, told=TOLD, only=PART)

    assert outcomes(prove(where, 1)) == outcomes(prove(where, 2))


def test_the_outcomes_are_read_as_they_were_written(law: Law, day: date, tmp_path: Path) -> None:
    """And a change of one of them is named."""
    found = outcomes(prove(Where(law, day, told=TOLD, only=PART)))
    write(found, tmp_path / "outcomes.yml")
    kept = read(tmp_path / "outcomes.yml")
    name = next(iter(kept))
    other = {**kept, name: replace(kept[name], mark="0" * 32)}

    assert differences(kept, found) == []
    assert differences(other, found)[0].startswith(f"{name}: as many situations as before")
    assert differences({}, found)[0].startswith("new: ")


def test_without_git_it_says_that_it_cannot_tell(tmp_path: Path) -> None:
    """A folder that is no repository has no last commit."""
    with pytest.raises(NoLawBefore, match="git does not give"):
        law_before(root=tmp_path)
