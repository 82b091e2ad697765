"""Headers of safety on every answer there is, whatever became of the call."""

from __future__ import annotations

from collections.abc import AsyncIterator

import httpx
import pytest

from bot.gateway.proxies import read_proxies
from bot.gateway.settings import Rate
from bot.gateway.shell import safety_headers
from bot.gateway.sign_in.settings import ByProxy
from tests.gateway.conftest import Person, Running
from tests.gateway.test_every_route import ROUTES

API = "/api/v1/conversations"
ONCE = Rate(burst=1, per_minute=1)
OURS = safety_headers("'none'")
LOOSER = {"Referrer-Policy": "same-origin", "Cross-Origin-Resource-Policy": "cross-origin"}
"""Pages with forms, which a browser has to name; and the one script that is for other sites."""


def lacking(answer: httpx.Response) -> list[str]:
    """Which of them an answer has not; and any that tells how it is made."""
    missing = [
        name
        for name, value in OURS.items()
        if answer.headers.get(name) not in {value, LOOSER.get(name)}
    ]
    told = [name for name in ("server", "x-powered-by") if name in answer.headers]
    cached = answer.headers.get("cache-control", "") not in {"no-store", "no-cache"}
    return [*missing, *told, *(["Cache-Control"] if cached else [])]


@pytest.fixture
async def person(running: Running) -> AsyncIterator[Person]:
    """Somebody without a conversation."""
    async with running() as someone:
        yield someone


@pytest.mark.parametrize("method", ["GET", "HEAD", "POST", "DELETE", "PUT", "TRACE", "OPTIONS"])
async def test_every_route_by_every_method(person: Person, method: str) -> None:
    """Right or wrong, there or not."""
    paths = {route.split()[1] for route in ROUTES} | {"/nowhere", "/assets/nowhere.css"}
    for path in sorted(paths):
        filled = path.format(conversation="A" * 22, record="A" * 43, form="json")
        answer = await person.client.request(method, filled)
        assert lacking(answer) == [], (method, path, answer.status_code)


async def test_every_way_to_refuse(running: Running) -> None:
    """Each status that a call can end with, and no other is left out."""
    found: dict[int, httpx.Response] = {}

    def note(answer: httpx.Response) -> None:
        found[answer.status_code] = answer

    async with running(turns=ONCE) as person:
        await person.begin()
        note(await person.client.post(API, content=b"{"))
        note(await person.client.post(API, content=b"x" * 20_000))
        note(await person.client.post(API, json={}, headers={"Origin": "https://evil.example"}))
        note(await person.client.put(API))
        note(await person.say("hello"))
        note(await person.say("again"))
        person.app.state.parts.store.look_up = None
        await person.begin()
        note(await person.say("hello"))
        person.app.state.parts.law = None
        note(await person.client.get("/api/v1/guidance", params={"q": "x" * 500}))
        person.app.state.parts.beginnings = None
        note(await person.client.post(API, json={}))
    by_proxy = ByProxy("x-remote-user", read_proxies("192.0.2.1"))
    async with running(sign_in=by_proxy) as person:
        note(await person.client.get("/chat"))

    assert {401, 403, 405, 413, 422, 429, 500, 503} <= found.keys()
    assert {status: lacking(answer) for status, answer in found.items() if lacking(answer)} == {}
    assert "Traceback" not in "".join(answer.text for answer in found.values())


@pytest.mark.parametrize("origin", ["https://intranet.example", "https://evil.example"])
async def test_what_a_browser_asks_before_a_call(running: Running, origin: str) -> None:
    """Answered before any route, whether the origin is on the list or not."""
    asked = {"Origin": origin, "Access-Control-Request-Method": "POST"}
    async with running(origins=frozenset({"https://intranet.example"})) as person:
        answer = await person.client.options(API, headers=asked)

    assert lacking(answer) == []
    assert ("access-control-allow-origin" in answer.headers) == ("intranet" in origin)
