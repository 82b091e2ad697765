"""The law on known facts, without a conversation."""

from __future__ import annotations

from typing import Any

import httpx
import pytest

from tests.gateway.conftest import Person
from tests.gateway.stand_in import StandIn

TEACHER_TO_NURSE = {
    "danger_now": "no",
    "direction": "thinking_of_sharing",
    "sharer": "state-school-teacher",
    "recipient": "practice-nurse",
    "subject": "child",
    "concern": "neglect",
    "ota_purpose": "reduce_risk",
}


async def resolve(person: Person, **call: Any) -> httpx.Response:
    """Ask what the law says."""
    return await person.client.post("/api/v1/resolve", json=call)


async def test_facts_give_findings_and_an_answer(person: Person, rasa: StandIn) -> None:
    """OTA s 66C: a state school's teacher may tell a practice nurse. Rasa has no part in it."""
    rasa.turns.clear()
    answer = (await resolve(person, facts=TEACHER_TO_NURSE, on="2026-11-22")).json()

    block = next(block for block in answer["blocks"] if block["type"] == "answer")
    by_gateway = {finding["gateway"]: finding for finding in answer["findings"]}
    assert block["outcome"] == "permitted"
    assert by_gateway[block["lead"]]["status"] == "open"
    assert len(answer["digest"]) == 64
    assert answer["on"] == "2026-11-22"
    assert rasa.turns == []


async def test_the_day_is_today_in_new_zealand_when_left_out(person: Person) -> None:
    """A call without ``on`` still says for which day it was answered."""
    assert (await resolve(person, facts={})).json()["on"]


@pytest.mark.parametrize(
    ("call", "says"),
    [
        pytest.param({"facts": {"Moana": "yes"}}, "danger_now", id="unknown fact"),
        pytest.param({"facts": {"danger_now": "Moana"}}, "facts.danger_now", id="unknown value"),
        pytest.param({"facts": {}, "on": "Moana"}, "on is not right", id="not a day"),
        pytest.param({"facts": {}, "on": "1850-01-01"}, "1850-01-01", id="before any law"),
        pytest.param({"facts": {}, "on": "2500-01-01"}, "too far ahead", id="a distant day"),
        pytest.param(
            {"facts": {"age": "under_14", "subject": "adult"}}, "makes no sense", id="contradiction"
        ),
        pytest.param({"facts": {"company": "gp,Moana"}}, "facts.company", id="one of several"),
        pytest.param({"facts": {"danger_now": ["Moana"]}}, "facts", id="not text"),
        pytest.param({}, "facts is needed", id="nothing"),
    ],
)
async def test_what_cannot_be_resolved_is_named(
    person: Person, call: dict[str, Any], says: str
) -> None:
    """422 with what is allowed; what was sent is not repeated."""
    answer = await resolve(person, **call)

    assert answer.status_code == 422
    assert says in answer.json()["blocks"][0]["text"]
    assert "Moana" not in answer.text
