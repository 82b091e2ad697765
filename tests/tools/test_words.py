"""``explain`` and ``why``: the law in words, for one provision and for one fact."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from bot.law.conditions import All, AnyOf, Leaf, Not
from bot.law.model import InForce, Law
from bot.tools.explain import explain
from bot.tools.plain import ALL, ANY, plain, twig
from bot.tools.why import CLOSES, LETS, UNSETTLED, turns

if TYPE_CHECKING:
    from collections.abc import Callable

ONE = Leaf("subject", frozenset({"child"}), frozenset(), "it is one", "it is not one")
TWO = Leaf("concern", frozenset({"harm"}), frozenset(), "it is two", "it is not two")


def test_a_provision_is_told_whole(bot: Callable[..., Any], law: Law) -> None:
    """Everything that the entry holds is on the page, and no gap in braces is left."""
    gateway = next(each for each in law.gateways if each.id == "ota.s66c")

    said = bot("explain", "ota.s66c")
    words = " ".join(said.out.split())

    assert said.status == 0
    assert gateway.title in words
    assert plain(gateway.rank_reason) in words
    assert gateway.citation.provision in words
    assert gateway.citation.url in said.out
    assert "P: the section was read" in words
    assert "27 November 2025" in words
    assert all(plain(note.text) in words for note in gateway.duties + gateway.limits)
    assert "With it go" in words
    assert "{" not in said.out


def test_a_condition_is_a_tree_of_sentences(bot: Callable[..., Any]) -> None:
    """Holds, fails, the answers that count, and those that the law leaves open."""
    out = bot("explain", "ota.s66c").out

    assert "├── " in out
    assert "otherwise: " in out
    assert "left open by the law: a baby not yet born" in out


def test_what_goes_along_names_its_hosts(bot: Callable[..., Any]) -> None:
    """A duty says with what it goes."""
    assert "- ota.s66c: Section 66C" in bot("explain", "ota.s66k").out


def test_every_version_is_told(law: Law, capsys: pytest.CaptureFixture[str]) -> None:
    """The earliest first, each with its days; what is not in force yet comes last."""
    first = law.gateways[0]
    forces = (
        InForce(None, None, dormant=True),
        InForce(date(2025, 7, 1), None),
        InForce(None, date(2025, 6, 30)),
    )

    explain(law, [replace(first, in_force=each) for each in forces])

    out = capsys.readouterr().out
    places = [out.index(f"version {number} of 3") for number in (1, 2, 3)]
    assert places == sorted(places)
    assert "version 1 of 3: always until 30 June 2025" in out
    assert "version 3 of 3: not in force yet" in out


def test_a_not_moves_to_the_sentences() -> None:
    """Nobody has to turn an *or* round in their head."""
    tree = twig(Not(AnyOf((ONE, Not(All((TWO, ONE)))))))

    assert tree.joined == ALL
    assert [part.holds for part in tree.parts] == ["it is not one", "it is two", "it is one"]
    assert twig(Not(All((ONE, TWO)))).joined == ANY


def test_a_gap_in_a_sentence_is_named() -> None:
    """The recipient of nobody in particular."""
    assert plain("tell {recipient} ({value})\n  now") == "tell the recipient now"


def test_why_says_what_opens_and_what_closes(bot: Callable[..., Any], law: Law) -> None:
    """Each gateway that a fact decides, with the answers by what they do."""
    said = bot("why", "subject")
    gateway = next(each for each in law.gateways if each.id == "ota.s66c")
    found = turns(law, law.facts["subject"], gateway)

    assert said.status == 0
    assert "ota.s66c (permits)" in said.out
    assert "child" in found[LETS]
    assert "adult" in found[CLOSES]
    assert "unborn" in found[UNSETTLED]


def test_why_counts_roles_by_their_lists(bot: Callable[..., Any]) -> None:
    """Seventy roles in a cell would tell nobody anything."""
    out = " ".join(bot("why", "recipient").out.split())

    assert "roles: child welfare and protection agency or independent person" in out


def test_why_tells_what_a_compound_fact_settles(bot: Callable[..., Any], law: Law) -> None:
    """Its answers settle others, and those say through which question they are asked."""
    compound = next(name for name in law.asked_in)
    part = law.asked_in[compound][0]

    assert f"Its question asks {part}" in bot("why", compound).out
    assert "What its answers settle" in bot("why", compound).out
    assert f"Asked through {compound}." in bot("why", part).out
