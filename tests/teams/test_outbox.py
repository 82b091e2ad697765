"""Sending: again while Microsoft is busy or away, no more when it says so, never unsigned."""

from __future__ import annotations

import pytest

from tests.gateway.stand_in import StandIn
from tests.teams.conftest import Agency
from tests.teams.microsoft import CHAT, TENANT, Answer, Microsoft


def other(number: int) -> dict[str, str]:
    """Another person's chat."""
    return {"id": f"a:{number}", "conversationType": "personal", "tenantId": TENANT}


async def test_the_connector_is_away_for_a_minute(
    agency: Agency, rasa: StandIn, microsoft: Microsoft
) -> None:
    """The turn runs once, and its reply is delivered when Microsoft is back."""
    agency.wire.away = agency.wire.now + 60
    await agency.say("hello")

    assert len(rasa.said()) == len(microsoft.sent) == 1
    assert 60 < sum(agency.wire.waits) < 100
    assert len(agency.wire.waits) < 12


async def test_a_connector_that_stays_away_is_given_up(
    agency: Agency, microsoft: Microsoft, caplog: pytest.LogCaptureFixture
) -> None:
    """After some minutes, with a line in the log; the next message is taken as ever."""
    agency.wire.away = agency.wire.now + 3_600
    await agency.say("hello")
    agency.wire.away = 0
    await agency.say("hello?")

    assert len(microsoft.sent) == 1
    assert "teams_not_delivered" in caplog.text


@pytest.mark.parametrize("status", [412, 429, 502, 503, 504])
async def test_a_busy_connector_is_asked_again(
    agency: Agency, rasa: StandIn, microsoft: Microsoft, status: int
) -> None:
    """With waits that grow and vary; the turn runs once."""
    microsoft.answers = [Answer(status)] * 4
    await agency.say("hello")

    assert len(microsoft.sent) == len(rasa.said()) == 1
    assert len(agency.wire.waits) == 4
    assert agency.wire.waits[-1] > agency.wire.waits[0]
    assert len(set(agency.wire.waits)) == 4


async def test_retry_after_is_kept(agency: Agency, microsoft: Microsoft) -> None:
    """Microsoft says how long; but nobody waits an hour, and no date is read as seconds."""
    for asked in ("7", "9999", "Wed, 21 Oct 2026 07:28:00 GMT"):
        microsoft.answers.append(Answer(429, headers={"Retry-After": asked}))
    await agency.say("hello")

    first, second, third = agency.wire.waits
    assert first == 7
    assert second == 60
    assert third < 10
    assert len(microsoft.sent) == 1


@pytest.mark.parametrize(
    "code",
    [
        "ConversationBlockedByUser",
        "BotNotInConversationRoster",
        "BotDisabledByAdmin",
        "MessageWritesBlocked",
    ],
)
async def test_a_403_ends_it(
    agency: Agency, microsoft: Microsoft, code: str, caplog: pytest.LogCaptureFixture
) -> None:
    """Not wanted: said once in the log, by Microsoft's own word, and not tried again."""
    microsoft.answers = [Answer(403, {"error": {"code": code, "message": "for Somebody"}})]
    await agency.say("hello")

    assert not microsoft.sent
    assert not agency.wire.waits
    assert code in caplog.text
    assert "Somebody" not in caplog.text


async def test_a_reply_that_is_not_taken_becomes_an_apology(
    agency: Agency, microsoft: Microsoft
) -> None:
    """A card that Microsoft finds wrong or too large: at least whom to ring."""
    microsoft.answers = [Answer(413, {"error": {"code": "MessageSizeTooBig"}})]
    await agency.say("hello")

    (said,) = microsoft.words()
    assert "111" in said
    assert "not answered" in said


async def test_our_token_is_asked_for_once(agency: Agency, microsoft: Microsoft) -> None:
    """However many send at the same time."""
    for number in range(20):
        await agency.deliver(conversation=other(number))
    await agency.settled()

    assert microsoft.logins == 1
    assert len(microsoft.sent) == 20


async def test_nothing_is_sent_without_a_token(agency: Agency, microsoft: Microsoft) -> None:
    """The login is down: it is tried again, and no request goes out unsigned."""
    microsoft.is_login_down = True
    await agency.deliver()
    await agency.wire.has_waited.wait()
    assert microsoft.sent == []
    microsoft.is_login_down = False
    await agency.settled()

    assert len(microsoft.sent) == 1


async def test_a_token_that_is_refused_is_renewed(agency: Agency, microsoft: Microsoft) -> None:
    """The connector says 401: another token, and the message is sent."""
    await agency.say("hello")
    microsoft.answers = [Answer(401)]
    await agency.say("hello")

    assert microsoft.logins == 2
    assert len(microsoft.sent) == 2


async def test_ids_of_conversations_are_escaped_in_addresses(
    agency: Agency, microsoft: Microsoft
) -> None:
    """An id with a slash stays one piece of the path."""
    odd = {"id": "a:x/../../y?z#1%2f", "conversationType": "personal", "tenantId": TENANT}
    await agency.say("hello", conversation=odd)

    assert microsoft.chats() == [odd["id"]]
    assert microsoft.paths[0].count("/") == 5
    assert CHAT not in microsoft.chats()
