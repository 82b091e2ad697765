"""What a test of records needs: a bare record as Rasa gives it, and its link afterwards."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tests.gateway.conftest import Person
    from tests.gateway.stand_in import StandIn

TEACHER = {
    "danger_now": "no",
    "direction": "thinking_of_sharing",
    "sharer": "state-school-teacher",
    "recipient": "practice-nurse",
    "subject": "child",
    "concern": "neglect",
    "ota_purpose": "reduce_risk",
    "family_violence": "no",
}
DAY = "2026-11-22"


def bare(**changes: str) -> dict[str, Any]:
    """A bare record, as the action gives it."""
    return {"type": "record", "facts": {**TEACHER, **changes}, "on": DAY}


async def recorded(person: Person, rasa: StandIn, **changes: str) -> dict[str, Any]:
    """The record block of an answer on these facts."""
    rasa.blocks = [{"type": "text", "text": "Yes."}, bare(**changes)]
    answer = await person.say("May I?")
    assert answer.status_code == 200, answer.text
    block: dict[str, Any] = answer.json()["blocks"][-1]
    assert block["type"] == "record"
    return block
