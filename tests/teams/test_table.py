"""Nobody but Microsoft gets in, and our token goes to nobody but Microsoft."""

from __future__ import annotations

import json

import pytest

from tests.gateway.stand_in import StandIn
from tests.teams.cases import PUBLISHED, TABLE, Case
from tests.teams.conftest import Agency
from tests.teams.microsoft import Microsoft, activity


@pytest.mark.parametrize("case", TABLE, ids=lambda case: case.name)
async def test_a_delivery(case: Case, agency: Agency, rasa: StandIn, microsoft: Microsoft) -> None:
    """It is answered as it should be, comes to no more turns than it may, and leaks nothing."""
    if case.rotated:
        await agency.say("first", id="before")
        microsoft.keys["newer"] = ["msteams"]
    for _ in range(case.times):
        answer = await agency.client.post(
            "/api/messages",
            content=case.content(),
            headers=[(name.encode(), text.encode()) for name, text in case.headers().items()],
        )
    await agency.settled()

    assert answer.status_code == case.status
    assert len(rasa.said()) == case.turns
    assert not microsoft.leaks
    assert all(chat == activity()["conversation"]["id"] for chat in microsoft.chats())
    assert case.status == 200 or not microsoft.sent


def test_the_table_is_as_large_as_it_has_to_be() -> None:
    """All that were published, and fifteen of ours at the least; no name twice."""
    assert len(PUBLISHED) == 21
    assert len(TABLE) >= 36
    assert len({case.name for case in TABLE}) == len(TABLE)


async def test_an_answer_to_a_refused_delivery_says_nothing(agency: Agency) -> None:
    """A bare status: whoever tries learns only that it did not work."""
    answer = await agency.client.post("/api/messages", content=json.dumps(activity()))

    assert answer.status_code == 401
    assert not answer.content
