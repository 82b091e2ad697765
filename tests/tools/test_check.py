"""``check``: every fault in the law data is named, with its place and the nearest right thing."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from bot.law.conditions import All, AnyOf, Leaf, Not
from bot.law.model import Effect, InForce, Law
from bot.law.truth import NO, YES
from bot.tools.reach import example, unreachable
from bot.tools.sound import checks

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.law.conditions import Condition

TODAY = date(2026, 11, 22)
CHILD = Leaf("subject", frozenset({"child"}), frozenset(), "about a child", "not about a child")
ADULT = Leaf("subject", frozenset({"adult"}), frozenset(), "about an adult", "not about an adult")


def faults(law: Law) -> str:
    """Every fault that the checks find, a line each."""
    return "\n".join(fault for row in checks(law, TODAY) for fault in row.faults)


def with_condition(law: Law, condition: Condition, effect: Effect = Effect.PERMITS) -> Law:
    """The law with a gateway of this condition and nothing else."""
    gateway = replace(law.gateways[0], id="x.y", when=condition, to=None, effect=effect)
    return replace(law, gateways=(gateway,))


def test_our_own_law_is_right(bot: Callable[..., Any]) -> None:
    """A row for each check, and status 0."""
    said = bot("check")

    assert said.status == 0, said.err
    assert "each gateway opens and closes" in said.out
    assert "0 faults" in said.out


@pytest.mark.parametrize(
    ("file", "right", "wrong", "hint"),
    [
        ("frameworks/emergency.yml", "effect: emergency", "effect: emergncy", "'emergency'"),
        ("frameworks/emergency.yml", "fact: danger_now", "fact: danger_nwo", "'danger_now'"),
        ("frameworks/emergency.yml", "as_at: 2026-11-22", "as_at: 2026-02-30", "not a day"),
    ],
    ids=["value", "fact", "day"],
)
def test_a_slip_is_named_with_file_line_and_the_nearest_right_thing(  # noqa: PLR0913, PLR0917  one argument for each column
    bot: Callable[..., Any], law_copy: Path, file: str, right: str, wrong: str, hint: str
) -> None:
    """The place can be clicked in an editor, and the hint typed over the slip."""
    path = law_copy / file
    text = path.read_text("utf-8")
    assert right in text
    path.write_text(text.replace(right, wrong, 1), encoding="utf-8")

    said = bot("check", "--law", str(law_copy))

    assert said.status == 1
    assert f"{path}:" in said.err.splitlines()[0]
    assert hint in said.err


def test_an_altered_quote_is_seen(bot: Callable[..., Any], law_copy: Path) -> None:
    """Guidance is quoted word for word, or not at all."""
    page = next((law_copy / "guidance").glob("*.md"))
    page.write_text(page.read_text("utf-8") + "\nand more\n", encoding="utf-8")

    said = bot("check", "--law", str(law_copy))

    assert said.status == 1
    assert "not the words of the source any more" in said.err


@pytest.mark.parametrize(
    ("condition", "fault"),
    [
        pytest.param(All((CHILD, ADULT)), "can never open", id="never opens"),
        pytest.param(AnyOf((CHILD, Not(CHILD))), "can never close", id="never closes"),
    ],
)
def test_a_gateway_that_is_always_the_same_is_a_fault(
    law: Law, condition: Condition, fault: str
) -> None:
    """A condition that no answers can meet, or that all do, was not meant."""
    assert [*unreachable(with_condition(law, condition))] == [
        f"x.y {fault}, whatever the answers are."
    ]


def test_the_search_finds_answers_that_can_be_given_together(law: Law) -> None:
    """What it finds makes the condition so, and what cannot be is not found."""
    assert example(law, All((CHILD, Not(ADULT))), YES) == {"subject": "child"}
    assert example(law, All((CHILD, Not(CHILD))), NO) is not None
    assert example(law, All((CHILD, Not(CHILD))), YES) is None


def test_a_question_that_does_not_come_up_is_left_out(law: Law) -> None:
    """Nobody who was not asked says under which law; the other way stays open to them."""
    sharing = frozenset({"thinking_of_sharing"})
    basis = Leaf("request_basis", frozenset({"s20"}), frozenset(), "they say", "they do not say")
    harm = Leaf("concern", frozenset({"harm"}), frozenset(), "there is harm", "there is none")
    here = Leaf("direction", sharing, frozenset(), "you would share", "you would not")

    assert example(law, All((here, AnyOf((basis, harm)))), YES) == {
        "direction": "thinking_of_sharing",
        "concern": "harm",
    }


def test_a_duty_without_condition_may_stand_open(law: Law) -> None:
    """What only conditions sharing needs no condition of its own; a route does."""
    bare = replace(law.gateways[0], id="x.y", when=None, to=None, attaches_to=())

    assert not [*unreachable(replace(law, gateways=(replace(bare, effect=Effect.LIMITS),)))]
    assert [*unreachable(replace(law, gateways=(replace(bare, effect=Effect.PERMITS),)))]


def test_dates_citations_and_names_are_looked_at(law: Law) -> None:
    """What is to come, what cites nothing, what nobody can name: each is a fault."""
    first = law.gateways[0]
    cited = replace(first.citation, as_at=TODAY + timedelta(days=1), provision=" ", confidence="Q")
    role = replace(next(iter(law.roles.values())), words=())
    fact = replace(next(iter(law.facts.values())), id="spare", options={})
    broken = replace(
        law,
        gateways=(replace(first, citation=cited), *law.gateways[1:]),
        roles={**law.roles, role.id: role},
        facts={**law.facts, "spare": fact},
        memberships={**law.memberships, "spare_list": "a spare list"},
    )

    found = faults(broken)

    for fault in (
        "which is to come",
        f"{first.id} cites no provision",
        "no mark of confidence: 'Q'",
        f"role {role.id} has no words",
        "fact spare is asked or told, and nothing turns on it",
        "list spare_list is kept",
    ):
        assert fault in found


def test_what_goes_along_with_nothing_in_force_is_a_fault(law: Law) -> None:
    """A duty that outlives its host would never be said."""
    host, guest = law.gateways[0], law.gateways[1]
    ended = replace(host, in_force=InForce(None, date(2020, 1, 1)))
    along = replace(guest, attaches_to=(host.id,), in_force=InForce(date(2021, 1, 1), None))

    assert "goes along with nothing" in faults(replace(law, gateways=(ended, along)))
