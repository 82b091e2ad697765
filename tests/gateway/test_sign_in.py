"""Who gets in, where an agency's proxy says who is signed in."""

from __future__ import annotations

from collections.abc import AsyncIterator

import httpx
import pytest

from bot.gateway.proxies import read_proxies
from bot.gateway.settings import Rate
from bot.gateway.sign_in.settings import ByProxy
from tests.gateway.conftest import Person, Running

API = "/api/v1/conversations"
PROXY = "10.0.0.5"
NAMED = "x-remote-user"
BY_PROXY = ByProxy(NAMED, read_proxies(PROXY))
NAME = "zebedee.quagmire@agency.example"


@pytest.fixture(autouse=True)
def _every_line(caplog: pytest.LogCaptureFixture) -> None:
    """What the product logs, as it is shipped."""
    caplog.set_level("INFO", "bot.gateway")


@pytest.fixture
async def person(running: Running) -> AsyncIterator[Person]:
    """Somebody before a gateway whose proxy signs people in."""
    async with running(sign_in=BY_PROXY) as someone:
        yield someone


async def begin(
    person: Person, given: dict[str, str] | None = None, *, by: str = PROXY
) -> httpx.Response:
    """Begin a conversation over a connection from this address, with these headers."""
    transport = httpx.ASGITransport(app=person.app, client=(by, 1))
    async with httpx.AsyncClient(transport=transport, base_url="http://chat.test") as client:
        return await client.post(API, json={}, headers=given or {})


def texts(answer: httpx.Response) -> str:
    """All that its blocks say."""
    return " ".join(block["text"] for block in answer.json()["blocks"])


async def test_whom_the_proxy_names_gets_in(person: Person) -> None:
    """By its address alone; the name is whatever the proxy says."""
    assert (await begin(person, {NAMED: NAME})).status_code == 201


@pytest.mark.parametrize("by", ["10.0.0.6", "127.0.0.1", "2001:db8::1", "nowhere"])
async def test_a_header_from_elsewhere_is_refused(
    person: Person, by: str, caplog: pytest.LogCaptureFixture
) -> None:
    """403 with a sentence and 111; one line in the log, without name or address."""
    answer = await begin(person, {NAMED: NAME}, by=by)

    assert answer.status_code == 403
    assert "by way of your agency's sign-in" in texts(answer)
    assert "111" in answer.json()["blocks"][0]["text"]
    assert [line for line in caplog.messages if "sign_in_forged" in line][1:] == []
    assert "sign_in_forged" in caplog.text
    assert NAME not in caplog.text
    assert by not in caplog.text.replace("http://chat.test", "")


async def test_a_forged_forwarding_header_makes_nobody_the_proxy(running: Running) -> None:
    """Neither where nobody's is believed, nor where the proxy's own is."""
    forged = {NAMED: NAME, "X-Forwarded-For": PROXY}
    for trusted in ("", PROXY, f"{PROXY}, 192.0.2.0/24"):
        async with running(sign_in=BY_PROXY, trusted_proxies=read_proxies(trusted)) as person:
            assert (await begin(person, forged, by="203.0.113.9")).status_code == 403
            assert (await begin(person, forged, by="192.0.2.7")).status_code == 403


async def test_the_proxy_may_say_for_whom_it_speaks(running: Running) -> None:
    """Its own address lets in, whatever address it forwards."""
    forwarded = {NAMED: NAME, "X-Forwarded-For": "203.0.113.9"}
    async with running(sign_in=BY_PROXY, trusted_proxies=read_proxies(PROXY)) as person:
        assert (await begin(person, forwarded)).status_code == 201
        assert (await begin(person, forwarded, by=f"::ffff:{PROXY}")).status_code == 201


@pytest.mark.parametrize("given", [{}, {NAMED: ""}, {NAMED: "  "}, {NAMED: "x" * 600}])
async def test_whom_the_proxy_does_not_name_is_not_signed_in(
    person: Person, given: dict[str, str]
) -> None:
    """401 with what to do, and 111."""
    answer = await begin(person, given)

    assert answer.status_code == 401
    assert "Sign in" in texts(answer)
    assert "111" in answer.json()["blocks"][0]["text"]
    assert "www-authenticate" in answer.headers


async def test_a_header_that_came_twice_is_refused(
    person: Person, caplog: pytest.LogCaptureFixture
) -> None:
    """A proxy that adds its own to the caller's would let anybody be anyone."""
    transport = httpx.ASGITransport(app=person.app, client=(PROXY, 1))
    async with httpx.AsyncClient(transport=transport, base_url="http://chat.test") as client:
        answer = await client.post(API, json={}, headers=[(NAMED, "me"), (NAMED, NAME)])

    assert answer.status_code == 403
    assert "header given twice" in caplog.text


async def test_people_behind_one_proxy_have_rates_of_their_own(running: Running) -> None:
    """By a keyed hash, which is all that is held of who they are, and only in memory."""
    once = Rate(burst=1, per_minute=1)
    async with running(sign_in=BY_PROXY, beginnings=once) as person:
        first, again, other = [
            (await begin(person, {NAMED: name})).status_code for name in ("a", "a", "b")
        ]
        held = person.app.state.parts.beginnings._buckets

    assert (first, again, other) == (201, 429, 201)
    assert all(len(key) == 32 for key in held)


async def test_who_somebody_is_is_kept_nowhere(
    person: Person, caplog: pytest.LogCaptureFixture
) -> None:
    """In no byte of the store, and in no line of the log."""
    caplog.set_level("DEBUG")
    assert (await begin(person, {NAMED: NAME})).status_code == 201

    assert NAME.encode() not in await person.everything_kept()
    assert NAME not in caplog.text


@pytest.mark.parametrize("path", ["/chat", "/chat/clear", f"/records/{'A' * 43}"])
async def test_a_page_says_it_as_a_page(person: Person, path: str) -> None:
    """With the emergency line, and nothing of a chat."""
    answer = await person.client.get(path)

    assert answer.status_code == 401
    assert answer.headers["content-type"].startswith("text/html")
    assert "You are not signed in" in answer.text
    assert 'href="tel:111"' in answer.text
