"""Actions in Rasa's process: isolated as over HTTP, and never a silent end of a turn."""

from __future__ import annotations

import logging
from typing import Any

import pytest
from rasa.core.actions.action import ActionExecutionRejection
from rasa_sdk.interfaces import ActionExecutionRejection as SdkRejection

from bot.rasa.in_process import InProcessActions

NOTICE = {"type": "notice", "level": "error", "text": "It broke."}
DOMAIN: dict[str, Any] = {"slots": {}, "forms": {}}


@pytest.fixture
def actions() -> InProcessActions:
    """The parcel counter's actions."""
    return InProcessActions("parcel_actions", "It broke.")


def call_of(name: str, *events: dict[str, Any], **slots: Any) -> dict[str, Any]:
    """A call as Rasa makes it, with a person's words where they could be."""
    tracker = {
        "sender_id": "c",
        "slots": slots,
        "latest_message": {"text": "Hinemoana"},
        "events": list(events),
        "paused": False,
        "followup_action": None,
        "active_loop": {},
        "latest_action_name": "action_listen",
    }
    return {"next_action": name, "sender_id": "c", "tracker": tracker, "domain": DOMAIN}


def slot(name: str, value: Any) -> dict[str, Any]:
    """A slot event."""
    return {"event": "slot", "name": name, "value": value}


async def test_an_action_that_raises_says_so_without_words(
    actions: InProcessActions, caplog: pytest.LogCaptureFixture
) -> None:
    """One notice; the log has the type and the place, and not the message."""
    answer = await actions.request(json=call_of("action_break"))

    assert answer == {"events": [], "responses": [{"custom": {"block": NOTICE}}]}
    assert "ValueError at parcel.py" in caplog.text
    assert "Hinemoana" not in caplog.text


async def test_an_unknown_action_says_so(actions: InProcessActions) -> None:
    """A name in the domain without code behind it is a failing action."""
    answer = await actions.request(json=call_of("action_of_nobody"))

    assert answer["responses"] == [{"custom": {"block": NOTICE}}]


async def test_a_failing_validator_takes_everything_back(actions: InProcessActions) -> None:
    """Candidates and the requested slot are None, and the same question is asked again."""

    async def fail(*_: Any) -> None:
        raise RuntimeError

    actions._executor.actions["validate_parcel_form"] = fail
    events = ({"event": "action"}, slot("size", "small"), slot("insured", "yes"))
    call = call_of("validate_parcel_form", slot("speed", "slow"), *events, requested_slot="size")

    answer = await actions.request(json=call)

    assert answer["events"] == [
        slot("size", None),
        slot("insured", None),
        slot("requested_slot", "size"),
    ]
    assert answer["responses"] == [{"custom": {"block": NOTICE}}]


async def test_an_answer_that_is_no_json_is_a_failure(actions: InProcessActions) -> None:
    """As it would be over HTTP: here, and not later when the tracker is saved."""

    async def careless(*_: Any) -> list[dict[str, Any]]:
        return [slot("size", {"small"})]

    actions._executor.actions["action_careless"] = careless

    answer = await actions.request(json=call_of("action_careless"))

    assert answer["responses"] == [{"custom": {"block": NOTICE}}]


async def test_an_action_cannot_change_rasas_tracker_or_domain(actions: InProcessActions) -> None:
    """It works on copies."""

    async def meddle(_: Any, tracker: Any, domain: dict[str, Any]) -> list[dict[str, Any]]:
        tracker.slots["size"] = "huge"
        domain["slots"]["new"] = {}
        return []

    actions._executor.actions["action_meddle"] = meddle
    call = call_of("action_meddle", size="small")

    await actions.request(json=call)

    assert call["tracker"]["slots"] == {"size": "small"}
    assert DOMAIN["slots"] == {}


async def test_declining_to_run_is_passed_on(
    actions: InProcessActions, caplog: pytest.LogCaptureFixture
) -> None:
    """A rejection is a part of dialogue, not a failure, and nothing is logged."""

    async def decline(*_: Any) -> None:
        raise SdkRejection("action_decline")

    actions._executor.actions["action_decline"] = decline

    with caplog.at_level(logging.WARNING), pytest.raises(ActionExecutionRejection):
        await actions.request(json=call_of("action_decline"))

    assert caplog.text == ""
