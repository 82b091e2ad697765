"""The rule policy finds the rules that Rasa's own code finds, on any conversation."""

from __future__ import annotations

import inspect
import json
import random
from hashlib import sha256
from typing import TYPE_CHECKING, Any

import pytest
from rasa.core.policies.rule_policy import RulePolicy

from bot.rasa import rules

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

POSSIBLE = RulePolicy._get_possible_keys
FIND = RulePolicy._find_action_from_rules
ACTIONS = ("action_listen", "action_a", "action_b", None)
INTENTS = ("greet", "ask", None)
LOOPS = ("form", None)


@pytest.fixture(autouse=True)
def patched() -> Iterator[None]:
    """Patched while a test runs, as it was afterwards."""
    rules.apply()
    yield
    RulePolicy._get_possible_keys = POSSIBLE
    RulePolicy._find_action_from_rules = FIND


@pytest.mark.parametrize(
    ("function", "digest"),
    [
        pytest.param(POSSIBLE, "2915fd81711e", id="rules that hold"),
        pytest.param(RulePolicy._is_rule_applicable, "64a108b016b4", id="whether one does"),
        pytest.param(RulePolicy._does_rule_match_state, "d3109c1a97de", id="in one state"),
        pytest.param(FIND, "be6da6ee0f54", id="the action that follows"),
        pytest.param(RulePolicy._predict, "f5182d8a1063", id="words first"),
    ],
)
def test_rasas_own_code_is_unchanged(function: Callable[..., Any], digest: str) -> None:
    """What is replaced, and what it leans on, is what we read."""
    assert sha256(inspect.getsource(function).encode()).hexdigest()[:12] == digest


def a_policy(*told: list[dict[str, Any]], unhappy: tuple[list[dict[str, Any]], ...] = ()) -> Any:
    """One with these rules, and nothing else."""
    policy = RulePolicy.__new__(RulePolicy)
    policy.lookup = {
        "rules": {json.dumps(rule): f"action {n}" for n, rule in enumerate(told)},
        "rules_for_loop_unhappy_path": {json.dumps(rule): "x" for rule in unhappy},
    }
    return policy


def a_state(by: random.Random, *, in_rule: bool) -> dict[str, Any]:
    """Any; a rule's may say too that something must not be set, and never which value of a slot."""
    never = ("should_not_be_set",) if in_rule else ()
    state = {
        "prev_action": {"action_name": by.choice((*ACTIONS, *never))},
        "user": {"intent": by.choice((*INTENTS, *never))},
        "active_loop": {"name": by.choice((*LOOPS, *never))},
        "slots": {"s": by.choice(([1.0], None, *never)) if in_rule else by.choice(((1.0,), None))},
    }
    kept = {name: {k: v for k, v in sub.items() if v} for name, sub in state.items()}
    return {name: sub for name, sub in kept.items() if sub}


@pytest.mark.parametrize("seed", range(40))
def test_the_same_rules_hold_as_by_rasas_own_code(seed: int) -> None:
    """200 rules of one to four states on conversations of none to six, by chance."""
    by = random.Random(seed)  # noqa: S311  (made-up rules, not secrets)
    told = [[a_state(by, in_rule=True) for _ in range(by.randint(1, 4))] for _ in range(200)]
    policy = a_policy(*told)
    lookup = policy.lookup["rules"]
    found = 0

    for _ in range(60):
        states = [a_state(by, in_rule=False) for _ in range(by.randint(0, 6))]
        ours = policy._get_possible_keys(lookup, states)
        assert ours == POSSIBLE(policy, lookup, states)
        found += len(ours)

    assert found  # else nothing was compared


@pytest.mark.parametrize(
    ("last", "is_needed"),
    [
        pytest.param(
            {"prev_action": {"action_name": "action_listen"}, "user": {"intent": "ask"}},
            False,
            id="an intent",
        ),
        pytest.param({"prev_action": {"action_name": "action_a"}}, False, id="after an action"),
        pytest.param(
            {"prev_action": {"action_name": "action_listen"}, "user": {"text": "hello"}},
            True,
            id="words",
        ),
        pytest.param({"prev_action": {"action_name": "action_listen"}}, True, id="any message"),
        pytest.param({"user": {"intent": "ask"}}, True, id="the beginning"),
        pytest.param(
            {
                "prev_action": {"action_name": "action_listen"},
                "user": {"intent": "should_not_be_set"},
            },
            True,
            id="no intent",
        ),
    ],
)
@pytest.mark.parametrize("is_unhappy", [False, True])
def test_rules_that_name_words_are_looked_for_where_there_could_be_one(
    last: dict[str, Any],
    *,
    is_needed: bool,
    is_unhappy: bool,
) -> None:
    """Also among those for what comes in between in a form."""
    rule = [{}, last]
    policy = a_policy(unhappy=(rule,)) if is_unhappy else a_policy(rule)

    assert rules._name_words(policy) is is_needed
