"""Which events count is what Rasa says, for any events in any order."""

from __future__ import annotations

import inspect
import random
from hashlib import sha256
from typing import TYPE_CHECKING

import pytest
from rasa.shared.core import events
from rasa.shared.core.trackers import DialogueStateTracker

from bot.rasa import applied

if TYPE_CHECKING:
    from collections.abc import Iterator

ORIGINAL = DialogueStateTracker.applied_events
COMMON = (
    lambda: events.ActionExecuted("action_listen"),
    lambda: events.ActionExecuted("form"),
    lambda: events.ActionExecuted("action_a"),
    lambda: events.UserUttered("", {"name": "ask"}),
    lambda: events.SlotSet("size", "small"),
    lambda: events.ActiveLoop("form"),
    lambda: events.ActiveLoop(None),
    lambda: events.BotUttered("x"),
    lambda: events.ActionExecutionRejected("form"),
    lambda: events.LoopInterrupted(is_interrupted=True),
    lambda: events.DefinePrevUserUtteredFeaturization(use_text_for_featurization=False),
    lambda: events.EntitiesAdded([]),
    events.SessionStarted,
    events.Restarted,
    events.AllSlotsReset,
    events.ConversationPaused,
    events.ConversationResumed,
    lambda: events.FollowupAction("action_a"),
)
RARE = (
    events.ActionReverted,
    events.UserUtteranceReverted,
    lambda: events.LegacyForm("form"),
    lambda: events.ReminderCancelled("x"),
)


@pytest.fixture(autouse=True)
def patched() -> Iterator[None]:
    """Patched while a test runs, as it was afterwards."""
    before = DialogueStateTracker.applied_events
    applied.apply()
    yield
    DialogueStateTracker.applied_events = before


def test_rasas_own_code_is_unchanged() -> None:
    """What is replaced is what we read."""
    assert sha256(inspect.getsource(ORIGINAL).encode()).hexdigest()[:12] == "764d5065ea99"


@pytest.mark.parametrize("seed", range(60))
@pytest.mark.parametrize("kinds", [COMMON, COMMON + RARE], ids=["as ours", "all"])
def test_the_same_events_count(seed: int, kinds: tuple[object, ...]) -> None:
    """The very same ones, in the same order; all that happened stays as it was."""
    by = random.Random(seed)  # noqa: S311  (made-up conversations, not secrets)
    for _ in range(20):
        tracker = DialogueStateTracker("c", [])
        happened = [by.choice(kinds)() for _ in range(by.randint(0, 80))]  # type: ignore[operator]  # classes of Rasa, untyped
        tracker.events.extend(happened)

        ours, theirs = tracker.applied_events(), ORIGINAL(tracker)

        assert list(map(id, ours)) == list(map(id, theirs))
        assert list(tracker.events) == happened
