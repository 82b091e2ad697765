"""What the log holds, and what it never holds."""

from __future__ import annotations

import json

import pytest

from tests.gateway.conftest import Person
from tests.gateway.stand_in import StandIn

TYPED = "Zebedee Quagmire lives at 12 Rata Street"


async def test_one_line_for_each_call_without_words_or_ids(
    person: Person, rasa: StandIn, caplog: pytest.LogCaptureFixture
) -> None:
    """Route, status and time; nothing of the person, also when things go wrong."""
    caplog.set_level("DEBUG")
    caplog.clear()
    await person.say(TYPED)
    await person.say(TYPED, client_id=TYPED)
    rasa.blocks = [{"type": "text", "text": TYPED, "more": TYPED}]
    await person.say(TYPED)
    await person.client.get("/api/v1/guidance", params={"q": TYPED})
    rasa.status = 500
    await person.say(TYPED)
    await person.client.get("/api/v1/guidance", params={"q": TYPED})

    ours = [record.getMessage() for record in caplog.records if record.name == "bot.gateway"]
    requests = [line for line in map(json.loads, ours) if line["event"] == "request"]
    assert [line["status"] for line in requests] == [200, 422, 503, 200, 503, 503]
    assert requests[0]["route"] == "/api/v1/conversations/{conversation}/turns"
    everything = "\n".join(
        record.getMessage() for record in caplog.records if record.name != "httpx"
    )  # httpx logs the calls of this test itself
    assert "Quagmire" not in everything
    assert person.token not in everything
    assert person.id not in "\n".join(ours)


async def test_a_fault_is_logged_by_its_place_and_not_its_message(
    person: Person, caplog: pytest.LogCaptureFixture
) -> None:
    """An exception's text may hold what was typed."""

    async def broken(*_: object) -> None:
        raise RuntimeError(TYPED)

    person.app.state.parts.store.look_up = broken

    answer = await person.say(TYPED)

    assert answer.status_code == 503
    assert "RuntimeError" in caplog.text
    assert "test_log.py:" in caplog.text
    assert "Quagmire" not in caplog.text
    assert "Quagmire" not in answer.text
