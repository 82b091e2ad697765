"""Rasa's rule policy finds the same rule, for less: by the action before, and without texts.

Rasa tries each rule on each state of a conversation, twice after a message: once for rules that
name its words, once for those that name its intent. Our rules name intents only, and of 130 of
them a few follow any one action.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from rasa.core.policies.rule_policy import (
    RULES,
    RULES_FOR_LOOP_UNHAPPY_PATH,
    RulePolicy,
)
from rasa.shared.core.constants import (
    ACTION_LISTEN_NAME,
    PREVIOUS_ACTION,
    SHOULD_NOT_BE_SET,
    USER,
)
from rasa.shared.nlu.constants import ACTION_NAME, INTENT

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rasa.shared.core.domain import Domain
    from rasa.shared.core.trackers import DialogueStateTracker

State = dict[str, Any]
Found = tuple[Any, Any, bool]

_find_action = RulePolicy._find_action_from_rules  # noqa: SLF001  (called where ours does not answer)


class _ByAction:
    """The rules of one lookup, by the action that comes last in them."""

    def __init__(self, policy: RulePolicy, lookup: dict[str, str]) -> None:
        self.lookup = lookup
        self._lengths: dict[str, int] = {}
        self._after: defaultdict[str | None, list[str]] = defaultdict(list)
        for key in lookup:
            states = policy._rule_key_to_state(key)  # noqa: SLF001  (Rasa's own reading of it)
            self._lengths[key] = len(states)
            self._after[_action_of(states[-1])].append(key)

    def possible(self, policy: RulePolicy, states: Sequence[State]) -> set[str]:
        """The rules that hold in all states that they tell of, by Rasa's own judgement of each."""
        if not states:
            return set(self.lookup)
        last = states[-1].get(PREVIOUS_ACTION, {}).get(ACTION_NAME)
        after = [*self._after[None], *(self._after.get(last, ()) if last else ())]
        return {key for key in after if self._holds(policy, key, states)}

    def _holds(self, policy: RulePolicy, key: str, states: Sequence[State]) -> bool:
        looked_at = min(self._lengths[key], len(states))
        return all(
            policy._is_rule_applicable(key, back, states[-1 - back])  # noqa: SLF001  (as Rasa does)
            for back in range(looked_at)
        )


def _action_of(state: State) -> str | None:
    """The action that has to come last; None where a rule does not name one."""
    name: str | None = state.get(PREVIOUS_ACTION, {}).get(ACTION_NAME)
    return None if not name or name == SHOULD_NOT_BE_SET else name


def _possible_keys(self: RulePolicy, lookup: dict[str, str], states: Sequence[State]) -> set[str]:
    """As Rasa's, without trying the rules that follow another action."""
    known: dict[int, _ByAction] = vars(self).setdefault("_by_action", {})
    found = known.get(id(lookup))
    if found is None or found.lookup is not lookup:
        found = known[id(lookup)] = _ByAction(self, lookup)
    return found.possible(self, states)


def _find(
    self: RulePolicy,
    tracker: DialogueStateTracker,
    domain: Domain,
    use_text_for_last_user_input: bool,  # noqa: FBT001  (Rasa's signature)
) -> Found:
    """As Rasa's, without looking for rules that name words where there are none."""
    if use_text_for_last_user_input and not _name_words(self):
        return None, None, False
    found: Found = _find_action(self, tracker, domain, use_text_for_last_user_input)
    return found


def _name_words(policy: RulePolicy) -> bool:
    """Whether a rule could hold after a message whose intent is not looked at.

    It could not where each rule that follows a message, or begins a conversation, has an intent.
    """
    known: dict[str, bool] = vars(policy)
    if "_name_words" not in known:
        keys = (*policy.lookup[RULES], *policy.lookup[RULES_FOR_LOOP_UNHAPPY_PATH])
        last = (policy._rule_key_to_state(key)[-1] for key in keys)  # noqa: SLF001  (Rasa's own reading)
        known["_name_words"] = any(_could_hold(state) for state in last)
    return known["_name_words"]


def _could_hold(state: State) -> bool:
    action = _action_of(state)
    if action is None:
        return True
    intent = state.get(USER, {}).get(INTENT)
    return action == ACTION_LISTEN_NAME and (not intent or intent == SHOULD_NOT_BE_SET)


def apply() -> None:
    """Put these in the place of Rasa's. Doing it twice changes nothing."""
    RulePolicy._get_possible_keys = _possible_keys  # noqa: SLF001  (that is the patch)
    RulePolicy._find_action_from_rules = _find  # noqa: SLF001  (that is the patch)
