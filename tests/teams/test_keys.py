"""Microsoft's keys: fetched late, kept long, renewed when one is unknown, and not for anybody."""

from __future__ import annotations

import httpx
import pytest

from bot.gateway.fetched_keys import NoKeys
from bot.gateway.teams.keys import Keys
from tests.teams.conftest import Running, Wire
from tests.teams.microsoft import Answer, Microsoft, token

DAY = 24 * 60 * 60


@pytest.fixture
def wire(microsoft: Microsoft) -> Wire:
    """The way to our Microsoft, and its clock."""
    return Wire(microsoft)


@pytest.fixture
def keys(wire: Wire) -> Keys:
    """Keys fetched from it."""
    return Keys(httpx.AsyncClient(transport=wire.ways().connector), lambda: wire.now)


async def test_nothing_is_fetched_at_start(running: Running, microsoft: Microsoft) -> None:
    """Microsoft may be away when we start; it is asked when the first delivery comes."""
    async with running():
        assert microsoft.fetched == microsoft.logins == 0


async def test_keys_are_fetched_once_a_day(keys: Keys, wire: Wire, microsoft: Microsoft) -> None:
    """Metadata and keys: two requests, and two more the next day."""
    for _ in range(5):
        assert await keys.find("teams")
    assert microsoft.fetched == 2
    wire.now += DAY
    assert await keys.find("teams")
    assert microsoft.fetched == 4


async def test_made_up_keys_do_not_make_us_ask_again_and_again(
    keys: Keys, wire: Wire, microsoft: Microsoft
) -> None:
    """Once a minute at the most, whatever strangers send."""
    for number in range(100):
        assert await keys.find(f"made-up-{number}") is None
    assert microsoft.fetched == 4
    wire.now += 61
    assert await keys.find("made-up") is None
    assert microsoft.fetched == 6


async def test_a_new_key_is_found_at_once(keys: Keys, microsoft: Microsoft) -> None:
    """Microsoft changes its keys; the first message with a new one is taken."""
    await keys.find("teams")
    microsoft.keys["newer"] = ["msteams"]

    assert await keys.find("newer")


async def test_old_keys_stay_while_microsoft_is_away(
    keys: Keys, wire: Wire, microsoft: Microsoft
) -> None:
    """An outage of theirs is none of ours."""
    await keys.find("teams")
    microsoft.are_keys_down = True
    wire.now += DAY

    assert await keys.find("teams")
    assert await keys.find("teams")
    assert microsoft.fetched == 3


async def test_without_keys_nobody_is_told_apart(
    running: Running, microsoft: Microsoft, caplog: pytest.LogCaptureFixture
) -> None:
    """Then a delivery is answered 503, so that it can come again, and Microsoft is not hammered."""
    caplog.set_level("INFO", "bot.gateway")
    microsoft.are_keys_down = True
    async with running() as agency:
        assert [(await agency.deliver()).status_code for _ in range(3)] == [503] * 3
        assert microsoft.fetched == 1
        microsoft.are_keys_down = False
        agency.wire.now += 6
        assert (await agency.deliver()).status_code == 200
        await agency.settled()
    assert "no keys" in caplog.text


@pytest.mark.parametrize(
    "body",
    [
        [],
        {},
        {"jwks_uri": 4},
        {"jwks_uri": "https://attacker.example/keys"},
        {"jwks_uri": "http://login.botframework.com/keys"},
        {"jwks_uri": "https://login.botframework.com/v1/.well-known/keys", "keys": 4},
        {
            "jwks_uri": "https://login.botframework.com/v1/.well-known/keys",
            "keys": [4, {"kty": "oct", "k": "x"}, {"kty": "RSA"}, {"kty": "RSA", "n": 4, "e": 4}],
        },
    ],
)
async def test_metadata_of_another_form_are_no_keys(body: object) -> None:
    """Nor is an address for keys that is not Microsoft's followed."""
    asked = []

    def answer(request: httpx.Request) -> httpx.Response:
        asked.append(request.url.host)
        return httpx.Response(200, json=body)

    keys = Keys(httpx.AsyncClient(transport=httpx.MockTransport(answer)))
    with pytest.raises(NoKeys):
        await keys.find("teams")
    assert set(asked) == {"login.botframework.com"}


async def test_an_endorsement_is_only_logged_until_it_is_switched_on(
    running: Running, microsoft: Microsoft, caplog: pytest.LogCaptureFixture
) -> None:
    """What Microsoft's keys carry in a real tenant is looked at before it can lock anybody out."""
    caplog.set_level("INFO")
    microsoft.keys["teams"] = None
    async with running(enforce_endorsement=False) as agency:
        await agency.say("hello")
    assert len(microsoft.sent) == 1
    assert "teams_key_not_endorsed" in caplog.text


async def test_no_token_is_in_the_log(
    running: Running, microsoft: Microsoft, caplog: pytest.LogCaptureFixture
) -> None:
    """Neither theirs, nor ours, nor the secret, nor who it was about, whatever goes wrong."""
    caplog.set_level("DEBUG", "bot.gateway")
    microsoft.answers = [Answer(503), Answer(401), Answer(403, {"error": {"code": "x y"}})]
    bad = token(iss="https://evil.example")
    async with running() as agency:
        await agency.say("the words that were typed")
        headers = {"Authorization": f"Bearer {bad}"}
        await agency.client.post("/api/messages", content=b"{}", headers=headers)
        microsoft.is_login_down = True
        agency.app.state.teams._outbox._login._ends = 0
        agency.wire.has_waited.clear()
        await agency.deliver()
        await agency.wire.has_waited.wait()
        microsoft.is_login_down = False
        await agency.settled()
    said = "\n".join(r.getMessage() for r in caplog.records if r.name.startswith("bot"))
    for told in (bad, "the-bots-own", "the-apps-own", "cccccccc", "1chat-of", "that were typed"):
        assert told not in said
    assert "teams_login_failed" in said
