"""The engine's small decisions, one by one: each stands here because a fault in it went unseen."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from bot.law.changes import would_change
from bot.law.conditions import All, AnyOf, Leaf, Not, open_leaves, ways
from bot.law.errors import nearest, one_of
from bot.law.model import ROUTES, Law
from bot.law.questions import Question, _is_a_question, _is_danger, open_questions
from bot.law.resolve import Finding, Outcome, _attached, finding, resolve
from bot.law.settling import settle
from bot.law.truth import NO, UNKNOWN, YES, Truth
from bot.law.vocabulary import Option


def leaf(fact: str, *values: str) -> Leaf:
    """A condition on one fact."""
    return Leaf(fact, frozenset(values), frozenset(), "it is", "it is not")


OPEN_POINT = replace(
    leaf("role", "police"),
    settled_by="on_list",
    asked_of=frozenset({"refuge", "playgroup"}),
    stays_open=frozenset({"playgroup"}),
)
GROUNDS_REFUSED = {
    "authorised": "no",
    "collected_for": "no",
    "serious_threat": "no",
    "law_enforcement": "no",
}


@pytest.mark.parametrize(
    ("role", "answer", "truth", "unsettled"),
    [
        ("refuge", "yes", YES, False),
        ("refuge", "no", NO, False),
        ("playgroup", "yes", YES, False),
        ("playgroup", "no", UNKNOWN, True),
        ("playgroup", "unknown", UNKNOWN, False),
        ("landlord", "no", NO, False),
    ],
)
def test_a_no_settles_it_unless_the_law_leaves_it_open(
    role: str, answer: str, truth: Truth, unsettled: object
) -> None:
    """A no takes a refuge off the list; for a playgroup without a licence nobody can say."""
    facts = {"role": role, "on_list": answer}

    assert OPEN_POINT.truth(facts) is truth
    assert OPEN_POINT.is_unsettled(facts) is unsettled


def test_nothing_is_open_once_it_is_decided() -> None:
    """No leaf is left to ask about, on a yes or on a no."""
    assert open_leaves(leaf("a", "yes"), {"a": "yes"}) == ()
    assert open_leaves(leaf("a", "yes"), {"a": "no"}) == ()


def test_one_value_may_be_what_two_conditions_need() -> None:
    """The one that both allow is tried, not the first of each, in whatever order they come."""
    one, other = leaf("a", "x", "y"), leaf("a", "w", "y")

    assert ways(All((one, other)), {}) == {frozenset({(one, YES), (other, YES)})}


def test_what_cannot_be_at_once_is_no_way() -> None:
    """No value is both, and none is on a list and off it."""
    one, other = leaf("a", "x"), leaf("a", "z")

    assert ways(All((one, other)), {}) == frozenset()
    assert ways(All((one, Not(leaf("a", "x", "y")))), {}) == frozenset()


def test_a_way_that_holds_another_is_left_out() -> None:
    """Where one change is enough, two are no advice."""
    one, other = leaf("a", "x"), leaf("b", "x")

    assert ways(AnyOf((one, All((one, other)))), {}) == {frozenset({(one, YES)})}


def test_only_the_fewest_changes_are_named(law: Law, today: date) -> None:
    """Agreement alone opens principle 10; enforcement would need another source as well."""
    facts = {"direction": "use", "sharer": "coach", "subject": "adult", "obtained_under": "s66"}
    told = {**facts, **GROUNDS_REFUSED, "ground": "none"}
    found = [c for c in would_change(law, resolve(law, told, today)) if c.becomes is YES]

    assert {tuple(leaf.fact for leaf, _ in c.needs) for c in found} >= {("authorised",)}
    assert all(len(change.needs) == 1 for change in found if change.gateway.id == "pa.ipp10")


def test_only_ways_to_share_are_named_as_changes(law: Law, today: date) -> None:
    """A duty to consider is no way to share, though it comes before the Privacy Act."""
    facts = {"direction": "thinking_of_sharing", "sharer": "acc", "recipient": "police"}
    violence = {"subject": "adult", "violence": "victim", "fva_purpose": "none"}
    changes = would_change(law, resolve(law, {**facts, **violence, **GROUNDS_REFUSED}, today))

    assert "fva.s20" in {change.gateway.id for change in changes}
    assert {change.gateway.effect for change in changes} <= ROUTES


def test_an_equal_way_is_neither_asked_about_nor_named(law: Law, today: date) -> None:
    """With agreement, another ground of principle 11 would change nothing."""
    facts = {"direction": "thinking_of_sharing", "sharer": "coach", "recipient": "youth-club"}
    told = {**facts, "subject": "adult", "danger_now": "no", "authorised": "yes"}
    refused = {**told, "collected_for": "no"}

    assert [question.fact.id for question in open_questions(law, told, today)] == []
    opened = [c for c in would_change(law, resolve(law, refused, today)) if c.becomes is YES]
    assert "pa.ipp11-1-a" not in {change.gateway.id for change in opened}


def test_a_question_about_danger_stays_one(law: Law) -> None:
    """Also where its answer decides something else."""
    both = tuple(g for g in law.gateways if g.id in {"emergency.call-111", "ota.s15"})

    assert _is_danger(Question(law.facts["danger_now"], both))
    assert not _is_danger(Question(law.facts["danger_now"], both[1:]))


def test_what_goes_along_with_nothing_in_force_is_closed(law: Law) -> None:
    """A protection without the provision that it protects protects nobody."""
    protection = next(gateway for gateway in law.gateways if gateway.id == "ota.s16")

    assert _attached(protection, {}, {}).status is NO


UNBORN = {
    "direction": "thinking_of_sharing",
    "sharer": "school",
    "recipient": "principal",
    "subject": "unborn",
    "ground": "none",
    "capacity": "work",
    "violence": "no",
}


@pytest.mark.parametrize(
    ("said", "outcome"),
    [
        pytest.param({"purpose": "safe"}, Outcome.GET_ADVICE, id="only the law leaves it open"),
        pytest.param({}, Outcome.UNDECIDED, id="an answer is missing as well"),
    ],
)
def test_an_adviser_is_named_once_no_answer_can_help(
    law: Law, today: date, said: dict[str, str], outcome: Outcome
) -> None:
    """While a question could still close it, it is undecided."""
    assert resolve(law, {**UNBORN, **said}, today).outcome is outcome


def test_one_open_point_is_not_all(law: Law, today: date) -> None:
    """Section 66C is the law's to settle; the grounds of principle 11 are the person's to say."""
    facts = {**UNBORN, "subject": "deceased_adult", "purpose": "safe"}

    assert resolve(law, facts, today).outcome is Outcome.GET_ADVICE
    del facts["ground"]
    assert resolve(law, facts, today).outcome is Outcome.UNDECIDED


def test_nothing_is_assumed_while_one_of_two_facts_speaks_against_it(law: Law) -> None:
    """Each fact that could say otherwise must be known, and say nothing against it."""
    unless = {"sharer": ("neighbour",), "direction": ("use",)}
    capacity = replace(law.facts["capacity"], assumed_unless=unless)
    stricter = replace(law, facts={**law.facts, "capacity": capacity})

    assert "capacity" not in settle(stricter, {"sharer": "gp"})
    assert "capacity" not in settle(stricter, {"sharer": "gp", "direction": "use"})
    assert settle(stricter, {"sharer": "gp", "direction": "asked"})["capacity"] == "work"


def test_what_is_allowed_is_cut_short_only_when_it_is_long() -> None:
    """Twelve are named; of more, twelve and how many are left."""
    names = [f"a{number:02}" for number in range(14)]

    assert one_of(names[:12]) == f"Allowed: {', '.join(names[:12])}."
    assert one_of(names) == f"Allowed: {', '.join(names[:12])} and 2 more."
    assert nearest("sharrer", ["sharer", "share"]) == " Did you mean 'sharer'?"


def test_a_finding_asks_only_for_what_is_not_known(law: Law) -> None:
    """Nothing where it goes along with others, or where everything is told."""
    report = next(gateway for gateway in law.gateways if gateway.id == "ota.s15")
    attached = next(gateway for gateway in law.gateways if gateway.id == "ota.s8")
    facts = {"direction": "asked", "recipient": "police", "subject": "child"}

    assert finding(report, facts).asks == ("concern",)
    assert finding(report, {**facts, "concern": "harm"}).asks == ()
    assert finding(attached, facts).asks == ()


def test_what_was_never_asked_is_not_known() -> None:
    """Unless the caller says what it counts as."""
    assert leaf("a", "yes").truth({}) is UNKNOWN
    assert leaf("a", "yes").truth({}, absent=YES) is YES


def test_findings_are_equal_by_what_they_say(law: Law) -> None:
    """What they were found on is neither compared nor shown."""
    one = Finding(law.gateways[0], YES)

    assert one == Finding(law.gateways[0], YES, known={"danger_now": "yes"})
    assert one.elsewhere is False
    assert "known" not in repr(one)


@pytest.mark.parametrize(("fitting", "is_one"), [(0, False), (1, False), (2, True), (3, True)])
def test_one_answer_is_no_question(law: Law, fitting: int, is_one: object) -> None:
    """Two answers at least must go together with what was said."""
    rule = {"subject": ("child",)}
    options = {
        str(number): Option(str(number), "", only_with={} if number < fitting else rule)
        for number in range(3)
    }
    fact = replace(law.facts["concern"], options=options)

    assert _is_a_question(fact, {"subject": "adult"}) is is_one


@pytest.mark.parametrize(
    ("said", "is_asked"),
    [({}, True), ({"recipient": "police-employee"}, False), ({"recipient": "unknown"}, False)],
)
def test_a_way_to_others_is_asked_about_until_somebody_is_named(
    law: Law, today: date, said: dict[str, str], is_asked: object
) -> None:
    """A neighbour's worry matters for a report, while the report may be what they mean."""
    facts = {"direction": "thinking_of_sharing", "sharer": "neighbour", "subject": "child"}
    told = {**facts, "danger_now": "no", **said}
    asked = {question.fact.id for question in open_questions(law, told, today)}

    assert ("concern" in asked) is is_asked
