"""All, any, not, and one fact: three-valued."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.law.conditions import All, AnyOf, Condition, Leaf, Not, deciding, evaluate, ways
from bot.law.truth import NO, NOT_SURE, UNKNOWN, YES

FACTS = ("a", "b", "c")
VALUES = ("yes", "no", NOT_SURE, None)


def leaf(fact: str, *values: str, unsettled: tuple[str, ...] = ()) -> Leaf:
    """A condition on one fact."""
    return Leaf(fact, frozenset(values or ("yes",)), frozenset(unsettled), "it is", "it is not")


leaves = st.sampled_from([leaf(fact) for fact in FACTS])
conditions: st.SearchStrategy[Condition] = st.recursive(
    leaves,
    lambda inner: st.one_of(
        st.lists(inner, min_size=1, max_size=3).map(lambda parts: All(tuple(parts))),
        st.lists(inner, min_size=1, max_size=3).map(lambda parts: AnyOf(tuple(parts))),
        inner.map(Not),
    ),
    max_leaves=6,
)
situations = st.fixed_dictionaries({fact: st.sampled_from(VALUES) for fact in FACTS}).map(
    lambda found: {fact: value for fact, value in found.items() if value is not None}
)


@pytest.mark.parametrize(
    ("value", "truth"),
    [
        pytest.param("yes", YES, id="a value that is wanted"),
        pytest.param("no", NO, id="another value"),
        pytest.param(NOT_SURE, UNKNOWN, id="asked, and not sure"),
        pytest.param(None, UNKNOWN, id="not asked"),
        pytest.param("maybe", UNKNOWN, id="a value that the law leaves unsettled"),
    ],
)
def test_one_fact(value: str | None, truth: object) -> None:
    """Not asked, not sure and not settled are all unknown; never a no."""
    facts = {} if value is None else {"a": value}

    assert evaluate(leaf("a", "yes", unsettled=("maybe",)), facts) is truth


def test_a_no_outweighs_an_unknown_in_all() -> None:
    """One part that fails settles *all*, whatever is not known."""
    assert evaluate(All((leaf("a"), leaf("b"))), {"b": "no"}) is NO


def test_a_yes_outweighs_an_unknown_in_any() -> None:
    """One part that holds settles *any*, whatever is not known."""
    assert evaluate(AnyOf((leaf("a"), leaf("b"))), {"b": "yes"}) is YES


def test_not_knowing_stays_not_knowing() -> None:
    """The opposite of unknown is unknown."""
    assert evaluate(Not(leaf("a")), {}) is UNKNOWN


def test_the_shortest_reason_is_given() -> None:
    """Where one fact is enough to close a gateway, no more are named."""
    either = AnyOf((leaf("a"), leaf("b")))
    facts = {"a": "no", "b": "no", "c": "no"}

    assert [found.fact for found, _ in deciding(All((either, leaf("c"))), facts)] == ["c"]


@given(conditions, situations)
def test_learning_a_fact_never_takes_an_answer_back(
    condition: Condition, facts: dict[str, str]
) -> None:
    """What is decided on fewer facts stays decided on more."""
    before = evaluate(condition, facts)
    missing = [fact for fact in FACTS if facts.get(fact, NOT_SURE) == NOT_SURE]
    for values in itertools.product(("yes", "no"), repeat=len(missing)):
        after = evaluate(condition, {**facts, **dict(zip(missing, values, strict=True))})
        assert before is UNKNOWN or after is before


@given(conditions, situations)
def test_the_deciding_facts_decide(condition: Condition, facts: dict[str, str]) -> None:
    """With the deciding facts alone the outcome is the same, where it is decided."""
    truth = evaluate(condition, facts)
    kept = {found.fact for found, _ in deciding(condition, facts)}
    alone = {fact: value for fact, value in facts.items() if fact in kept}

    assert evaluate(condition, alone) is truth


@given(conditions, situations, st.sampled_from([YES, NO]))
def test_what_would_change_it_changes_it(
    condition: Condition, facts: dict[str, str], wanted: object
) -> None:
    """Making exactly the named changes gives the wanted outcome."""
    for way in ways(condition, facts, YES if wanted is YES else NO):
        changed = {found.fact: ("yes" if truth is YES else "no") for found, truth in way}
        assert evaluate(condition, {**facts, **changed}) is wanted
