"""Who may go on with a conversation."""

from __future__ import annotations

import asyncio
import hashlib
import re
import sqlite3

from tests.gateway.conftest import Person, Running
from tests.gateway.stand_in import StandIn

STRANGER = "A" * 43


async def test_unknown_conversation_and_wrong_token_look_the_same(person: Person) -> None:
    """Nobody can find out by asking whether a conversation exists."""
    wrong = {"Authorization": f"Bearer {STRANGER}"}
    body = {"client_id": "m1", "text": "hello"}
    path = "/api/v1/conversations/{}/turns"

    theirs = await person.client.post(path.format(person.id), json=body, headers=wrong)
    nobody = await person.client.post(path.format("B" * 22), json=body, headers=wrong)

    assert (theirs.status_code, theirs.json()) == (nobody.status_code, nobody.json())
    assert theirs.status_code == 404
    assert theirs.json()["blocks"][0]["type"] == "notice"


async def test_every_call_needs_the_token(person: Person) -> None:
    """Restoring and clearing are refused without it too, and nothing is removed."""
    path = f"/api/v1/conversations/{person.id}"

    assert (await person.client.get(f"{path}/turns")).status_code == 404
    assert (await person.client.delete(path)).status_code == 404
    assert (await person.past()).status_code == 200


async def test_one_persons_token_does_not_open_anothers_conversation(person: Person) -> None:
    """A valid token is good for its own conversation only."""
    first = person.id
    await person.begin()

    answer = await person.client.get(f"/api/v1/conversations/{first}/turns", headers=person.bearer)

    assert answer.status_code == 404


async def test_a_stranger_does_not_share_a_reply_that_is_under_way(
    person: Person, rasa: StandIn
) -> None:
    """The same client_id at the same instant, without the token, gets nothing."""
    rasa.delays = [0.05]
    body = {"client_id": "m1", "text": "hello"}

    mine, theirs = await asyncio.gather(
        person.say("hello", client_id="m1"),
        person.client.post(f"/api/v1/conversations/{person.id}/turns", json=body),
    )

    assert (mine.status_code, theirs.status_code) == (200, 404)


async def test_only_the_tokens_hash_is_kept(person: Person) -> None:
    """A copy of the database opens no conversation."""
    stored = b"".join(path.read_bytes() for path in person.state.glob("gateway.db*"))
    row = sqlite3.connect(person.state / "gateway.db").execute(
        "SELECT token_hash FROM conversations"
    )

    assert person.token.encode() not in stored
    assert row.fetchone()[0] == hashlib.sha256(person.token.encode()).digest()


async def test_ids_and_tokens_are_long_and_new_each_time(running: Running) -> None:
    """128 bits of id, 256 bits of token."""
    async with running() as person:
        begun = [await person.begin() for _ in range(3)]

    assert len({each["id"] for each in begun} | {each["token"] for each in begun}) == 6
    assert all(re.fullmatch(r"[\w-]{22}", each["id"]) for each in begun)
    assert all(re.fullmatch(r"[\w-]{43}", each["token"]) for each in begun)


async def test_on_the_web_the_token_is_a_cookie_that_no_script_reads(running: Running) -> None:
    """HttpOnly, strict, and sent with this conversation's calls only."""
    async with running() as person:
        answer = await person.client.post("/api/v1/conversations", json={"channel": "web"})
        cookie = answer.headers["set-cookie"]
        path = f"/api/v1/conversations/{answer.json()['id']}"

        assert "HttpOnly" in cookie
        assert "SameSite=strict" in cookie
        assert f"Path={path}" in cookie
        assert (await person.client.get(f"{path}/turns")).status_code == 200


async def test_over_https_the_cookie_is_secure(running: Running) -> None:
    """It never travels in the clear where the page did not."""
    async with running() as person:
        answer = await person.client.post(
            "https://chat.test/api/v1/conversations", json={"channel": "web"}
        )

    assert "Secure" in answer.headers["set-cookie"]


async def test_other_channels_get_no_cookie(running: Running) -> None:
    """A terminal keeps its token itself."""
    async with running() as person:
        answer = await person.client.post("/api/v1/conversations", json={"channel": "terminal"})

    assert "set-cookie" not in answer.headers


async def test_another_sites_page_cannot_use_the_cookie(running: Running) -> None:
    """A state-changing call with the cookie has to name our own origin."""
    async with running() as person:
        begun = await person.begin(channel="web")
        path = f"/api/v1/conversations/{begun['id']}"
        body = {"client_id": "m1", "text": "hello"}

        async def status(origin: str | None) -> int:
            headers = {"Origin": origin} if origin else {}
            answer = await person.client.post(f"{path}/turns", json=body, headers=headers)
            return answer.status_code

        assert await status("https://evil.example") == 403
        assert await status("null") == 403
        assert await status(None) == 403
        assert await status("http://chat.test") == 200
        foreign = {"Origin": "https://evil.example"}
        assert (await person.client.delete(path, headers=foreign)).status_code == 403


async def test_an_allowed_origin_may_use_the_cookie(running: Running) -> None:
    """An intranet that is named in the settings may."""
    async with running(origins=frozenset({"https://intranet.example"})) as person:
        begun = await person.begin(channel="web")
        answer = await person.client.post(
            f"/api/v1/conversations/{begun['id']}/turns",
            json={"client_id": "m1", "text": "hello"},
            headers={"Origin": "https://intranet.example"},
        )

    assert answer.status_code == 200


async def test_a_proxys_own_login_is_no_token(running: Running) -> None:
    """A header that a proxy adds to each call does not let another site's page use the cookie."""
    async with running() as person:
        begun = await person.client.post("/api/v1/conversations", json={"channel": "web"})
        answer = await person.client.post(
            f"/api/v1/conversations/{begun.json()['id']}/turns",
            json={"client_id": "m", "text": "hello"},
            headers={"Origin": "https://evil.example", "Authorization": "Basic bWU6cGFzcw=="},
        )

    assert answer.status_code == 403
