"""Words of a person in Teams in no log record and on no terminal, whatever is delivered."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest

from bot.gateway import quiet
from tests.gateway.stand_in import StandIn
from tests.loud import Heard, all_that_is_logged
from tests.teams.conftest import Agency

WORDS = "Zebedee Quagmirex is being strangled at 12 Ratabushy Street"
TRACES = ("zebedee", "quagmirex", "strangled", "ratabushy")
NAMED = {"id": "29:zebedee", "name": WORDS, "aadObjectId": "quagmirex"}


@pytest.fixture
def heard() -> Iterator[Heard]:
    """All that is logged, by the records that the gateway's process makes."""
    quiet.settle()
    with all_that_is_logged() as found:
        yield found
    quiet.unsettle()


async def deliver_everything(agency: Agency) -> set[int]:
    """Put the words wherever a delivery can have words; gives the statuses."""
    await agency.install()
    deliveries: list[dict[str, Any]] = [
        {"text": WORDS},
        {"text": WORDS, "from": NAMED},
        {"text": WORDS, "conversation": {"id": WORDS, "conversationType": WORDS}},
        {"text": None, "value": {"sts": WORDS, WORDS: WORDS}},
        {"text": {WORDS: WORDS}},
        {"text": WORDS, "attachments": [{"contentType": WORDS, "content": WORDS}]},
        {"text": WORDS, "entities": [{"type": "mention", "text": WORDS, "mentioned": NAMED}]},
        {"text": WORDS, "serviceUrl": f"https://{WORDS}.example"},
        {"text": WORDS, "type": "invoke", "name": WORDS},
        {"text": WORDS, "type": WORDS},
        {"text": WORDS, "id": WORDS},
    ]
    statuses = {(await agency.deliver(**each)).status_code for each in deliveries}
    for body in (WORDS, json.dumps(WORDS), json.dumps({WORDS: WORDS}), WORDS * 20_000):
        statuses.add((await agency.post(body.encode())).status_code)
    await agency.settled()
    return statuses


async def test_of_all_that_can_be_delivered(
    agency: Agency, rasa: StandIn, heard: Heard, capfd: pytest.CaptureFixture[str]
) -> None:
    """When all goes well, when Rasa fails, and when Microsoft cannot be reached."""
    statuses = await deliver_everything(agency)
    rasa.status = 500
    await deliver_everything(agency)
    rasa.status, agency.wire.away = None, agency.wire.now + 30
    await deliver_everything(agency)

    said = [heard.everything, *(each.lower() for each in capfd.readouterr())]
    assert {200, 400} <= statuses
    assert "bot" in heard.names
    assert [trace for trace in TRACES for each in said if trace in each] == []
